import { EventEmitter, once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { createRegistryCommand } from '../../../gateway/operator/createRegistryCommand';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import { startWiretap } from '../startWiretap';
import type { Wiretap } from '../startWiretap';
import { until } from '../../until';

const cities = ['ashford', 'birkdale', 'corwen', 'dunmore'];
const log: Record<string, unknown>[] = [];
let network: TestNetwork;
/** Another port of each city. */
const others = new Map<string, Wiretap>();

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [] },
    content: Object.fromEntries(cities.map((id) => [id, inventedCity(id, 2)])),
    config: { refreshIntervalMs: 1_000 },
    logger: pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) }),
  });
  for (const id of cities) others.set(id, await startWiretap(network.city(id).server.url));
}, 60_000);

afterAll(async () => {
  await network.close();
  for (const tap of others.values()) await tap.close();
});

beforeEach(async () => {
  for (const id of cities) tapsOf(id).forEach((tap) => (tap.treat = () => 'FORWARD'));
  await change(entry('ashford'), entry('birkdale'), entry('corwen'));
  await network.hub.refresh();
  for (const id of cities) tapsOf(id).forEach((tap) => (tap.requests.length = 0));
  log.length = 0;
});

const tapsOf = (id: string): readonly Wiretap[] => [network.city(id).wire, others.get(id)!];
const entry = (id: string, more: object = {}): object => ({
  id,
  name: id,
  country: 'GB',
  url: network.city(id).wire.url,
  ...more,
});
const textOf = (...entries: readonly object[]): string => stringify({ name: 'Test network', cities: entries });

/** As editors and ConfigMaps do: another file takes the place of the old one. */
async function rewrite(...entries: readonly object[]): Promise<void> {
  await writeFile(`${network.networkFile}.new`, textOf(...entries));
  await rename(`${network.networkFile}.new`, network.networkFile);
}

async function change(...entries: readonly object[]): Promise<void> {
  await rewrite(...entries);
  await network.hub.reload();
}

/** Waits for what was under way when the network changed: a visit goes on where it began. */
async function endVisitsOf(tap: Wiretap): Promise<void> {
  await network.hub.refresh();
  tap.requests.length = 0;
}

/** Each question is another one: the hub asks identical ones once. */
let questions = 0;
const ask = (timeoutMs = 10_000): Promise<Answer> =>
  network.query(`{
    experts(text: "housing plan", first: ${20 + (questions++ % 60)}, timeoutMs: ${timeoutMs}) {
      nodes { id name city { id name connected } }
      coverage { asked answered complete cities { city { id } status message } }
    }
  }`);

/** The cities that an answer rests on, once it was made sure that only suspended ones are lacking: two units of each, with all details. */
function citiesBehind({ data, errors }: Answer): string {
  expect(errors).toBeUndefined();
  const { nodes, coverage } = data.experts;
  const answers: { city: { id: string }; status: string }[] = coverage.cities;
  const others = answers.filter(({ status }) => status !== 'SUSPENDED');
  expect(others.filter(({ status }) => status !== 'ANSWERED')).toEqual([]);
  expect(coverage.complete).toBe(coverage.asked > 0 && others.length === answers.length);
  const asked = others.map(({ city }) => city.id).sort();
  const found = nodes.map((node: { city: { name: string } } | null) => node!.city.name).sort();
  expect(found).toEqual(asked.flatMap((id) => [id, id]));
  return asked.join(' ');
}

/** The cities that answered. */
function citiesThatAnswered({ data }: Answer): string {
  const answered = data.experts.coverage.cities.filter(({ status }: { status: string }) => status === 'ANSWERED');
  return answered
    .map(({ city }: { city: { id: string } }) => city.id)
    .sort()
    .join(' ');
}

async function statusOf(id: string): Promise<unknown> {
  const { data } = await network.query(`{ city(id: "${id}") { connected status statusReason } }`);
  return data.city;
}

test('a city that is added while the hub runs answers by itself, and is in the log', async () => {
  expect(citiesBehind(await ask())).toBe('ashford birkdale corwen');
  await rewrite(entry('ashford'), entry('birkdale'), entry('corwen'), entry('dunmore'));
  await until(
    'four cities',
    async () => (await network.query('{ cities { totalCount } }')).data.cities.totalCount === 4,
  );
  expect(citiesBehind(await ask())).toBe('ashford birkdale corwen dunmore');
  expect(await statusOf('dunmore')).toEqual({ connected: true, status: 'ADMITTED', statusReason: null });
  expect(log).toContainEqual(expect.objectContaining({ msg: 'network file reloaded', cities: 4, added: ['dunmore'] }));
});

