import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import type { ArgumentPlace, Question } from '../walkArguments';
import { each, NO_TEXTS, oddValues, walkArguments, WRONG_VALUES } from '../walkArguments';
import { startAttackedHub } from './startAttackedHub';
import type { AttackedHub, HubAnswer } from './startAttackedHub';

// Attacks by the values of arguments: every argument of every field is given what it was not made for. Whatever that is,
// no city is to be blamed for it, and nothing in the hub or in a city is to break on it.

const schema = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));
const places = walkArguments({
  schema,
  starts: { Query: ['', ''] },
  wellAsked: {
    experts: 'concepts: ["concept:housing"]',
    programmes: 'concepts: ["concept:housing"]',
    exchanges: 'concepts: ["concept:housing"]',
    offers: 'concepts: ["concept:housing"]',
    needs: 'concepts: ["concept:housing"]',
    landscape: 'concepts: ["concept:housing"]',
    matches: 'city: "musterstadt"',
    similarCities: 'city: "musterstadt"',
    changes: `since: "${new Date().toISOString()}"`,
    suggest: 'text: "housing"',
    concept: 'id: "concept:housing"',
    city: 'id: "musterstadt"',
    'Query.node': 'id: "musterstadt:staff:public"',
    'Query.nodes': 'ids: ["musterstadt:staff:public"]',
    ...['City', 'Concept', 'Topic', 'NeedMatch'].reduce(
      (own, type) => ({
        ...own,
        ...Object.fromEntries(
          ['experts', 'programmes', 'exchanges', 'offers', 'needs'].map((field) => [`${type}.${field}`, '']),
        ),
      }),
      {},
    ),
  },
});
const takeText = places.filter(({ typeName }) => ['String', 'ID'].includes(typeName));

let hub: AttackedHub;
beforeAll(async () => {
  hub = await startAttackedHub({ maxSearchCost: 1_000 });
}, 60_000);
afterAll(() => hub.close());

/** What is wrong with the answer to a question that cannot be meant; undefined when that is told as it should be. */
function faultOf({ status, text, json }: HubAnswer): string | undefined {
  if (status >= 500) return `HTTP ${status}`;
  for (const { extensions } of json.errors ?? []) {
    const code = String(extensions.code);
    if (/^CITY_|^INTERNAL|^FOREIGN/.test(code)) return text.slice(0, 300);
  }
  return /"status":"(?!ANSWERED)/.test(text) ? text.slice(0, 300) : undefined;
}

const written = (value: unknown): string => JSON.stringify(value).slice(0, 80);

async function expectAllWell(): Promise<void> {
  const { json } = await hub.post({ query: '{ cities { nodes { id status statusReason } } }' });
  expect(json.data.cities.nodes).toEqual(
    ['musterstadt', 'voorbeeldstad'].map((id) => ({ id, status: 'ADMITTED', statusReason: null })),
  );
  expect(hub.log.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
}

test('every argument of every field is found, and asked well each is answered', async () => {
  expect(places.length).toBeGreaterThan(100);
  expect(places.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Query.experts(filter.near.km)', 'Topic.staff(after)', 'City.staff(filter.languages)']),
  );
  const plain = new Map(
    places.flatMap(({ plain, field, name }) => (plain ? [[plain.query, { plain, field, name }]] : [])),
  );
  const failed: string[] = [];
  await each([...plain.values()], async ({ plain: question, field, name }) => {
    const answer = await hub.post(question);
    if (answer.json.errors || !answer.text.includes(`"${field}":`))
      failed.push(`${name}: ${answer.text.slice(0, 300)}`);
  });
  expect(failed).toEqual([]);
});

test('HUB-230 puts control characters, halves of surrogate pairs and endless texts into every argument that takes a text', async () => {
  const failed: string[] = [];
  const refused = async (place: ArgumentPlace, value: string, question: Question): Promise<void> => {
    const { status, json } = await hub.post(question);
    const [error] = json.errors ?? [];
    if (status !== 400 || error?.extensions.code !== 'BAD_USER_INPUT' || error.extensions.argument !== place.argument) {
      failed.push(`${place.name}, ${written(value)}: HTTP ${status}, ${written(json)}`);
    }
  };
  const calls = await hub.callsDuring(() =>
    each(takeText, async (place) => {
      for (const value of NO_TEXTS) await refused(place, value, place.question(value));
    }),
  );
  expect(failed).toEqual([]);
  expect(calls).toBe(0);
  await expectAllWell();
}, 120_000);

test('HUB-231 gives every argument what it was not made for, and blames no city for what comes of it', async () => {
  const failed: string[] = [];
  await each(places, async (place) => {
    const values = oddValues(place);
    const questions = [...(values.length > 0 ? [values] : []), ...WRONG_VALUES.map((value) => [value])];
    for (const asked of questions) {
      const fault = faultOf(await hub.post(place.question(...asked)));
      if (fault !== undefined) failed.push(`${place.name}, ${written(asked)}: ${fault}`);
    }
  });
  expect(failed).toEqual([]);
  await expectAllWell();
}, 300_000);

test.each([
  [
    'HUB-232 writes U+0000 as a literal',
    '{ experts(text: "x", filter: { languages: ["de", "\\u0000"] }) { totalCount } }',
    {},
    'filter.languages',
  ],
  [
    'HUB-233 hides it in a fragment, behind a variable in a list',
    'query ($tag: String!) { ...Staff } fragment Staff on Query { experts(text: "x", filter: { languages: [$tag] }) { totalCount } }',
    { tag: '\0' },
    'filter.languages',
  ],
  [
    'HUB-234 hides it in a default',
    'query ($near: Near = { city: "\\u0007", km: 1 }) { cities(filter: { near: $near }) { totalCount } }',
    {},
    'filter.near.city',
  ],
])('%s', async (_what, query, variables, argument) => {
  const { status, json } = await hub.post({ query, variables });
  expect(status).toBe(400);
  expect(json.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  expect(json.errors![0]!.message).toMatch(/must be a text without control characters, but has U\+000[07]\./);
});

test('HUB-235 names languages that are none, and the search says so where it stands', async () => {
  const { json } = await hub.post({
    query: '{ city(id: "musterstadt") { name } experts(text: "x", filter: { languages: ["german!"] }) { totalCount } }',
  });
  expect(json.errors).toMatchObject([
    { path: ['experts'], extensions: { code: 'BAD_USER_INPUT', argument: 'filter.languages' } },
  ]);
});
