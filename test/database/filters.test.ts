import { countStatements } from './countStatements';
import { emptyTables } from './emptyTables';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());
beforeEach(() => emptyTables(city.dataSource));

const cityFields = (fields: string) =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { ${fields} } } }`;

async function ofCity(fields: string): Promise<Answer> {
  return (await city.data(cityFields(fields)))._entities[0];
}

/** The local parts of the ids that a filter leaves, with their count. */
async function list(field: string, filter: string): Promise<[keys: string, totalCount: number]> {
  const answer = (await ofCity(`${field}(filter: ${filter}) { nodes { id } totalCount }`))[field];
  return [answer.nodes.map(({ id }: Answer) => id.split(':')[2]).join(' '), answer.totalCount];
}

describe("a city's staff", () => {
  beforeEach(() =>
    city.insert(
      'staff',
      { key: 'a', name: 'A', kind: 'PERSON', languages: ['de', 'nl'] },
      { key: 'b', name: 'B', kind: 'UNIT', languages: ['de-AT'] },
      { key: 'c', name: 'C', kind: 'POST', languages: ['EN'] },
      { key: 'd', name: 'D', kind: 'UNIT', languages: [] },
      { key: 'hidden', name: 'E', kind: 'UNIT', languages: ['de'], visibility: 'NETWORK' },
    ),
  );

  it.each([
    ['{}', 'a b c d', 4],
    ['null', 'a b c d', 4],
    ['{ kinds: [] }', 'a b c d', 4],
    ['{ kinds: null, languages: null }', 'a b c d', 4],
    ['{ kinds: [UNIT] }', 'b d', 2],
    ['{ kinds: [PERSON, POST] }', 'a c', 2],
    ['{ languages: ["de"] }', 'a b', 2],
    ['{ languages: ["NL", "en"] }', 'a c', 2],
    ['{ languages: ["de", "de-AT", "DE"] }', 'a b', 2],
    ['{ languages: ["xx", "yy", "DE", "zz"] }', 'a b', 2],
    ['{ languages: ["xx", "yy", "at", "de-A"] }', '', 0],
    ['{ languages: ["at"] }', '', 0],
    ['{ languages: ["de-A"] }', '', 0],
    ['{ kinds: [UNIT], languages: ["de"] }', 'b', 1],
  ])('filtered by %s is %s', async (filter, keys, total) => {
    expect(await list('staff', filter)).toEqual([keys, total]);
  });

  it.each([
    ['{ languages: ["d"] }', 'must be language tags (BCP 47) such as de.'],
    ['{ languages: ["de", "e.*"] }', 'must be language tags (BCP 47) such as de.'],
    ['{ languages: ["de\\u0000"] }', 'must be a text without control characters, but has U+0000.'],
    [`{ languages: [${'"de", '.repeat(101)}] }`, 'must have at most 100 items, but got 101.'],
  ])('is not filtered by %s', async (filter, message) => {
    const { errors } = await city.ask(
      `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { staff(filter: ${filter}) { totalCount } } } }`,
    );
    expect(errors).toMatchObject([
      { message: `filter.languages ${message}`, extensions: { code: 'BAD_USER_INPUT', argument: 'filter.languages' } },
    ]);
  });

  it('is paged within the filter', async () => {
    const pages: Answer[] = [];
    let after = 'null';
    do {
      const { staff } = await ofCity(`
        staff(filter: { kinds: [UNIT, POST] }, first: 1, after: ${after}) {
          nodes { name } totalCount pageInfo { hasNextPage endCursor }
        }`);
      pages.push(staff);
      after = `"${staff.pageInfo.endCursor}"`;
    } while (pages.at(-1).pageInfo.hasNextPage);
    expect(pages.flatMap(({ nodes }) => nodes.map(({ name }: Answer) => name))).toEqual(['B', 'C', 'D']);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([3, 3, 3]);
  });

  it('costs no more statements for a filter that stands there twice', async () => {
    const units = 'staff(filter: { kinds: [UNIT] }) { nodes { name } totalCount }';
    const one = await countStatements(() => ofCity(units));
    expect(await countStatements(() => ofCity(`${units} again: ${units}`))).toBe(one);
  });

  it('keeps filters apart that are asked for at once', async () => {
    expect(
      await ofCity(`
        units: staff(filter: { kinds: [UNIT] }) { nodes { name } totalCount }
        posts: staff(filter: { kinds: [POST] }) { nodes { name } totalCount }
        all: staff { totalCount }`),
    ).toEqual({
      units: { nodes: [{ name: 'B' }, { name: 'D' }], totalCount: 2 },
      posts: { nodes: [{ name: 'C' }], totalCount: 1 },
      all: { totalCount: 4 },
    });
  });
});

describe("a city's other lists", () => {
  it.each([
    ['{ statuses: [ACTIVE, PLANNED] }', 'a b', 2],
    ['{ statuses: [COMPLETED] }', '', 0],
    ['{ goodPractice: true }', 'a', 1],
    ['{ goodPractice: false }', 'b c', 2],
    ['{ openToVisitors: true }', 'b', 1],
    // Nobody said anything about c.
    ['{ openToVisitors: false }', 'a', 1],
    ['{ statuses: [ACTIVE], openToVisitors: false, goodPractice: true }', 'a', 1],
  ])('programmes filtered by %s are %s', async (filter, keys, total) => {
    await city.insert(
      'programme',
      { key: 'a', title: 'A', status: 'ACTIVE', good_practice: true, open_to_visitors: false },
      { key: 'b', title: 'B', status: 'PLANNED', open_to_visitors: true },
      { key: 'c', title: 'C' },
    );
    expect(await list('programmes', filter)).toEqual([keys, total]);
  });

  it('exchanges are filtered by their form', async () => {
    await city.insert('exchange', { key: 'a', kind: 'STUDY_VISIT' }, { key: 'b', kind: 'PEER_REVIEW' });
    expect(await list('exchanges', '{ kinds: [PEER_REVIEW, DIALOGUE_EVENT] }')).toEqual(['b', 1]);
  });

  it('needs and offers are filtered by the concepts of their topics, offers by their form too', async () => {
    await city.insert('topic', { key: 't' }, { key: 'u' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'BROAD_MATCH' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:care', match: 'EXACT_MATCH' });
    await city.insert('need', { key: 'a' }, { key: 'b' });
    await city.insert('need_topic', { need_key: 'a', topic_key: 't' }, { need_key: 'a', topic_key: 'u' });
    await city.insert('need_topic', { need_key: 'b', topic_key: 'u' });
    await city.insert('offer', { key: 'a', kind: 'VISIT' }, { key: 'b', kind: 'TALK' });
    await city.insert('offer_topic', { offer_key: 'a', topic_key: 't' }, { offer_key: 'b', topic_key: 't' });

    expect(await list('needs', '{ concepts: ["concept:housing", "concept:care"] }')).toEqual(['a', 1]);
    expect(await list('needs', '{ concepts: ["concept:other", "none"] }')).toEqual(['', 0]);
    expect(await list('offers', '{ concepts: ["concept:housing"] }')).toEqual(['a b', 2]);
    expect(await list('offers', '{ concepts: ["concept:housing"], kinds: [TALK] }')).toEqual(['b', 1]);
  });

  it('topics are filtered by whether they map to a concept', async () => {
    await city.insert('topic', { key: 't' }, { key: 'u' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'BROAD_MATCH' });
    await city.insert('need', { key: 'n' });
    await city.insert('need_topic', { need_key: 'n', topic_key: 't' }, { need_key: 'n', topic_key: 'u' });
    expect(await list('topics', '{ mapped: true }')).toEqual(['t', 1]);
    expect(await list('topics', '{ mapped: false }')).toEqual(['u', 1]);
  });

  it('refuses a value that no filter has', async () => {
    const { errors } = await city.ask(cityFields('staff(filter: { kinds: [ROBOT] }) { nodes { id } }'));
    expect(errors?.[0]?.message).toContain('ROBOT');
  });
});