test('a city that is removed is asked no more, and its records are not found', async () => {
  await change(entry('ashford'), entry('corwen'));
  network.city('birkdale').wire.requests.length = 0;
  expect(citiesBehind(await ask())).toBe('ashford corwen');
  const { data, errors } = await network.query('{ node(id: "birkdale:staff:unit-1") { id } }');
  expect(data.node).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(network.city('birkdale').wire.requests).toEqual([]);
});

test('a query under way when a city is removed or suspended still gets all that it found', async () => {
  for (const without of [[], [entry('birkdale', { suspended: true })]]) {
    await change(entry('ashford'), entry('birkdale'), entry('corwen'));
    const { wire } = network.city('birkdale');
    const found = new EventEmitter();
    const changed = once(found, 'in birkdale').then(() => change(entry('ashford'), ...without, entry('corwen')));
    // The change comes between search and fetch: the search goes on until the last city fails, which waits for it.
    wire.treat = ({ query }) => {
      if (query.includes('staffHits')) found.emit('in birkdale');
      return 'FORWARD';
    };
    network.city('corwen').wire.treat = ({ query }) =>
      query.includes('staffHits') ? changed.then(() => 'RESET') : 'FORWARD';
    const answer = await ask();
    network.city('corwen').wire.treat = wire.treat = () => 'FORWARD';
    const { nodes, coverage } = answer.data.experts;
    expect(answer.errors).toBeUndefined();
    expect(coverage).toMatchObject({ asked: 3, answered: 2 });
    expect(nodes.map((node: { city: { name: string } } | null) => node?.city.name).sort()).toEqual([
      'ashford',
      'ashford',
      'birkdale',
      'birkdale',
    ]);
    expect(citiesBehind(await ask())).toBe('ashford corwen');
  }
});

test('a city that moves is examined at its new port, and asked there alone', async () => {
  const [old, now] = tapsOf('birkdale');
  await change(entry('ashford'), entry('birkdale', { url: now!.url }), entry('corwen'));
  await endVisitsOf(old!);
  expect(citiesBehind(await ask())).toBe('ashford birkdale corwen');
  await network.hub.refresh();
  expect(now!.requests.map(({ query }) => query)).toContainEqual(expect.stringContaining('_service'));
  expect(old!.requests).toEqual([]);
});

test('a city that moves to where nobody answers says so, and the others answer', async () => {
  await change(entry('ashford'), entry('birkdale', { url: 'http://127.0.0.1:1/graphql' }), entry('corwen'));
  const { data } = await ask();
  expect(data.experts.coverage).toMatchObject({ asked: 3, answered: 2, complete: false });
  expect(await statusOf('birkdale')).toEqual({
    connected: true,
    status: 'UNREACHABLE',
    statusReason: 'It could not be reached.',
  });
});

test('what serves another schema than a city is kept out with its reason, and comes in by itself once it keeps it', async () => {
  const { wire } = network.city('dunmore');
  wire.treat = ({ query }) =>
    query.includes('_service') ? { data: { _service: { sdl: 'type Query { hello: String }' } } } : 'FORWARD';
  await change(entry('ashford'), entry('dunmore'));
  const { data } = await ask();
  expect(data.experts.coverage).toMatchObject({
    asked: 2,
    answered: 1,
    cities: [
      { city: { id: 'ashford' }, status: 'ANSWERED' },
      { city: { id: 'dunmore' }, status: 'INVALID' },
    ],
  });
  const reason = expect.stringMatching(/^It serves another schema than the contract of cities: \d+ of the \d+ types/);
  expect(await statusOf('dunmore')).toEqual({ connected: true, status: 'QUARANTINED', statusReason: reason });
  expect(log).toContainEqual(expect.objectContaining({ level: 40, msg: 'city quarantined', city: 'dunmore', reason }));

  wire.treat = () => 'FORWARD';
  await until('dunmore answers', async () => citiesThatAnswered(await ask()) === 'ashford dunmore');
  expect(log).toContainEqual(expect.objectContaining({ msg: 'city admitted', city: 'dunmore' }));
}, 60_000);

