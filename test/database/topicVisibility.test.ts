import { graphql } from 'graphql';
import { createCityContext } from '../../subgraphs/city/answer/context';
import { MEMBER } from '../../subgraphs/city/auth/test/TestKey';
import { byUse } from '../../subgraphs/city/record/Topic';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { countStatements } from './countStatements';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

/** The kinds of records that have topics, with how one is given a topic. */
const KINDS = {
  programme: { link: 'programme_topic', column: 'programme_key' },
  exchange: { link: 'exchange_topic', column: 'exchange_key' },
  need: { link: 'need_topic', column: 'need_key' },
  offer: { link: 'offer_topic', column: 'offer_key' },
} as const;
const SECTIONS = ['PUBLIC', 'NETWORK', 'INTERNAL'] as const;

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
  const topic = async (key: string): Promise<void> => {
    await city.insert('topic', { key, labels: { de: `Label ${key}` } });
    await city.insert('topic_mapping', { topic_key: key, concept_id: `concept:${key}`, match: 'EXACT_MATCH' });
  };
  await topic('unused');
  for (const section of SECTIONS) {
    const suffix = section.toLowerCase();
    for (const [kind, { link, column }] of Object.entries(KINDS)) {
      const key = `${kind}-${suffix}`;
      await topic(key);
      await city.insert(kind, { key, visibility: section });
      await city.insert(link, { [column]: key, topic_key: key });
    }
    const key = `staff-${suffix}`;
    await topic(key);
    await city.insert('staff', { key, visibility: section });
    await city.insert('experience', { key, staff_key: key, topic_key: key });
  }
  // Used by a record that everybody may see, and by one that nobody may.
  await topic('shared');
  await city.insert('experience', { key: 'shared', staff_key: 'staff-internal', topic_key: 'shared' });
  await city.insert('offer_topic', { offer_key: 'offer-public', topic_key: 'shared' });
});
afterAll(() => city.close());

async function ask(viewer: 'stranger' | 'member', source: string): Promise<Answer> {
  const context = createCityContext('gera', city.dataSource, viewer === 'member' ? MEMBER : undefined);
  const { data, errors } = await graphql({ schema: await buildCitySchema(), source, contextValue: context });
  expect(errors).toBeUndefined();
  return data;
}

