import { graphql } from 'graphql';
import { createCityContext } from '../../subgraphs/city/answer/context';
import { MEMBER } from '../../subgraphs/city/auth/test/TestKey';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { ANONYMOUS } from '../../subgraphs/contract/tokens';
import { Seal } from '../../subgraphs/serving/Seal';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  await city.insert('topic', { key: 'wohnen' }, { key: 'bauen' }, { key: 'kita' }, { key: 'unmapped' });
  await city.insert(
    'topic_mapping',
    { topic_key: 'wohnen', concept_id: 'concept:housing', match: 'EXACT_MATCH' },
    { topic_key: 'wohnen', concept_id: 'concept:poverty', match: 'BROAD_MATCH' },
    { topic_key: 'bauen', concept_id: 'concept:housing', match: 'NARROW_MATCH' },
    { topic_key: 'kita', concept_id: 'concept:kita', match: 'CLOSE_MATCH' },
  );
  await city.insert('staff', { key: 'a', name: 'Anna Amt', languages: ['de', 'en', 'de'] });
  await city.insert('staff', { key: 'b', name: 'Berta Amt', languages: ['de'], kind: 'UNIT' });
  await city.insert('staff', { key: 'c', name: 'Carla Amt', languages: ['nl'] });
  await city.insert('staff', { key: 'idle', name: 'Doris Amt', languages: ['fr'] });
  await city.insert('staff', { key: 'n', name: 'Nora Amt', languages: ['sv'], visibility: 'NETWORK' });
  await city.insert('staff', { key: 'i', name: 'Ida Amt', languages: ['fi'], visibility: 'INTERNAL' });
  let key = 0;
  const employ = (staff_key: string, topic_key: string, role: string) =>
    city.insert('experience', { key: String(key++), staff_key, topic_key, role });
  await employ('a', 'wohnen', 'LED');
  await employ('a', 'wohnen', 'LED');
  await employ('a', 'bauen', 'ADVISED');
  await employ('a', 'unmapped', 'HOSTED');
  await employ('b', 'bauen', 'LED');
  await employ('b', 'kita', 'TOOK_PART');
  await employ('c', 'kita', 'WORKED');
  await employ('n', 'wohnen', 'HOSTED');
  await employ('i', 'wohnen', 'HOSTED');
  await city.insert('programme', { key: 'p', title: 'Plan', status: 'ACTIVE' });
  await city.insert('programme', { key: 'q', title: 'Plan', status: 'COMPLETED', good_practice: true });
  await city.insert('programme', { key: 'r', title: 'Plan', status: null });
  await city.insert('programme', { key: 's', title: 'Plan', status: 'PLANNED', visibility: 'INTERNAL' });
  for (const programme_key of ['p', 'q', 'r', 's']) {
    await city.insert('programme_topic', { programme_key, topic_key: 'wohnen' }, { programme_key, topic_key: 'bauen' });
  }
  await city.insert('exchange', { key: 'e' }, { key: 'f', visibility: 'NETWORK' });
  await city.insert(
    'exchange_topic',
    { exchange_key: 'e', topic_key: 'kita' },
    { exchange_key: 'f', topic_key: 'kita' },
  );
});
afterAll(() => city.close());

const FILTERS = { staff: 'StaffHitFilter', programme: 'ProgrammeHitFilter', exchange: 'ExchangeHitFilter' } as const;
const group = (...concepts: string[]) => ({
  terms: concepts.map((concept) => ({ concept: `concept:${concept}`, weight: 1000 })),
});

/** The facets of a question as `value count`. */
async function facets(kind: keyof typeof FILTERS, question: object): Promise<Record<string, string[]>> {
  const query = `query ($concepts: [ConceptGroup!], $text: String, $filter: ${FILTERS[kind]}, $first: Int!, $after: HitPosition) {
    hits: ${kind}Hits(concepts: $concepts, text: $text, filter: $filter, day: "2026-03-15", first: $first, after: $after) {
      facets { concepts { value count } statuses { value count } languages { value count } roles { value count } }
    }
  }`;
  const { hits } = await city.data(query, { first: 10, ...question });
  return Object.fromEntries(
    Object.entries<Answer>(hits.facets).map(([name, counts]) => [
      name,
      counts.map(({ value, count }: Answer) => `${value} ${count}`),
    ]),
  );
}

