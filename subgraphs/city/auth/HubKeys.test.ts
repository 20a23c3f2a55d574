import { pino } from 'pino';
import { createTokenVerifier } from './createTokenVerifier';
import type { VerifyToken } from './createTokenVerifier';
import { HubKeys } from './HubKeys';
import { startKeyServer } from './test/startKeyServer';
import type { KeyServer } from './test/startKeyServer';
import { payloadFor, TestKey } from './test/TestKey';

const MINUTE = 60_000;
const ANONYMOUS = { viewer: { anonymous: true }, binding: null };

let key: TestKey;
let hub: KeyServer;
let keys: HubKeys;
let verify: VerifyToken;
/** What the city logged. */
let lines: { readonly level: string; readonly msg: string; readonly reason?: string }[];

beforeAll(async () => {
  key = await TestKey.create('first');
});
beforeEach(async () => {
  turnClock(Date.now());
  hub = await startKeyServer(key.publicJwk);
  // A test before this one may still have something to log.
  const own: typeof lines = (lines = []);
  const logger = pino(
    { formatters: { level: (level) => ({ level }) } },
    { write: (line: string) => own.push(JSON.parse(line) as (typeof lines)[number]) },
  );
  keys = await HubKeys.open({ kind: 'signed', jwks: hub.url, issuer: 'hanse-hub' }, logger);
  verify = createTokenVerifier(keys, 'gera');
});
afterEach(async () => {
  jest.useRealTimers();
  await hub.close();
});

/** Turns the clock alone: timers and the network go on. */
function turnClock(to: number): void {
  jest.useFakeTimers({
    now: to,
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
}

/** A call of the hub after so long, with a token made then. */
async function callAfter(ms: number): ReturnType<VerifyToken> {
  turnClock(Date.now() + ms);
  return verify(await key.sign(payloadFor('gera')));
}

test('OPS-090 calls go on for an hour while the keys cannot be had, with few attempts and one line in the log', async () => {
  expect(await callAfter(0)).toEqual(ANONYMOUS);
  hub.isDown = true;
  hub.requests = 0;
  for (let second = 0; second < 59 * 60; second += 10) expect(await callAfter(10_000)).toEqual(ANONYMOUS);
  // From the fifth minute on, one in half a minute.
  expect(hub.requests).toBeLessThanOrEqual(2 * 55);
  expect(lines).toMatchObject([{ level: 'warn', msg: expect.stringContaining('cannot be had') }]);
  expect(keys.isFailing).toBe(true);

  await expect(callAfter(2 * MINUTE)).rejects.toThrow("The hub's keys");
  hub.isDown = false;
  expect(await callAfter(5_000)).toEqual(ANONYMOUS);
  expect(lines.slice(1)).toMatchObject([{ level: 'info', msg: expect.stringContaining('can be had again') }]);
  expect(keys.isFailing).toBe(false);
});

test('OPS-091 keys that get old are fetched while calls go on', async () => {
  await callAfter(0);
  hub.isHanging = true;
  expect(await callAfter(6 * MINUTE)).toEqual(ANONYMOUS);
  expect(await callAfter(10_000)).toEqual(ANONYMOUS);
  expect(hub.requests).toBe(2);
});

test('OPS-092 without any keys, calls wait for one attempt and none of them makes its own', async () => {
  hub.isDown = true;
  const token = await key.sign(payloadFor('gera'));
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => verify(token)));
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  await expect(verify(token)).rejects.toThrow("The hub's keys");
  expect(hub.requests).toBe(1);
  expect(lines).toHaveLength(1);
});

test('a key that is not known while the keys cannot be had is no fault of the token', async () => {
  await callAfter(0);
  hub.isDown = true;
  const next = await TestKey.create('second');
  turnClock(Date.now() + MINUTE);
  await expect(verify(await next.sign(payloadFor('gera')))).rejects.toThrow("The hub's keys");
  expect(await callAfter(0)).toEqual(ANONYMOUS);
});

test('a clock that is set back leaves the keys in use, and has them fetched', async () => {
  await callAfter(0);
  expect(await callAfter(-60 * MINUTE)).toEqual(ANONYMOUS);
  expect(await callAfter(0)).toEqual(ANONYMOUS);
  expect(hub.requests).toBe(2);
});

test.each([
  [{ status: 404 }, 'its address answered HTTP 404; expected was what the hub has at /.well-known/jwks.json'],
  [
    { status: 301, location: 'https://hub.example/' },
    'answered HTTP 301 that leads to https://hub.example/, which is not',
  ],
  [{ body: '<html><title>Proxy</title>' }, 'it is no JSON, and begins with <html>; expected was'],
  [{ body: '{"keys":[]}' }, 'it holds no key; expected was'],
])('CITY-290 the log says what the address of the keys has in their place: %j', async (instead, words) => {
  hub.instead = instead;
  await expect(callAfter(0)).rejects.toThrow("The hub's keys");
  expect(lines.map(({ reason }) => reason)).toEqual([expect.stringContaining(words)]);
});
