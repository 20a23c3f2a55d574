import { assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import type { CityOperation } from '../../../subgraphs/contract/AskCity';
import type { Answer } from '../../network/startNetwork';
import { httpResponse } from '../httpResponse';
import type { FaultyCity, FaultyRequest } from '../startFaultyCity';
import { startFaultyCity } from '../startFaultyCity';
import type { FaultNetwork } from '../startFaultNetwork';
import { startFaultNetwork } from '../startFaultNetwork';

let network: FaultNetwork;
let city: FaultyCity;

beforeAll(async () => {
  city = await startFaultyCity('lavish');
  network = await startFaultNetwork([city]);
}, 60_000);

afterEach(() => city.misbehave({}));

afterAll(async () => {
  await city.close();
  await network.close();
});

/** Whatever does something to the text around it, or is not seen, but for what letters and emoji need. */
const UNSEEN = /(?!\n|\t|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
/** In characters, of an answer to a request of some hundred: many times what any of its texts may have. */
const MOST_CHARACTERS = 500_000;
/** Of the hub and the city, which are one process here, for one request. */
const MOST_CPU_MS = 5_000;

interface Told extends Answer {
  readonly text: string;
}

async function post(query: string, variables: object = {}): Promise<Told> {
  const before = process.cpuUsage();
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(MOST_CPU_MS);
  expect(text.length).toBeLessThan(MOST_CHARACTERS);
  const answer = JSON.parse(text) as Answer;
  expect(JSON.stringify(answer)).not.toMatch(UNSEEN);
  for (const said of textsOf(answer)) expect(said).not.toMatch(UNSEEN);
  return { ...answer, text };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

/** Answers each question for entities with what is made of their ids. */
function answering(
  make: (id: string) => unknown,
  errorsOf: (key: string) => readonly unknown[] = () => [],
): (request: FaultyRequest) => void {
  return ({ socket, operation }) => {
    const asked = representationsIn(operation);
    const data = Object.fromEntries(asked.map(([key, ids]) => [key, ids.map(make)]));
    socket.write(httpResponse(JSON.stringify({ data, errors: asked.flatMap(([key]) => errorsOf(key)) })));
  };
}

/** Of each question in a request: the key of its answer, and the ids. */
function representationsIn({ variables }: CityOperation): [string, string[]][] {
  return Object.entries(variables).flatMap(([name, value]): [string, string[]][] => {
    const [isAsked, suffix] = /^representations(?:_(\d+))?$/.exec(name) ?? [];
    if (isAsked === undefined) return [];
    const ids = (value as { id: string }[]).map(({ id }) => id);
    return [[suffix === undefined ? '_entities' : `h${suffix}`, ids]];
  });
}

const PLACES = 4 * 50;
/** One city in many places, as one entity of each of a few questions. */
const inManyPlaces = (selection: string): Promise<Told> =>
  post(
    `query ($ids: [ID!]!) { ${['a', 'b', 'c', 'd'].map((alias) => `${alias}: nodes(ids: $ids) { ... on City { ${selection} } }`).join(' ')} }`,
    { ids: new Array(PLACES / 4).fill(city.id) },
  );

const cityWith = (fields: object) => (id: string) => ({ __typename: 'City', entity__id: id, id, ...fields });
const placesOf = ({ data }: Answer): { topics: { nodes: { label: string }[] } | null }[] =>
  Object.values(data as Record<string, []>).flat();

test('FLT-262 A label of seven megabytes is cut, in each of 200 places', async () => {
  const topics = { nodes: [{ label: 'ü'.repeat(3_500_000) }] };
  await city.misbehave({ answer: answering(cityWith({ topics })) }, 'FETCH');
  const answer = await inManyPlaces('topics(first: 1) { nodes { label } }');
  const labels = placesOf(answer).map((place) => place.topics?.nodes[0]?.label);
  expect(labels).toEqual(new Array(PLACES).fill(`${'ü'.repeat(299)}…`));
  const { extensions } = JSON.parse(answer.text) as { extensions: { warnings: unknown[] } };
  expect(extensions.warnings).toMatchObject([{ code: 'VALUE_CUT', city: city.id, field: 'Topic.label' }]);
});

test('FLT-263 Of a page of one topic that holds 20,000, nothing is shown', async () => {
  const topics = { nodes: new Array(20_000).fill({ label: 'Housing' }) };
  await city.misbehave({ answer: answering(cityWith({ topics })) }, 'FETCH');
  const answer = await inManyPlaces('topics(first: 1) { nodes { label } }');
  expect(placesOf(answer)).toEqual(new Array(PLACES).fill({ topics: null }));
  expect(new Set(answer.errors!.map(({ extensions }) => extensions['code']))).toEqual(new Set(['CITY_INVALID']));
  expect(answer.errors!.length).toBeLessThanOrEqual(400);
});

test('FLT-264 A hundred errors with endless paths come to a bounded number with short ones', async () => {
  const errors = (key: string): readonly unknown[] =>
    new Array(100).fill({
      message: 'no\u001b[31m',
      path: [key, 0, 'topics', 'nodes', 0, ...new Array(93).fill('x'.repeat(200)), '\u202e\u001b[2J'],
    });
  await city.misbehave({ answer: answering(cityWith({ topics: { nodes: [{ label: 'A' }] } }), errors) }, 'FETCH');
  const answer = await inManyPlaces('topics(first: 1) { nodes { label } }');
  expect(placesOf(answer)).toHaveLength(PLACES);
  const further = answer.errors!.findIndex(({ extensions }) => extensions['code'] === 'FURTHER_ERRORS');
  // The last one says how many there were beside these.
  expect(further).toBe(answer.errors!.length - 1);
  expect(further).toBeLessThanOrEqual(4 * 200);
  for (const { path } of answer.errors!.slice(0, further)) expect(path?.length).toBeLessThan(10);
});

test('FLT-265 Each of several places has what other subgraphs say of a record, under its own names', async () => {
  const lavish = { __typename: 'City', id: 'lavish' };
  await city.misbehave(
    {
      answer: answering(
        cityWith({
          topics: { nodes: [{ id: 'lavish:topic:1', label: 'A', as_in: lavish }] },
        }),
      ),
    },
    'FETCH',
  );
  const { data, errors } = await post(
    `query ($ids: [ID!]!) {
      a: nodes(ids: $ids) { ... on City { called: name topics(first: 1) { nodes { label in: city { called: name } } } } }
      b: nodes(ids: $ids) { ... on City { topics(first: 1) { nodes { label in: city { called: country } } } } }
    }`,
    { ids: ['lavish', 'musterstadt', 'lavish'] },
  );
  expect(errors ?? []).toEqual([]);
  const a = { called: 'Lavish', topics: { nodes: [{ label: 'A', in: { called: 'Lavish' } }] } };
  const b = { topics: { nodes: [{ label: 'A', in: { called: 'NL' } }] } };
  expect([data.a[0], data.a[2], data.b[0], data.b[2]]).toEqual([a, a, b, b]);
});

const HOSTILE = 'Ha\u001b[31mn\u0007s\u202e\u200b\u00ad\u{e0041}\u{e0042} Œ 👩‍👧 می‌خواهم';
const CLEAN = 'Ha[31mns Œ 👩‍👧 می‌خواهم';

test('FLT-266 Nothing that a city writes steers a terminal, a table, a page or a log', async () => {
  await city.misbehave(
    {
      answer: ({ socket, truth }) => {
        const data = JSON.parse(JSON.stringify(truth.data)) as Record<string, (object | null)[]>;
        for (const list of Object.values(data)) {
          for (const unit of list)
            if (unit !== null) Object.assign(unit, { name: HOSTILE, role: HOSTILE, source: HOSTILE });
        }
        const errors = [{ message: HOSTILE, path: [Object.keys(data)[0], 0, HOSTILE], extensions: { code: HOSTILE } }];
        socket.write(httpResponse(JSON.stringify({ data, errors })));
      },
    },
    'FETCH',
  );
  const { data, errors } = await network.query(
    `{ experts(concepts: ["concept:housing-plan"], filter: { cities: ["${city.id}"] }) { nodes { name role source } } }`,
  );
  expect(data.experts.nodes).toEqual(new Array(2).fill({ name: CLEAN, role: CLEAN, source: CLEAN }));
  for (const said of textsOf(errors)) expect(said).not.toMatch(UNSEEN);

  const get = async (path: string): Promise<string> => {
    const question = `kind=experts&concepts=concept:housing-plan&city=${city.id}`;
    return (await (await fetch(`${network.hub.url}${path}?${question}`)).text()).replace(/\ufeff|\r/g, '');
  };
  for (const path of ['/', '/export.csv']) {
    const text = await get(path);
    expect(text).toContain('[31mns Œ');
    expect(text).not.toMatch(UNSEEN);
  }
});

test.each([
  ['that the client did not give', '', { code: 'BAD_USER_INPUT', argument: 'after' }, 'CITY_ERROR'],
  ['without naming one', '(after: CURSOR)', { code: 'BAD_USER_INPUT' }, 'CITY_ERROR'],
  ['that is right by the contract', '(first: 5)', { code: 'BAD_USER_INPUT', argument: 'first' }, 'CITY_ERROR'],
  ['that only it can judge', '(after: CURSOR)', { code: 'BAD_USER_INPUT', argument: 'after' }, 'BAD_USER_INPUT'],
])('FLT-267 A city that blames the client for an argument %s is told as that', async (_, given, extensions, code) => {
  const errors = (key: string): readonly unknown[] => [{ message: 'no', path: [key, 0, 'topics'], extensions }];
  await city.misbehave({ answer: answering(cityWith({ topics: { pageInfo: { endCursor: 'x' } } })) }, 'FETCH');
  const { data } = await post(`{ city(id: "${city.id}") { topics { pageInfo { endCursor } } } }`);
  const cursor = JSON.stringify(data.city.topics.pageInfo.endCursor);
  await city.misbehave({ answer: answering(cityWith({ topics: null }), errors) }, 'FETCH');
  const answer = await post(`{ city(id: "${city.id}") { topics${given.replace('CURSOR', cursor)} { totalCount } } }`);
  expect(answer.data.city).toEqual({ topics: null });
  expect(answer.errors).toMatchObject([{ message: 'no', extensions: { code, city: city.id } }]);
});

describe('whatever a city puts in the place of a value', () => {
  const values: readonly unknown[] = [
    null,
    ...['', HOSTILE, 'x'.repeat(200_000), '\ud800', '__proto__', 'concept:'.padEnd(300_000, 'a-')],
    ...[-1, 1e308, 0.5, true, {}, [], [[[[]]]]],
    ...[new Array(3_000).fill('x'), new Array(3_000).fill({ name: HOSTILE }), new Array(200).fill('x'.repeat(1_000))],
    { __proto__: null, toString: HOSTILE, then: HOSTILE, [HOSTILE]: HOSTILE },
    Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, HOSTILE])),
  ];
  const anyAnswer = record({
    phase: constantFrom('SEARCH' as const, 'FETCH' as const),
    value: constantFrom(...values),
    at: nat(60),
    errors: constantFrom(0, 1, 1_000),
  });

  test('FLT-268 the hub answers in a bounded size and clean text, and finds the sound cities', async () => {
    await assert(
      asyncProperty(anyAnswer, async ({ phase, value, at, errors }) => {
        const answer = ({ socket, truth }: FaultyRequest): void => {
          const error = { message: value, path: [value, at, value], extensions: { code: value, argument: value } };
          const spoilt = {
            data: replaceAt(truth.data, { left: at, value }),
            errors: new Array(JSON.stringify(value).length > 1_000 ? Math.min(errors, 1) : errors).fill(error),
          };
          socket.write(httpResponse(JSON.stringify(spoilt)));
        };
        await city.misbehave({ answer }, phase);
        const ids = ['musterstadt', city.id];
        const { data } = await post(
          `query ($ids: [ID!]!, $first: Int!) {
            experts(concepts: ["concept:housing-plan"], filter: { cities: $ids }, first: $first) {
              nodes { id name languages source experiences { since topic { label } } city { id name } }
              facets { languages { language count } }
              coverage { cities { city { id } status message } }
            }
          }`,
          { ids, first: 50 + (at % 50) },
        );
        const names = data.experts.nodes.map((node: { name: string } | null) => node?.name);
        expect(names).toEqual(expect.arrayContaining(['Musterstadt unit 1', 'Musterstadt unit 2']));
        await city.misbehave({});
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

/** Counts the values below one, each before what is in it, and puts another in the place of the one that is reached. */
function replaceAt(value: unknown, counter: { left: number; readonly value: unknown }): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  for (const key of Object.keys(copy)) {
    if (counter.left-- === 0) copy[key] = counter.value;
    else copy[key] = replaceAt(copy[key], counter);
  }
  return copy;
}

test('FLT-269 After all of that, nothing failed in the hub, and its log is clean', () => {
  network.expectCleanLog();
});
