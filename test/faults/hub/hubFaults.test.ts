import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { writeVocabulary } from '../../bench/scale/writeNetwork';
import type { HubProcess } from './HubProcess';
import { startHub } from './HubProcess';
import { checkAnswer, searchBody } from './search';
import type { KnownCities } from './startCities';
import { startCities } from './startCities';
import type { Outcome } from './startLoad';
import { startLoad } from './startLoad';
import { until, untilOk } from '../../until';

let folder: string;
let networkFile: string;
let cities: KnownCities;
/** Two hubs of one network. The first one audits and is put through everything; the second one is ended under load. */
let first: HubProcess;
let second: HubProcess;
const started: HubProcess[] = [];

const ALWAYS = 4;
/** The first cities, as a network file. */
const textOf = (count: number): string =>
  stringify({
    name: 'Faults',
    cities: cities.ids.slice(0, count).map((id) => ({ id, name: id, country: 'DE', url: cities.urlOf(id) })),
  });

async function start(environment: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const hub = await startHub({
    HANSE_NETWORK: networkFile,
    HANSE_CITIES_HTTPS_ONLY: 'false',
    HANSE_VOCABULARY: path.join(folder, 'topics.ttl'),
    // Not the machine's load is what is tried here.
    HANSE_TIMEOUT_MS: '10000',
    HANSE_FETCH_RESERVE_MS: '5000',
    HANSE_REFRESH_SECONDS: '1',
    ...environment,
  });
  started.push(hub);
  return hub;
}

const untilReady = ({ url }: HubProcess): Promise<void> => untilOk(`${url}/health/ready`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hanse-hub-faults-'));
  await mkdir(path.join(folder, 'network'));
  networkFile = path.join(folder, 'network', 'network.yaml');
  cities = await startCities(await writeVocabulary(path.join(folder, 'topics.ttl')));
  await writeFile(networkFile, textOf(ALWAYS));
  [first, second] = await Promise.all([start({ HANSE_AUDIT_FOLDER: path.join(folder, 'audit') }), start()]);
  await Promise.all([untilReady(first), untilReady(second)]);
}, 60_000);

afterAll(async () => {
  for (const hub of started) hub.signal('SIGKILL');
  await Promise.all(started.map(({ exit }) => exit));
  await cities.close();
  await rm(folder, { recursive: true, force: true });
});

/** One search of a hub, whose answer is right. */
async function search({ url }: Pick<HubProcess, 'url'>) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: searchBody(),
  });
  return checkAnswer(await response.text(), hitsOf);
}

const hitsOf = (cityId: string) => cities.hitsOf(cityId);

/** How many cities the answers rest on, each number once. No city was missing in any of them. */
function sizesOf({ right, failures }: Outcome): readonly number[] {
  expect(failures).toEqual([]);
  expect(right.filter(({ failed }) => failed.size > 0)).toEqual([]);
  return [...new Set(right.map(({ answered }) => answered.length))].sort((one, other) => one - other);
}

/** What came of reading the network's file at each SIGHUP so far. */
const readsOf = ({ log }: HubProcess): readonly unknown[] =>
  log.filter(({ signal }) => signal === 'SIGHUP').flatMap(({ outcome = [] }) => outcome);

const firstOf = (count: number): readonly string[] => cities.ids.slice(0, count);

describe('a hub that is killed under load', () => {
  it('OPS-001 costs clients that ask the other hub no answer, and is back at once with honest coverage', async () => {
    const load = startLoad({ urls: [first.url, second.url], hitsOf, kept: 4, fresh: 2, retry: true, pauseMs: 50 });
    await load.more(20);
    first.signal('SIGKILL');
    expect(await first.exit).toBe('SIGKILL');
    await load.more(20);
    const { port } = new URL(first.url);
    first = await start({ PORT: port, HANSE_AUDIT_FOLDER: path.join(folder, 'audit') });
    // It has not met any city yet, perhaps: the answer is right for those that it says have answered.
    const { answered, failed } = await search(first);
    expect([...answered, ...failed.keys()].sort()).toEqual(firstOf(ALWAYS));
    await untilReady(first);
    await load.more(20);
    const { right, refused, failures } = await load.stop();
    expect({ refused, failures }).toEqual({ refused: 0, failures: [] });
    expect(right.at(-1)).toMatchObject({ answered: firstOf(ALWAYS), failed: new Map() });
    expect(await search(first)).toMatchObject({ answered: firstOf(ALWAYS), failed: new Map() });
  }, 60_000);
});

