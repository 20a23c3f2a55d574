import { getIntrospectionQuery, graphqlSync } from 'graphql';
import { bothEngines } from './bothEngines';
import type { BothEngines, Faults, Outcome, Question } from './bothEngines';
import { HARBOUR } from './harbour';
import { MARKET } from './market';

let harbour: BothEngines;
let market: BothEngines;

beforeAll(async () => {
  harbour = await bothEngines(HARBOUR);
  market = await bothEngines(MARKET);
});

afterAll(async () => {
  await harbour.stop();
  await market.stop();
});

/** In the order of the fields graphql-js is followed, and not Apollo Gateway. */
function parsed(outcome: Outcome) {
  return { ...outcome, data: outcome.data === undefined ? undefined : JSON.parse(outcome.data) };
}

/** What both answered: `data` and the number of errors, so that a test shows that it is not about nothing. */
async function askBoth(engines: BothEngines, question: Question, faults?: Faults) {
  const ours = parsed(await engines.ours(question, faults));
  expect(ours).toEqual(parsed(await engines.apollo(question, faults)));
  return { data: ours.data, errors: ours.errors.length };
}

describe('Apollo Gateway and we answer alike', () => {
  test.each<[string, string, number]>([
    ['entities over all subgraphs', '{ ships { name captain { name rank owed } home { title keeper { rank } } } }', 2],
    ['a key in a key', '{ ship(id: "ship:1") { captain { bill registry { title } port { code } } } }', 0],
    ['an interface', '{ vessels { __typename id name tonnage dimension { beam } ... on Barge { depth } } }', 1],
    ['an interface that one subgraph knows as an object', '{ sureVessels { id area inspected logbook { at } } }', 1],
    ['its real type', '{ port(code: "HL") { vessels { __typename name ... on Barge { depth } } } }', 0],
    ['a fragment on it', '{ port(code: "HL") { vessels { ... on Ship { logbook { at vessel { id name } } } } } }', 0],
    ['a fragment without a type', '{ ships { ... { ... on Found { __typename } logbook { at } } } }', 0],
    ['a union', '{ things { __typename ... on Ship { name } ... on Crate { label weight owner { name } } } }', 0],
    ['two unions', '{ search(text: "x") { ... on Person { name } ... on Ship { name } ... on Crate { id } } }', 1],
    ['required fields', '{ ships { fee dues gulden: fee(currency: "gulden") } }', 1],
    ['required fields of required fields', '{ crates { lift(with: 3) on { fee heaviest { lift } } } }', 0],
    ['a field that is required with an argument', '{ ships { note } }', 0],
    ['and asked for with the same', '{ ships { manifest(by: [DRY]) note } }', 0],
    ['and asked for with another', '{ ships { manifest(by: [WET]) note } }', 0],
    ['provided fields', '{ ports { keeper { id rank registry { code title } } } }', 0],
    ['values that clients may not see', '{ ships { flag flags strictFlags } }', 0],
    [
      'lists of lists',
      '{ ship(id: "ship:1") { grid { rope knots } } crate(id: "crate:1") { stack { label on { name } } } }',
      0,
    ],
    ['a null that moves up', '{ ships { named } ports { title } people { name } }', 3],
    ['an error with a code', '{ ships { id broken } perhaps }', 4],
    ['an error at the top', '{ danger shared }', 1],
    ['an error of an entity', '{ vessels { id logbook { at } } }', 1],
    [
      'unknown ids',
      '{ node(id: "crate:404") { id ... on Crate { label } } captain(id: "c9", code: "HL") { name } }',
      0,
    ],
    [
      'a field of two subgraphs',
      '{ fleet { size flagship { name crew { name } } query { shared fleet { size } } } }',
      0,
    ],
    ['aliases', '{ a: ship(id: "ship:1") { id b: self { name constructor: tonnage __proto__: flag } } }', 0],
    [
      'one field twice',
      '{ ships { self { id } self { name ...S } } } fragment S on Ship { self { home { code } } }',
      0,
    ],
    ['constant conditions', '{ ships { id @skip(if: true) name @include(if: false) tonnage @include(if: true) } }', 0],
    ['types of everything', '{ __typename ships { __typename t: __typename home { t: __typename } } }', 0],
    ['introspection', '{ __schema { queryType { name } } __type(name: "Flag") { enumValues { name } } }', 0],
    ['introspection beside data', '{ a: __type(name: "Ship") { kind } ships { id } __schema { types { name } } }', 0],
    ['mutations in order', 'mutation { a: count rename(id: "ship:1", name: "Neu") { name } b: count c: count }', 0],
    [
      'mutations of several subgraphs',
      'mutation { weigh(id: "crate:1", weight: 5) { weight lift } open(code: "HL") { title } again: weigh(id: "crate:1", weight: 6) { weight } count }',
      0,
    ],
    ['a mutation that fails', 'mutation { close(code: "HL") count }', 1],
  ])('%s', async (_, query, errors) => {
    expect(await askBoth(harbour, { query })).toMatchObject({ errors });
  });

  test.each<[string, string, number]>([
    [
      'fields that clash in a subgraph',
      '{ accounts { ... on Seller { id label count } ... on Buyer { id label count } } }',
      0,
    ],
    [
      'fields that clash in an object that clashes',
      '{ accounts { ... on Seller { like { ... on Buyer { label } } } ... on Buyer { like { ... on Seller { id label } ... on Buyer { id label } } } } }',
      0,
    ],
    [
      'unions with other members elsewhere',
      '{ goods { __typename ... on Cloth { title } ... on Wax { title } } shelf { ... on Amber { id } } }',
      0,
    ],
    ['a field that moved', '{ moved }', 0],
    [
      'keys with nulls, and required fields by type',
      '{ baskets { heavy carrier { ... on Seller { rating } } content { weight } } }',
      1,
    ],
  ])('%s', async (_, query, errors) => {
    expect(await askBoth(market, { query })).toMatchObject({ errors });
  });

  test.each<[string, Question]>([
    [
      'an enum, a list, an object',
      {
        query: 'query ($f: Flag, $l: [[Int!]], $o: Filter) { echo(flag: $f, list: $l) ships(filter: $o) { id } }',
        variables: { f: 'LUEBECK', l: [[1], null], o: { minimum: 900 } },
      },
    ],
    [
      'defaults',
      { query: 'query ($id: ID! = "ship:2", $on: Boolean! = false) { ship(id: $id) { id name @include(if: $on) } }' },
    ],
    ['null for a default', { query: 'query ($t: String = "x") { echo(text: $t) }', variables: { t: null } }],
    [
      'conditions',
      {
        query:
          'query ($a: Boolean!, $b: Boolean!) { ships @include(if: $a) { id crew @skip(if: $b) { name } } shared }',
        variables: { a: true, b: false },
      },
    ],
    ['a wrong value', { query: 'query ($n: Int!) { vessels(first: $n) { id } }', variables: { n: 'many' } }],
    ['a missing value', { query: 'query ($n: Int!) { vessels(first: $n) { id } }' }],
    ['an operation by name', { query: 'query A { shared } query B { fleet { size } }', operationName: 'B' }],
    ['no choice of several', { query: 'query A { shared } query B { shared }' }],
    ['an unknown operation', { query: 'query A { shared }', operationName: 'C' }],
    ['full introspection', { query: getIntrospectionQuery() }],
  ])('%s in the request', async (_, question) => {
    await askBoth(harbour, question);
  });

  test.each([true, false])('one operation with its condition %s, after it was the other way', async (on) => {
    const query = 'query ($on: Boolean!) { ships { id ... on Vessel @include(if: $on) { name area } } }';
    for (const value of [!on, on]) await askBoth(harbour, { query, variables: { on: value } });
  });

  test.each<[string, Faults]>([
    ['that is down', { ports: 'IS_DOWN' }],
    ['that refuses', { people: 'REFUSES' }],
    ['that answers errors alone', { cargo: 'ERRORS_ALONE' }],
    ['that answers no data', { ports: 'NO_DATA' }],
    ['that answers nothing', { people: 'NOTHING' }],
    ['that answers too few entities', { cargo: 'TOO_FEW_ENTITIES' }],
    ['that answers a text for an object', { ports: { value: 'GHOST', at: 1 } }],
  ])('a subgraph %s', async (_, faults) => {
    const { data } = await askBoth(
      harbour,
      { query: '{ ships { id name home { code } crew { name } load { label } } }' },
      faults,
    );
    expect(data.ships).toHaveLength(3);
  });
});

