import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import type { GuardedCity, HttpAnswer } from './startGuardedCity';
import { startGuardedCity } from './startGuardedCity';
import { each, NO_TEXTS, oddValues, walkArguments, WRONG_VALUES } from './walkArguments';

// Attacks on a city by the values of arguments and references: what a hub, or somebody in its name, would send that
// checks nothing. A wrong one is the sender's mistake, which is told by a code, and no accident of the city.

const schema = buildASTSchema(parse(readFileSync(join(__dirname, '../../schema/city.graphql'), 'utf8')), {
  assumeValidSDL: true,
});
const entity = (type: string, id: string): readonly [string, string] => [
  `_entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} {`,
  '} }',
];
const hits = 'day: "2026-01-01";first: 1;text: "open"';
const places = walkArguments({
  schema,
  starts: { Query: ['', ''], City: entity('City', 'gera'), Topic: entity('Topic', 'gera:topic:t') },
  wellAsked: {
    staffHits: hits,
    programmeHits: hits,
    exchangeHits: hits,
    offerHits: hits,
    needHits: hits,
    ...Object.fromEntries(
      ['Staff.staff', 'Programme.programme', 'Exchange.exchange', 'Offer.offer', 'Need.need'].flatMap((place) => {
        const [kind, field] = place.split('.');
        return [`${kind}Hit.${field}`, `${kind}Hit.topicRecord`].map((name) => [name, 'among: 1']);
      }),
    ),
    adaptations: 'first: 1;of: ["weimar:programme:p"]',
    recordChanges: `kinds: [STAFF];first: 1;since: "${new Date().toISOString()}"`,
  },
});

let city: GuardedCity;
beforeAll(async () => {
  city = await startGuardedCity();
});
afterAll(() => city.close());

const codesOf = ({ json }: HttpAnswer): unknown[] =>
  (json.errors ?? []).map(({ extensions }: { extensions: { code: unknown } }) => extensions.code);

const references = (representations: readonly unknown[]): Promise<HttpAnswer> =>
  city.asStranger(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Staff { id } } }',
    { representations },
  );

test('every argument of every field is found, and asked well each is answered', async () => {
  expect(places.length).toBeGreaterThan(40);
  for (const { plain, field } of places) {
    const { status, json } = plain
      ? await city.asStranger(plain.query)
      : { status: 200, json: { data: { [field]: {} } } };
    expect([status, json.errors, JSON.stringify(json.data)]).toEqual([200, undefined, expect.stringContaining(field)]);
  }
});

test('HUB-236 puts control characters, halves of surrogate pairs and endless texts into every argument that takes a text', async () => {
  const failed: string[] = [];
  const takeText = places.filter(({ typeName }) => ['String', 'ID'].includes(typeName));
  await each(takeText, async (place) => {
    for (const value of NO_TEXTS) {
      const { query, variables } = place.question(value);
      const answer = await city.asStranger(query, variables);
      const [error] = answer.json.errors ?? [];
      const got = [answer.status, error?.extensions.code, error?.extensions.argument];
      if (JSON.stringify(got) !== JSON.stringify([200, 'BAD_USER_INPUT', place.argument])) {
        failed.push(`${place.name}, ${JSON.stringify(value).slice(0, 40)}: ${answer.text.slice(0, 200)}`);
      }
    }
  });
  expect(failed).toEqual([]);
}, 60_000);

test('HUB-237 gives every argument what it was not made for', async () => {
  const failed: string[] = [];
  await each(places, async (place) => {
    const values = oddValues(place);
    const questions = [...(values.length > 0 ? [values] : []), ...WRONG_VALUES.map((value) => [value])];
    for (const asked of questions) {
      const { query, variables } = place.question(...asked);
      const answer = await city.asStranger(query, variables);
      const wrong = codesOf(answer).filter((code) => code !== 'BAD_USER_INPUT');
      if (answer.status >= 500 || wrong.length > 0) {
        failed.push(`${place.name}, ${JSON.stringify(asked).slice(0, 80)}: ${answer.text.slice(0, 200)}`);
      }
    }
  });
  expect(failed).toEqual([]);
}, 120_000);

describe('references', () => {
  const known = { __typename: 'Staff', id: 'gera:staff:public' };
  const expected = 'must be one of City, Staff, Programme, Exchange, Topic, Need, Offer, but got';

  test.each([
    ['without a type', { id: 'gera:staff:public' }, '[1].__typename', `${expected} none.`],
    [
      'to a type that there is not',
      { __typename: 'pg_user', id: '1' },
      '[1].__typename',
      `${expected} something else.`,
    ],
    ['to a type that is no entity', { __typename: 'PageInfo' }, '[1].__typename', `${expected} something else.`],
    ['to the root', { __typename: 'Query' }, '[1].__typename', `${expected} something else.`],
    [
      'to an interface',
      { __typename: 'Node', id: 'gera:staff:public' },
      '[1].__typename',
      `${expected} something else.`,
    ],
    [
      'to what the hub owns',
      { __typename: 'Concept', id: 'concept:x' },
      '[1].__typename',
      `${expected} something else.`,
    ],
    ['to a part of every object', { __typename: 'constructor' }, '[1].__typename', `${expected} something else.`],
    ['with a type that is no text', { __typename: ['Staff'] }, '[1].__typename', `${expected} something else.`],
    ['that is a number', 7, '[1]', 'must be an object with a __typename and an id, but got something else.'],
    ['that is a list', [known], '[1]', 'must be an object with a __typename and an id, but got something else.'],
  ])('HUB-238 sends one %s, and the others are answered', async (_what, reference, place, message) => {
    const { status, json } = await references([known, reference, known]);
    expect([status, json.data]).toEqual([200, { _entities: [known, null, known] }]);
    const argument = `representations${place}`;
    expect(json.errors).toMatchObject([
      { message: `${argument} ${message}`, path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });

  test('HUB-238 sends keys that are none, and fields of other types: unknown here, and no error', async () => {
    const ids: readonly unknown[] = [
      '\0',
      '\ud800',
      '',
      'gera:staff:',
      'x'.repeat(100_000),
      7,
      null,
      true,
      {},
      [known.id],
      { toString: 1 },
    ];
    const { status, json } = await references([
      ...ids.map((id) => ({ __typename: 'Staff', id })),
      { ...known, name: 7, city: '\0', experiences: [{}] },
    ]);
    expect([status, json]).toEqual([200, { data: { _entities: [...ids.map(() => null), known] } }]);
  });

  test('HUB-239 sends ten thousand at once', async () => {
    const { status, json } = await references(Array.from({ length: 10_000 }, () => known));
    expect([status, json.data ?? null]).toEqual([200, null]);
    expect(json.errors).toMatchObject([
      {
        message: 'representations must have at most 1000 items, but got 10000.',
        extensions: { code: 'BAD_USER_INPUT', argument: 'representations' },
      },
    ]);
  });
});
