import { graphql } from 'graphql';
import { createCityContext } from '../../subgraphs/city/answer/context';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { ANONYMOUS } from '../../subgraphs/contract/tokens';
import type { Viewer } from '../../subgraphs/contract/tokens';
import { Seal } from '../../subgraphs/serving/Seal';
import { countStatements } from './countStatements';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

const member: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' };
const MANY = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

let city: TestCity;

/** Of each kind six records for everybody, `a` to `f`, and one for members. What `b` leads to is for members. */
beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  await city.insert('topic', { key: 'wohnen', labels: { de: 'Wohnen' } }, { key: 'private', labels: { de: 'Privat' } });
  for (const topic_key of ['wohnen', 'private']) {
    await city.insert('topic_mapping', { topic_key, concept_id: 'concept:housing', match: 'EXACT_MATCH' });
  }
  const visible = (key: string): object => ({ key, visibility: key === 'member' ? 'NETWORK' : 'PUBLIC' });
  for (const key of [...MANY, 'member']) {
    const topic_key = key === 'member' ? 'private' : 'wohnen';
    await city.insert('staff', { ...visible(key), name: `Staff ${key}` });
    await city.insert('programme', { ...visible(key), title: `Programme ${key}` });
    await city.insert('programme_topic', { programme_key: key, topic_key });
    await city.insert('exchange', { ...visible(key), title: `Exchange ${key}` });
    await city.insert('exchange_topic', { exchange_key: key, topic_key });
    await city.insert('offer', { ...visible(key), title: `Offer ${key}` });
    await city.insert('offer_topic', { offer_key: key, topic_key });
    await city.insert('need', { ...visible(key), title: `Need ${key}` });
    await city.insert('need_topic', { need_key: key, topic_key });
    await city.insert('programme_staff', { programme_key: key, staff_key: key });
  }
  for (const key of [...MANY, 'member']) {
    const programme_key = key === 'b' ? 'member' : key;
    await city.insert('experience', {
      ...{ key, staff_key: key, topic_key: key === 'member' ? 'private' : 'wohnen', programme_key },
    });
  }
});
afterAll(() => city.close());

const ASKED = 'concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-03-01", first: 9';
const kinds = [
  {
    search: 'staffHits',
    field: 'staff',
    type: 'Staff',
    inner: 'id name experiences { topic { label } programme { title } }',
  },
  { search: 'programmeHits', field: 'programme', type: 'Programme', inner: 'id title staff { name } topics { label }' },
  { search: 'exchangeHits', field: 'exchange', type: 'Exchange', inner: 'id title topics { label } partners { name }' },
  { search: 'offerHits', field: 'offer', type: 'Offer', inner: 'id title topics { label } city { id }' },
  { search: 'needHits', field: 'need', type: 'Need', inner: 'id title status topics { label } city { id }' },
] as const;

async function ask(source: string, viewer: Viewer = ANONYMOUS, recordsWithHits = true): Promise<Answer> {
  const settings = { seal: Seal.ofProcess(), minCount: 1, recordsWithHits };
  const contextValue = createCityContext('gera', city.dataSource, viewer, '', settings);
  const { data, errors } = await graphql({ schema: await buildCitySchema(), source, contextValue });
  expect(errors).toBeUndefined();
  return data;
}

/** The records that came, by their keys; null for a hit whose record did not. */
async function keysOf(fields: string, viewer?: Viewer, settingOn?: boolean): Promise<(string | null)[]> {
  const { staffHits } = await ask(`{ staffHits(${ASKED}) { hits { record: ${fields} } } }`, viewer, settingOn);
  return staffHits.hits.map(({ record }: Answer) => record?.id.split(':')[2] ?? null);
}

test.each(kinds)(
  '$search bring the records that _entities gives, and their topics',
  async ({ search, field, type, inner }) => {
    const found = await ask(
      `{ ${search}(${ASKED}) { hits { id topic ${field}(among: 9) { ${inner} } topicRecord(among: 9) { id label } } } }`,
    );
    const { hits } = found[search];
    expect(hits).toHaveLength(MANY.length);
    const references = hits.map(({ id }: Answer) => `{ __typename: "${type}", id: "${id}" }`).join(' ');
    const { _entities } = await ask(`{ _entities(representations: [${references}]) { ... on ${type} { ${inner} } } }`);
    expect(hits.map((hit: Answer) => hit[field])).toEqual(_entities);
    for (const { topic, topicRecord } of hits) expect(topicRecord).toEqual({ id: topic, label: 'Wohnen' });
  },
);

test('only the first hits of the answer bring theirs, and none where the city has it so', async () => {
  expect(await keysOf('staff(among: 2) { id }')).toEqual(['a', 'b', null, null, null, null]);
  expect(await keysOf('staff(among: 0) { id }')).toEqual(MANY.map(() => null));
  expect(await keysOf('topicRecord(among: 1) { id }')).toEqual(['wohnen', null, null, null, null, null]);
  const behind = `${ASKED}, after: { score: 790, id: "gera:staff:b" }`;
  const page = await ask(`{ staffHits(${behind}) { hits { staff(among: 1) { name } } } }`);
  expect(page.staffHits.hits).toEqual([{ staff: { name: 'Staff c' } }, ...Array<Answer>(3).fill({ staff: null })]);
  expect(await keysOf('staff(among: 9) { id }', ANONYMOUS, false)).toEqual(MANY.map(() => null));
  expect(await keysOf('topicRecord(among: 9) { id }', member, false)).toEqual([null, ...MANY.map(() => null)]);
});

test('cost a statement for each kind of what is asked, however many hits there are', async () => {
  const count = (among: number, viewer: Viewer): Promise<number> =>
    countStatements(() =>
      ask(
        `{ staffHits(${ASKED}) { hits { staff(among: ${among}) { name experiences { topic { label } programme { title } } } topicRecord(among: ${among}) { label } } } }`,
        viewer,
      ),
    );
  // The hits, their staff, the topics; then experiences and programmes.
  expect([await count(2, ANONYMOUS), await count(9, ANONYMOUS)]).toEqual([5, 5]);
  // For members topics of hits are looked up as strangers may see them.
  expect([await count(3, member), await count(9, member)]).toEqual([6, 6]);
});

test('what is for members alone comes with hits only where it is asked for, and nothing that leads to it', async () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'member'];
  const without = (...keys: string[]): (string | null)[] => all.map((key) => (keys.includes(key) ? null : key));
  expect(await keysOf('staff(among: 9) { id name }', member)).toEqual(without('member'));
  expect(await keysOf('staff(among: 9, network: true) { id name }', member)).toEqual(all);
  const leading = 'id experiences { programme { title } }';
  expect(await keysOf(`staff(among: 9) { ${leading} }`, member)).toEqual(without('b', 'member'));
  expect(await keysOf(`staff(among: 9, network: true) { ${leading} }`, member)).toEqual(all);
  expect(await keysOf(`staff(among: 9, network: true) { ${leading} }`)).toEqual([...MANY]);
  // How many a topic has is counted for members: such a list never comes in advance.
  expect(await keysOf('staff(among: 9) { id experiences { topic { staff { totalCount } } } }', member)).toEqual(
    all.map(() => null),
  );
  expect(await keysOf('topicRecord(among: 9) { id }', member)).toEqual([
    'wohnen',
    ...Array<string>(5).fill('wohnen'),
    null,
  ]);
});