test('a suspended city stays listed with its reason, and is asked nothing until it is resumed', async () => {
  const registry = createRegistryCommand(() => undefined, network.networkFile);
  await registry.parseAsync(['suspend', 'birkdale', '--reason', 'Maintenance until Monday'], { from: 'user' });
  await network.hub.reload();
  await endVisitsOf(network.city('birkdale').wire);
  expect(await statusOf('birkdale')).toEqual({
    connected: false,
    status: 'SUSPENDED',
    statusReason: 'Maintenance until Monday',
  });
  const answer = await ask();
  expect(citiesBehind(answer)).toBe('ashford corwen');
  expect(answer.data.experts.coverage).toMatchObject({ asked: 3, answered: 2, complete: false });
  expect(answer.data.experts.coverage.cities).toContainEqual({
    ...{ city: { id: 'birkdale' }, status: 'SUSPENDED' },
    message: 'The operator of the network took it out for a while.',
  });
  const required = await network.query('{ experts(text: "housing plan", require: ALL) { totalCount } }');
  expect(required.errors).toMatchObject([{ extensions: { code: 'CITY_SUSPENDED', city: 'birkdale' } }]);
  const elsewhere = await network.query(
    '{ experts(text: "housing", filter: { cities: ["corwen"] }) { coverage { complete cities { status } } } }',
  );
  expect(elsewhere.data.experts.coverage).toEqual({ complete: true, cities: [{ status: 'ANSWERED' }] });
  const { data } = await network.query('{ city(id: "birkdale") { name staff { totalCount } } }');
  expect(data.city).toEqual({ name: 'birkdale', staff: null });
  const node = await network.query('{ node(id: "birkdale:staff:1") { id } }');
  expect(node).toMatchObject({ data: { node: null }, errors: [{ extensions: { code: 'CITY_SUSPENDED' } }] });
  await network.hub.refresh();
  expect(network.city('birkdale').wire.requests).toEqual([]);

  await registry.parseAsync(['resume', 'birkdale'], { from: 'user' });
  await network.hub.reload();
  expect(citiesBehind(await ask())).toBe('ashford birkdale corwen');
});

test('a broken file is refused as a whole with its line, and the last good one stays', async () => {
  const broken = textOf(entry('ashford'), entry('dunmore')).replace('country: GB', 'country: Britain');
  await writeFile(`${network.networkFile}.new`, broken);
  await rename(`${network.networkFile}.new`, network.networkFile);
  await until('an error in the log', () => log.some(({ level }) => level === 50));
  expect(await network.hub.reload()).toBe('refused');
  expect(log.filter(({ level }) => level === 50)).toEqual([
    expect.objectContaining({
      file: network.networkFile,
      problems: [
        {
          line: 5,
          reason: 'cities[0].country must be two capital letters such as DE, but got "Britain".',
        },
      ],
    }),
  ]);
  expect(citiesBehind(await ask())).toBe('ashford birkdale corwen');
});

test('while the file is rewritten 50 times, no query is lost, and each rests on one version of the file', async () => {
  const REWRITES = 50;
  const CLIENTS = 4;
  const versions = new Set<string>(['ashford birkdale corwen']);
  const seen = new Map<string, number>();
  const answers = new EventEmitter();
  let ended = false;
  const client = async (): Promise<void> => {
    while (!ended) {
      const behind = citiesBehind(await ask());
      seen.set(behind, (seen.get(behind) ?? 0) + 1);
      answers.emit('answer');
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  for (let i = 1; i <= REWRITES; i++) {
    // The bits of the number say which cities there are; at every other change all of them move, or come back.
    const there = cities.filter((_, bit) => ((i % 15) + 1) & (1 << bit));
    const moved = Math.floor(i / 2) % 2;
    versions.add(there.join(' '));
    const away = cities.filter((id) => !there.includes(id)).slice(0, i % 2);
    const entries = there.map((id) => entry(id, { url: tapsOf(id)[moved]!.url }));
    await rewrite(...entries, ...away.map((id) => entry(id, { suspended: true })));
    // At every other one the hub is left to notice by itself, be it now or together with the next one.
    if (i % 2 === 0) await network.hub.reload();
    // The last of these was asked for after the change.
    for (let count = 0; count <= CLIENTS; count++) await Promise.race([once(answers, 'answer'), clients]);
  }
  ended = true;
  await clients;
  expect([...seen.keys()].filter((behind) => !versions.has(behind))).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
  expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(REWRITES);
  expect(log.filter(({ msg }) => msg === 'network file reloaded').length).toBeGreaterThan(REWRITES / 4);
}, 120_000);
