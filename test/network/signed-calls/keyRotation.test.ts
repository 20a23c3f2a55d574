import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { rotateKeys, writeNewKeys } from '../../../gateway/operator/keyFile';
import type { RotationOptions } from '../../../gateway/operator/keyFile';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import { until } from '../../until';

const CITIES = ['ashford', 'birkdale'];
const EXPERTS = '{ experts(concepts: ["concept:housing"]) { nodes { name city { id } } coverage { complete } } }';

let folder: string;
let signingKeysFile: string;
let jwks: string;
let network: TestNetwork;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-rotation-'));
  signingKeysFile = join(folder, 'signing-keys.json');
  await writeNewKeys(signingKeysFile);
  // Cities know the hub's address before the hub is there.
  const port = await findFreePort();
  jwks = `http://127.0.0.1:${port}/.well-known/jwks.json`;
  // What waits for minutes of the clock is made to pass; what waits for the other side is not.
  jest.useFakeTimers({
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: CITIES.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(CITIES.map((id) => [id, inventedCity(id, 2)])),
    config: { signingKeysFile, port, timeoutMs: 20_000 },
    jwks,
  });
}, 60_000);

afterAll(async () => {
  await network.close();
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

function pass(seconds: number): void {
  jest.setSystemTime(Date.now() + seconds * 1_000);
}

async function publishedKids(): Promise<readonly unknown[]> {
  const { keys } = (await (await fetch(jwks)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

/** Takes a step of the rotation, and resolves when the hub has it. */
async function rotate(options?: RotationOptions): Promise<readonly string[]> {
  const { keys } = await rotateKeys(signingKeysFile, options);
  const kids = keys.map(({ kid }) => kid);
  await until('the hub publishes its keys', async () => (await publishedKids()).join() === kids.join());
  return kids;
}

/** Queries without a pause, until what is awaited is done. */
async function loadUntil(done: Promise<unknown>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let isDone = false;
  const load = Array.from({ length: 3 }, async () => {
    do answers.push(await network.query(EXPERTS));
    while (!isDone);
  });
  await done.finally(() => (isDone = true));
  await Promise.all(load);
  return answers;
}

/** Minutes of queries, each with tokens of its own. */
async function loadForMinutes(minutes: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    answers.push(...(await loadUntil(Promise.resolve())));
    pass(60);
  }
  return answers;
}

/** What the latest call to a city was signed with. */
function kidOf(city: string): unknown {
  const { headers } = network.city(city).wire.requests.at(-1)!;
  return decodeProtectedHeader((headers.authorization ?? '').replace('Bearer ', '')).kid;
}

const isWhole = ({ data, errors }: Answer): boolean =>
  errors === undefined && data.experts.coverage.complete === true && data.experts.nodes.length === 4;

test('the keys are rotated while cities verify every call, and no answer fails', async () => {
  const answers: Answer[] = [];
  const underLoad = async (): Promise<readonly string[]> => {
    const step = rotate();
    answers.push(...(await loadUntil(step)));
    return await step;
  };
  const [first] = await publishedKids();

  const [, second] = await underLoad();
  expect(kidOf('ashford')).toBe(first);
  answers.push(...(await loadForMinutes(11)));

  expect(await underLoad()).toEqual([second, first]);
  answers.push(...(await loadForMinutes(2)));
  expect(CITIES.map(kidOf)).toEqual([second, second]);

  expect(await underLoad()).toEqual([second]);
  answers.push(...(await loadForMinutes(1)));

  expect(answers.filter((answer) => !isWhole(answer))).toEqual([]);
  expect(answers.length).toBeGreaterThan(40);
});

test('a city fetches a key that it does not know, but no more often than each half minute', async () => {
  pass(60);
  await rotate({ atOnce: true });
  expect(isWhole(await network.query(EXPERTS))).toBe(true);
  await rotate({ atOnce: true });
  expect((await network.query(EXPERTS)).data.experts.coverage.complete).toBe(false);
  pass(31);
  expect(isWhole(await network.query(EXPERTS))).toBe(true);
});