describe('the facets of staff', () => {
  const concepts = [group('housing')];

  it('count each match once for each concept of its topics, language, and role of the work that matched', async () => {
    expect(await facets('staff', { concepts })).toEqual({
      concepts: ['concept:housing 2', 'concept:kita 1', 'concept:poverty 1'],
      statuses: [],
      languages: ['de 2', 'en 1'],
      roles: ['LED 2', 'ADVISED 1'],
    });
  });

  it('are those of all matches, wherever the page stands', async () => {
    const all = await facets('staff', { concepts });
    expect(await facets('staff', { concepts, first: 1 })).toEqual(all);
    expect(await facets('staff', { concepts, after: { score: 0, id: 'gera:staff:z' } })).toEqual(all);
  });

  it('are those of what a filter leaves', async () => {
    expect(await facets('staff', { concepts, filter: { kinds: ['UNIT'] } })).toMatchObject({
      concepts: ['concept:housing 1', 'concept:kita 1'],
      languages: ['de 1'],
    });
    expect(await facets('staff', { concepts, filter: { roles: ['ADVISED'] } })).toMatchObject({
      concepts: ['concept:housing 1', 'concept:poverty 1'],
      roles: ['ADVISED 1'],
    });
  });

  it('are those of what matches every group, by any of its work that matched one', async () => {
    expect(await facets('staff', { concepts: [group('housing'), group('kita')] })).toMatchObject({
      concepts: ['concept:housing 1', 'concept:kita 1'],
      languages: ['de 1'],
      roles: ['LED 1', 'TOOK_PART 1'],
    });
  });

  it('of a text are those of who has the words, and the roles of all their work', async () => {
    expect(await facets('staff', { text: 'amt' })).toEqual({
      concepts: ['concept:housing 2', 'concept:kita 2', 'concept:poverty 1'],
      statuses: [],
      languages: ['de 2', 'en 1', 'fr 1', 'nl 1'],
      roles: ['LED 2', 'ADVISED 1', 'HOSTED 1', 'TOOK_PART 1', 'WORKED 1'],
    });
    expect(await facets('staff', { concepts, text: 'anna' })).toMatchObject({ languages: ['de 1', 'en 1'] });
  });

  it('are empty where nothing matches', async () => {
    const none = { concepts: [], statuses: [], languages: [], roles: [] };
    expect(await facets('staff', { concepts: [group('unknown')] })).toEqual(none);
    expect(await facets('staff', { text: 'niemand' })).toEqual(none);
  });
});

describe('the facets of programmes and exchanges', () => {
  it('count programmes by concept and by the status that is known', async () => {
    expect(await facets('programme', { concepts: [group('housing')] })).toEqual({
      concepts: ['concept:housing 3', 'concept:poverty 3'],
      statuses: ['ACTIVE 1', 'COMPLETED 1'],
      languages: [],
      roles: [],
    });
    expect(await facets('programme', { text: 'plan', filter: { goodPractice: true } })).toMatchObject({
      concepts: ['concept:housing 1', 'concept:poverty 1'],
      statuses: ['COMPLETED 1'],
    });
  });

  it('count exchanges by concept', async () => {
    expect(await facets('exchange', { concepts: [group('kita')] })).toEqual({
      concepts: ['concept:kita 1'],
      statuses: [],
      languages: [],
      roles: [],
    });
  });
});

it('DIS-053 leave out for strangers what fewer staff share than the city has decided, and members are told it', async () => {
  const source = `{ staffHits(concepts: [{ terms: [
      { concept: "concept:housing", weight: 1000 }, { concept: "concept:kita", weight: 1000 }
    ] }], day: "2026-01-01", first: 1) { total facets { languages { value count } roles { value } concepts { value count } } } }`;
  const ask = async (viewer: typeof ANONYMOUS, minCount: number): Promise<Answer> => {
    const settings = { seal: Seal.ofProcess(), minCount, recordsWithHits: true };
    const contextValue = createCityContext('gera', city.dataSource, viewer, '', settings);
    const { data } = await graphql({ schema: await buildCitySchema(), source, contextValue });
    return (data as Answer).staffHits;
  };
  expect(await ask(ANONYMOUS, 2)).toEqual({
    total: 3,
    facets: {
      languages: [{ value: 'de', count: 2 }],
      roles: [{ value: 'LED' }],
      concepts: [
        { value: 'concept:housing', count: 2 },
        { value: 'concept:kita', count: 2 },
      ],
    },
  });
  expect((await ask(ANONYMOUS, 1)).facets.languages).toContainEqual({ value: 'nl', count: 1 });
  expect((await ask(MEMBER, 2)).facets.languages).toContainEqual({ value: 'nl', count: 1 });
});