describe('a hub under load', () => {
  it('OPS-002 reads its network once after 200 SIGHUPs, and loses no request', async () => {
    const load = startLoad({ urls: [first.url], hitsOf, kept: 4 });
    await load.more(10);
    for (let i = 0; i < 200; i++) {
      first.signal('SIGHUP');
      if (i % 20 === 0) await sleep(1);
    }
    await until('a file that was read', () => readsOf(first).length > 0);
    await load.more(20);
    expect(sizesOf(await load.stop())).toEqual([ALWAYS]);
  });

  it('OPS-003 answers while 500 connections stay open without a request', async () => {
    const idle = await openIdle(second, 500);
    const load = startLoad({ urls: [second.url], hitsOf, kept: 4, fresh: 2 });
    await load.more(20);
    expect(sizesOf(await load.stop())).toEqual([ALWAYS]);
    expect(idle.filter(({ readyState }) => readyState !== 'open')).toEqual([]);
    for (const socket of idle) socket.destroy();
  });

  it('OPS-004 answers while the folder of its audit trail is gone, says so, and goes on writing when it is back', async () => {
    const audit = path.join(folder, 'audit');
    await rm(audit, { recursive: true });
    const complaints = () => first.log.filter(({ msg }) => msg === 'the audit trail cannot be written');
    expect((await search(first)).answered).toEqual(firstOf(ALWAYS));
    await until('a complaint', () => complaints().length > 0);
    await mkdir(audit);
    expect((await search(first)).answered).toEqual(firstOf(ALWAYS));
    const count = complaints().length;
    expect((await search(first)).answered).toEqual(firstOf(ALWAYS));
    expect(complaints()).toHaveLength(count);
  });
});

describe('the network file, rewritten 100 times under load,', () => {
  const REWRITES = 100;
  const BETWEEN_MS = 10;
  /** What no network is made of. */
  const broken: readonly (() => Promise<void>)[] = [
    () => writeFile(networkFile, ''),
    () => writeFile(networkFile, textOf(8).slice(0, textOf(8).lastIndexOf('ountry'))),
    () => writeFile(networkFile, Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 167) % 256))),
    () => writeFile(networkFile, Buffer.from(`\uFEFF${textOf(8)}`, 'utf16le')),
    () => rm(networkFile),
    () => rm(networkFile).then(() => mkdir(networkFile)),
    () => rm(networkFile).then(() => symlink(path.basename(networkFile), networkFile)),
    // These take the hub a thread, and the watch on the folder: once each.
    () => writeFile(networkFile, `name: Faults\ncities: "${'x'.repeat(5 * 1024 * 1024)}"\n`),
    () => rm(path.dirname(networkFile), { recursive: true }),
  ];
  const CHEAP = broken.length - 2;

  async function replace(text: string): Promise<void> {
    await mkdir(path.dirname(networkFile), { recursive: true });
    await writeFile(`${networkFile}.new`, text);
    await rename(`${networkFile}.new`, networkFile).catch(async () => {
      // A folder is in its place.
      await rm(networkFile, { recursive: true });
      await rename(`${networkFile}.new`, networkFile);
    });
  }

  it('OPS-005 gives answers that are right for the old or the new network, whatever it holds in between', async () => {
    const load = startLoad({ urls: [first.url], hitsOf, kept: 4, pauseMs: 5 });
    const reads = () => readsOf(first);
    const readBefore = reads().length;
    await load.more(30);
    const before = await first.heapUsed();
    for (let i = 0; i < REWRITES; i++) {
      const text = textOf(ALWAYS + (i % 5));
      const round = i >> 2;
      if (i % 4 === 3) await broken[round < broken.length ? round : round % CHEAP]!();
      else if (i % 4 === 1) await replace(text).then(() => writeFile(networkFile, text));
      else await replace(text);
      if (i % 4 < 2) {
        await sleep(BETWEEN_MS);
        continue;
      }
      // Not all of them are to be taken together.
      const count = reads().length;
      first.signal('SIGHUP');
      await until('a file that was read', () => reads().length > count);
    }
    await replace(textOf(8));
    await until('the last network', async () => (await search(first)).answered.length === 8);
    await load.more(30);
    const after = await first.heapUsed();
    const outcome = await load.stop();
    const sizes = sizesOf(outcome);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.filter((size) => size < ALWAYS || size > 8)).toEqual([]);
    for (const { answered } of outcome.right) expect(answered).toEqual(firstOf(answered.length));
    expect(after / before).toBeLessThan(1.2);
    const outcomes = reads().slice(readBefore);
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(REWRITES / 5);
    expect(outcomes.filter((outcome) => outcome === 'reloaded').length).toBeGreaterThan(REWRITES / 10);
    expect(first.log.filter(({ level }) => Number(level) > 50)).toEqual([]);
    await replace(textOf(ALWAYS));
    await until('the first network', async () => (await search(first)).answered.length === ALWAYS);
  }, 60_000);
});

