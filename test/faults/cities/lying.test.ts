import type { GraphqlAnswer } from '../answerTruly';
import { httpResponse } from '../httpResponse';
import type { FaultyCity, Misconduct, Phase } from '../startFaultyCity';
import { startFaultyCity } from '../startFaultyCity';
import type { FaultNetwork, Outcome } from '../startFaultNetwork';
import { startFaultNetwork, unitOf } from '../startFaultNetwork';
import type { Answer } from '../../network/startNetwork';
import { hitLies } from './hitLies';
import { identityLies } from './identityLies';
import { oddities } from './oddities';
import { recordLies } from './recordLies';

/** Lies and oddities in this file, besides those of the tables. */
const OTHERS = ['FLT-160', 'FLT-161', 'FLT-162', 'FLT-199'];

let network: FaultNetwork;
const cities = new Map<string, FaultyCity>();

beforeAll(async () => {
  const ids = [...[...hitLies, ...recordLies, ...identityLies, ...oddities].map(({ id }) => id), ...OTHERS];
  for (const id of ids) cities.set(id, await startFaultyCity(id.toLowerCase()));
  network = await startFaultNetwork([...cities.values()]);
}, 60_000);

afterAll(async () => {
  for (const city of cities.values()) await city.close();
  await network.close();
});

const telling = (tell: (truth: GraphqlAnswer) => unknown): Misconduct => ({
  answer: ({ socket, truth }) => void socket.write(httpResponse(JSON.stringify(tell(truth)))),
});

/** Asks a city among others while it misbehaves, and then makes sure that it is believed again. */
async function askWhile(city: FaultyCity, misconduct: Misconduct, ...phases: readonly Phase[]): Promise<Outcome> {
  await city.misbehave(misconduct, ...phases);
  const outcome = await network.ask([city.id]);
  await city.behave();
  expectWhole(await network.ask([city.id]), city.id);
  return outcome;
}

function expectWhole({ coverage, errors, found }: Outcome, cityId: string): void {
  expect(errors).toEqual([]);
  expect(coverage.complete).toBe(true);
  expect(found).toEqual([unitOf(cityId, 1), unitOf(cityId, 2)]);
}

test.each(hitLies)('$id A city that $does is INVALID, and adds nothing', async ({ id, tell, breach }) => {
  const city = cities.get(id)!;
  const { coverageOf, ...outcome } = await askWhile(city, telling(tell), 'SEARCH');
  expect(coverageOf(city.id)).toMatchObject({
    status: 'INVALID',
    hits: null,
    message: expect.stringContaining(`Its answer breaks the contract: ${breach}`),
  });
  expect(outcome).toMatchObject({ found: [], lost: 0, errors: [], coverage: { answered: 2 } });
});

test.each(recordLies)('$id Of a city that $does nothing is shown but what is its own and in its place', async (lie) => {
  const city = cities.get(lie.id)!;
  const { found, lost, errors, coverage } = await askWhile(city, telling(lie.tell), 'FETCH');
  expect(found).toEqual(lie.found);
  expect(lost).toBe(2 - lie.found.length);
  expect(errors.map(({ extensions }) => extensions)).toEqual(
    lie.codes.map((code) => ({ code, city: city.id, phase: 'FETCH' })),
  );
  for (const { path } of errors) expect(path?.slice(0, 2)).toEqual(['experts', 'nodes']);
  // What was found was found; what it is could not be had.
  expect(coverage.complete).toBe(true);
});

test.each(identityLies)('$id Of a city that $does by their ids none is taken for another', async (lie) => {
  const city = cities.get(lie.id)!;
  const ids = [1, 2].map((unit) => `${city.id}:staff:unit-${unit}`);
  const [soundId] = ['musterstadt:staff:unit-1'];
  const look = (): Promise<Answer> =>
    network.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Staff { name } } }', { ids: [...ids, soundId] });

  await city.misbehave(telling(lie.tell), 'FETCH');
  const { data, errors } = await look();
  expect(data.nodes[2]).toEqual({ id: soundId, name: 'Musterstadt unit 1' });
  expect(data.nodes[0]).toBeNull();
  const spoilt = lie.spoils === 'BOTH' ? [0, 1] : [0];
  expect(
    errors!.filter(({ path }) => spoilt.includes(path?.[1] as number)).map(({ extensions }) => extensions),
  ).toEqual(spoilt.map(() => ({ code: 'CITY_INVALID', city: city.id, phase: 'FETCH' })));
  expect(JSON.stringify(errors)).not.toContain('127.0.0.1');

  await city.behave();
  const after = await look();
  expect(after.errors).toBeUndefined();
  expect(after.data.nodes.map(({ id }: { id: string }) => id)).toEqual([...ids, soundId]);
});