test('a list where an object belongs, in front of several steps of a plan, is an error and not the end of the process', async () => {
  const query = 'query ($on: Boolean!) { ships { captain @include(if: $on) { rank } home { title keeper { rank } } } }';
  const question = { query, variables: { on: true } };
  const { errors } = await harbour.ours(question, { ships: { value: [], at: 1 } });
  expect(errors).toHaveLength(1);
  // Time for a rejection that nobody handles to come out: it fails a test, as it ends a process.
  await new Promise(setImmediate);
});

test('an object in the place of the id that is there already is an error, and the id stays', async () => {
  const query =
    '{ search(text: "text") { ... on Captain { id name port { code } } ... on Vessel { __typename id inspected area } } }';
  const faults: Faults = { ports: { value: { __typename: 'Ship' }, at: 6 } };
  const [ours, apollo] = [await harbour.ours({ query }, faults), await harbour.apollo({ query }, faults)];
  expect(ours.errors).toMatchObject([{ message: 'Unexpected object in the place of a leaf value at id' }]);
  expect(ours.data).toContain('"id":"ship:1"');
  expect(apollo.errors).toHaveLength(1);
  expect(ours.data).toBe(apollo.data);
});

describe('where a subgraph gives one object for equal representations', () => {
  let unchanged: BothEngines;
  beforeAll(async () => {
    unchanged = await bothEngines(HARBOUR);
  });
  afterAll(() => unchanged.stop());

  test.each([
    ['fields of later fetches', '{ ships { homes { title vessels { name inspected berth { depth } } } } }', 0],
    [
      'aliases',
      '{ a: ships { homes { b: title c: vessels { d: name e: tonnage } } } ships { homes { f: title } } }',
      0,
    ],
    ['errors', '{ ships { homes { vessels { id ... on Ship { broken } } } } }', 4],
    ['errors of what is shared in turn', '{ crates { on { load { id owner { name owed } label(case: UPPER) } } } }', 3],
    ['nulls that move up', '{ ships { homes { title vessels { ... on Ship { id named } } } } }', 2],
    ['unknown ids', '{ ships { homes { title keeper { rank } } captain { ships { name load { label } } } } }', 0],
  ])('each place has its %s', async (_, query, errors) => {
    const apollo = await unchanged.apollo({ query });
    expect(await unchanged.sharing({ query })).toEqual({ ...apollo, calls: expect.anything() });
    expect(apollo.errors).toHaveLength(errors);
  });

  test('what stands in it is asked for once, in however many places', async () => {
    const query = '{ ships { homes { vessels { name } } } }';
    const { data, calls } = await unchanged.sharing({ query });
    expect(data).toBe((await unchanged.apollo({ query })).data);
    const vessels = calls.flatMap((call) => {
      const [, , path, , representations] = JSON.parse(call) as [
        string,
        null,
        string[],
        object,
        { id: string }[] | null,
      ];
      return path.includes('vessels') ? representations!.map(({ id }) => id) : [];
    });
    expect(vessels).toEqual(['ship:1', 'barge:1', 'ship:2']);
  });
});