const ofSection = (section: string): string[] => ['staff', ...Object.keys(KINDS)].map((kind) => `${kind}-${section}`);
const seenBy = {
  stranger: [...ofSection('public'), 'shared'],
  member: [...ofSection('public'), ...ofSection('network'), 'shared'],
};
const inCity = (fields: string): string =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { ${fields} } } }`;
const reference = (key: string): string => `{ __typename: "Topic", id: "gera:topic:${key}" }`;
const allKeys = [...SECTIONS.flatMap((section) => ofSection(section.toLowerCase())), 'unused', 'shared'];

describe.each(['stranger', 'member'] as const)('the topics that a %s sees', (viewer) => {
  const seen = seenBy[viewer].map((key) => `gera:topic:${key}`).sort();

  it('DIS-040 are in lists those of records that the viewer may see, and are counted alike', async () => {
    const lists = await ask(
      viewer,
      inCity(`all: topics(first: 100) { nodes { id label } totalCount }
        mapped: topics(first: 100, filter: { mapped: true }) { nodes { id } totalCount }
        unmapped: topics(filter: { mapped: false }) { totalCount }`),
    );
    const { all, mapped, unmapped } = lists._entities[0];
    expect(all.nodes.map(({ id }: Answer) => id)).toEqual(seen);
    expect(mapped.nodes.map(({ id }: Answer) => id)).toEqual(seen);
    expect([all.totalCount, mapped.totalCount, unmapped.totalCount]).toEqual([seen.length, seen.length, 0]);
  });

  it('DIS-041 are the same by reference, and where one pages through them', async () => {
    const { _entities } = await ask(
      viewer,
      `{ _entities(representations: [${allKeys.map(reference).join(', ')}]) { ... on Topic { id label mappings { match } } } }`,
    );
    expect(_entities.flatMap((topic: Answer) => topic?.id ?? []).sort()).toEqual(seen);
    const paged: string[] = [];
    for (let after = ''; ;) {
      const { topics } = (
        await ask(viewer, inCity(`topics(first: 2 ${after}) { nodes { id } pageInfo { endCursor hasNextPage } }`))
      )._entities[0];
      paged.push(...topics.nodes.map(({ id }: Answer) => id));
      if (!topics.pageInfo.hasNextPage) break;
      after = `, after: "${topics.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(seen);
  });

  it('DIS-042 stand in records that the viewer may see, whole', async () => {
    const { _entities } = await ask(
      viewer,
      `{ _entities(representations: [
        { __typename: "Offer", id: "gera:offer:offer-public" }, { __typename: "Staff", id: "gera:staff:staff-public" },
        { __typename: "Need", id: "gera:need:need-public" }, { __typename: "Exchange", id: "gera:exchange:exchange-public" }
      ]) {
        ... on Offer { topics { id } } ... on Need { topics { id } } ... on Exchange { topics { id } }
        ... on Staff { experiences { topic { label } } } } }`,
    );
    expect(_entities).toEqual([
      { topics: [{ id: 'gera:topic:offer-public' }, { id: 'gera:topic:shared' }] },
      { experiences: [{ topic: { label: 'Label staff-public' } }] },
      { topics: [{ id: 'gera:topic:need-public' }] },
      { topics: [{ id: 'gera:topic:exchange-public' }] },
    ]);
  });

  it('DIS-043 leave no word of the others anywhere', async () => {
    const hits = (kind: string): string =>
      `${kind}Hits(concepts: [{ terms: [${allKeys
        .map((key) => `{ concept: "concept:${key}", weight: 1000 }`)
        .join(' ')}] }], day: "2026-01-01", first: 100)`;
    const answer = await ask(
      viewer,
      `{ summary { public { concept } }
        ${hits('staff')} { hits { id topic } facets { concepts { value } } }
        ${hits('programme')} { hits { id topic } facets { concepts { value } } }
        ${hits('exchange')} { hits { id topic } facets { concepts { value } } }
        ${hits('offer')} { hits { id topic } }
        ${hits('need')} { hits { id topic } facets { concepts { value } } } }`,
    );
    expect(JSON.stringify(answer)).not.toMatch(viewer === 'member' ? /internal|unused/ : /network|internal|unused/);
    expect(answer.summary.public).toHaveLength(6);
  });
});

it('DIS-044 cost as many statements for many topics as for few', async () => {
  const ask100 = (first: number) => () =>
    ask('member', inCity(`topics(first: ${first}) { nodes { label mappings { match } } totalCount }`));
  expect(await countStatements(ask100(10))).toBe(await countStatements(ask100(1)));
  const references = (count: number) => () =>
    ask(
      'member',
      `{ _entities(representations: [${allKeys.slice(0, count).map(reference).join(', ')}]) { ... on Topic { label } } }`,
    );
  expect(await countStatements(references(12))).toBe(1);
});

it('DIS-045 are looked up through indexes, in a city with many records', async () => {
  const { dataSource } = city;
  await dataSource.query(`
    INSERT INTO topic (key, labels, updated_at) SELECT 'many-' || i, '{"de": "x"}', now() FROM generate_series(1, 200) AS i;
    INSERT INTO need (key, title, sort_title, visibility, updated_at) SELECT 'many-' || i, 'x', 'x', 'INTERNAL', now() FROM generate_series(1, 5000) AS i;
    INSERT INTO need_topic SELECT 'many-' || i, 'many-' || (1 + i % 200) FROM generate_series(1, 5000) AS i;
    INSERT INTO programme (key, title, sort_title, good_practice, additional, visibility, updated_at)
      SELECT 'many-' || i, 'x', 'x', false, '[]', 'INTERNAL', now() FROM generate_series(1, 5000) AS i;
    INSERT INTO programme_topic SELECT 'many-' || i, 'many-' || (1 + i % 200) FROM generate_series(1, 5000) AS i;
    ANALYZE;`);
  const explain = async (condition: string): Promise<string> =>
    JSON.stringify(
      await dataSource.query(
        `EXPLAIN SELECT key FROM topic AS item WHERE ${condition} ${byUse('item', '$1')} ORDER BY key LIMIT 21`,
        [['PUBLIC']],
      ),
    );
  for (const plan of [await explain(''), await explain("key = ANY ('{many-1,many-2}') AND")]) {
    expect(plan).toMatch(/need_topic_topic_key_idx/);
    expect(plan).toMatch(/programme_topic_topic_key_idx/);
    expect(plan).not.toMatch(/Seq Scan on (need|programme)/);
  }
});