test('FLT-199 A city that lists the staff of another city is not believed', async () => {
  const city = cities.get('FLT-199')!;
  const nodes = [{ __typename: 'Staff', id: 'musterstadt:staff:unit-1', name: 'Ours' }];
  const staff = { __typename: 'StaffConnection', nodes };
  await city.misbehave(
    telling(() => ({ data: { _entities: [{ entity__id: city.id, __typename: 'City', staff }] } })),
    'FETCH',
  );
  const { data, errors } = await network.query(`{
    liar: city(id: "${city.id}") { id staff { nodes { id name } } }
    sound: city(id: "musterstadt") { id staff { nodes { id name } } }
  }`);
  await city.behave();
  expect(data.liar).toEqual({ id: city.id, staff: null });
  expect(data.sound.staff.nodes.map(({ name }: { name: string }) => name)).toEqual([
    'Musterstadt unit 1',
    'Musterstadt unit 2',
  ]);
  expect(errors!.map(({ extensions }) => extensions)).toEqual([{ code: 'FOREIGN_ID', city: city.id, phase: 'FETCH' }]);
});

test.each(oddities)('$id A city that $does is answered for all the same', async ({ id, misconduct }) => {
  const city = cities.get(id)!;
  const outcome = await askWhile(city, misconduct, 'SEARCH', 'FETCH');
  expectWhole(outcome, city.id);
  expect(outcome.headers.get('x-city')).toBeNull();
  expect(outcome.headers.get('set-cookie')).toBeNull();
  expect(({} as Record<string, unknown>)['poisoned']).toBeUndefined();
});

describe('of a city that reports a thousand errors beside the truth', () => {
  const error = { message: '\u001b[31mno\r\nindex\u202e', extensions: { code: 'X', stacktrace: ['at /srv/city.js'] } };
  const errors = new Array(1_000).fill({ ...error, path: ['_entities', 0, 'name'] });

  test('FLT-160 hits count, but it looked through a part only', async () => {
    const city = cities.get('FLT-160')!;
    const outcome = await askWhile(
      city,
      telling(({ data }) => ({ data, errors })),
      'SEARCH',
    );
    expect(outcome.found).toHaveLength(2);
    expect(outcome.coverageOf(city.id)).toMatchObject({ status: 'PARTIAL', hits: 2 });
    expect(outcome.coverage).toMatchObject({ answered: 2, complete: false });
  });

  test('FLT-161 a hundred are passed on, as a line each', async () => {
    const city = cities.get('FLT-161')!;
    const outcome = await askWhile(
      city,
      telling(({ data }) => ({ data, errors })),
      'FETCH',
    );
    expect(outcome.found).toHaveLength(2);
    expect(outcome.errors).toHaveLength(100);
    for (const { message, extensions } of outcome.errors) {
      expect(message).toBe('[31mno index');
      expect(extensions).toEqual({ code: 'CITY_ERROR', city: city.id, phase: 'FETCH' });
    }
  });
});

test('FLT-162 What a city writes into a record is no formula in a spreadsheet, and no markup on a page', async () => {
  const city = cities.get('FLT-162')!;
  const name = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>';
  await city.misbehave(
    // Several questions may stand in one request.
    telling(({ data }) => ({
      data: Object.fromEntries(
        Object.entries<(object | null)[]>(data).map(([key, units]) => [
          key,
          units.map((unit) => unit && { ...unit, name }),
        ]),
      ),
    })),
    'FETCH',
  );
  const question = `kind=experts&concepts=concept:housing-plan&city=${city.id}`;
  const get = async (path: string): Promise<string> => (await fetch(`${network.hub.url}${path}?${question}`)).text();
  const csv = await get('/export.csv');
  expect(csv).toContain('HYPERLINK');
  expect(csv).not.toMatch(/(^|[,;\t\r\n]|[,\n]")=/);
  const page = await get('/');
  expect(page).toContain('HYPERLINK');
  expect(page).not.toContain('<script>alert');
  await city.behave();
});

test('FLT-163 Whatever cities said, nothing in the hub failed, and no letter of theirs that does something is in its log', () => {
  network.expectCleanLog();
});