describe('we answer otherwise than Apollo Gateway', () => {
  test('a fragment on an interface within one on a union keeps its fields, as graphql-js has it, where no type is told', async () => {
    const query = '{ ship(id: "ship:1") { ... on Found { ... on Node { id } } } }';
    const rootValue = { ship: { id: 'ship:1' } };
    const { data } = graphqlSync({ schema: harbour.api, source: query, rootValue });
    const [ours, apollo] = [await harbour.ours({ query }), await harbour.apollo({ query })];
    expect(ours.data).toBe(JSON.stringify(data));
    expect(apollo.data).toBe('{"ship":{}}');
    expect(ours.calls).toEqual(apollo.calls);
  });

  test('an error of an entity has its own path, where other objects of the place are not of the subgraph', async () => {
    const query =
      '{ nodes(ids: ["ship:1", "crate:1", "barge:1", "crate:2"]) { id ... on Crate { label(case: UPPER) } } }';
    const [ours, apollo] = [await harbour.ours({ query }), await harbour.apollo({ query })];
    expect(ours.errors).toMatchObject([{ message: 'Herring stinks', path: ['nodes', 3, 'label'] }]);
    expect(apollo.errors).toMatchObject([{ message: 'Herring stinks', path: ['nodes', 1, 'label'] }]);
    expect(ours.data).toBe(apollo.data);
  });

  test('a field that had to be renamed on the way keeps a value such as the empty text', async () => {
    const query = '{ accounts { ... on Buyer { label count active } ... on Seller { label count active } } }';
    const faults: Faults = { accounts: { value: '', at: 3 } };
    const labels = ({ data = '' }: Outcome): unknown =>
      JSON.parse(data).accounts.map((account: { label: string } | null) => account?.label);
    expect(labels(await market.ours({ query }, faults))).toEqual(['', 'Karl', undefined]);
    expect(labels(await market.apollo({ query }, faults))).toEqual([null, 'Karl', undefined]);
  });
});