describe('a hub whose reader dies', () => {
  it('OPS-006 answers on when nobody reads its output, nor its log', async () => {
    first.breakPipe('stdout');
    first.breakPipe('stderr');
    // Each has it write a line.
    for (let i = 0; i < 5; i++) {
      first.signal('SIGHUP');
      expect((await search(first)).answered).toEqual(firstOf(ALWAYS));
    }
    first.signal('SIGTERM');
    expect(await first.exit).toBe(0);
  });
});

describe('a hub that is told to end under load', () => {
  it('OPS-007 answers every request that it let in, over connections kept and fresh, and ends with code 0', async () => {
    cities.delayMs = 10;
    const load = startLoad({ urls: [second.url], hitsOf, kept: 8, fresh: 8 });
    // Their clients asked once, and may ask again at any time.
    const idle = await Promise.all(Array.from({ length: 5 }, () => askOverSocket(second)));
    const unused = await openIdle(second, 100);
    await load.more(50);
    second.signal('SIGTERM');
    await until('a closed port', async () => !(await isListening(second)));
    for (const { socket, ask } of idle) {
      // The port is closed, and this connection is not.
      const answer = await ask();
      expect(answer.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer.head).toMatch(/^connection: close\r?$/im);
      expect(checkAnswer(answer.body, hitsOf).answered).toEqual(firstOf(ALWAYS));
      socket.destroy();
    }
    const endedAt = second.exit.then(() => Date.now());
    const { refused, failures, right } = await load.stop();
    expect({ refused, failures }).toEqual({ refused: 16, failures: [] });
    expect(right.length).toBeGreaterThan(50);
    expect(await second.exit).toBe(0);
    // What nobody uses holds up nothing.
    expect((await endedAt) - Date.now()).toBeLessThan(5_000);
    for (const socket of unused) socket.destroy();
  }, 60_000);
});

async function openIdle({ url }: HubProcess, count: number): Promise<readonly Socket[]> {
  const port = Number(new URL(url).port);
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
}

async function isListening({ url }: HubProcess): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** A connection over which one search was answered, and the next one can be sent by hand. */
async function askOverSocket(hub: HubProcess) {
  const [socket] = await openIdle(hub, 1);
  const ask = async (): Promise<{ readonly head: string; readonly body: string }> => {
    const body = searchBody();
    socket!.write(
      `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    let read = '';
    for (;;) {
      const [, head, rest] = /^([^]*?)\r\n\r\n([^]*)$/.exec(read) ?? [];
      const length = Number(/^content-length: (\d+)\r?$/im.exec(head ?? '')?.[1] ?? Infinity);
      if (rest !== undefined && Buffer.byteLength(rest) >= length) return { head: head!, body: rest };
      const [chunk] = (await Promise.race([
        once(socket!, 'data'),
        once(socket!, 'close').then(() => {
          throw new Error(`The connection was closed after: ${read}`);
        }),
      ])) as [Buffer];
      read += chunk.toString();
    }
  };
  await ask();
  return { socket: socket!, ask };
}
