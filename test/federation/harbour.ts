import { GraphQLError } from 'graphql';
import type { Subgraph } from './bothEngines';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@interfaceObject", "@override"
])`;

type Row = Readonly<Record<string, unknown>>;

const dimension = (length: number | null, beam: number | null): Row => ({ length, beam });

const VESSELS: readonly Row[] = [
  {
    __typename: 'Ship',
    id: 'ship:1',
    name: 'Adler',
    tonnage: 900,
    flag: 'LUEBECK',
    flags: ['LUEBECK', 'SECRET', 'DANZIG'],
    dimension: dimension(78, 14),
    captain: { id: 'c1', registry: { code: 'HL' } },
    home: { id: 'p1' },
    grid: [[{ rope: 'a', knots: [1, 2] }, null], [], null],
    notes: { any: ['thing', 1, null] },
    position: 12.5,
  },
  {
    __typename: 'Ship',
    id: 'ship:2',
    name: null,
    tonnage: null,
    flag: 'SECRET',
    flags: null,
    dimension: dimension(null, 3),
    captain: { id: 'c2', registry: { code: 'DZ' } },
    home: null,
    grid: null,
    notes: 'plain',
    position: 0,
  },
  {
    __typename: 'Ship',
    id: 'ship:3',
    name: 'Bunte Kuh',
    tonnage: 0,
    flag: 'DANZIG',
    flags: [],
    dimension: null,
    captain: null,
    home: { id: 'p9' },
    grid: [],
    notes: null,
    position: null,
  },
  {
    __typename: 'Barge',
    id: 'barge:1',
    name: 'Prahm',
    tonnage: 40,
    flag: null,
    flags: ['LUEBECK'],
    dimension: dimension(20, 5),
    towedBy: 'ship:1',
    depth: 2,
    home: { id: 'p2' },
  },
  {
    __typename: 'Barge',
    id: 'barge:2',
    name: 'Leichter',
    tonnage: 55,
    flag: 'LUEBECK',
    flags: [null],
    dimension: dimension(1, 1),
    towedBy: 'ship:404',
    depth: null,
    home: { id: 'p1' },
  },
];
const CRATES: readonly Row[] = [
  {
    __typename: 'Crate',
    id: 'crate:1',
    label: 'Salt',
    weight: 70,
    kind: 'DRY',
    owner: { id: 'c1', registry: { code: 'HL' } },
  },
  { __typename: 'Crate', id: 'crate:2', label: 'Herring', weight: 0, kind: 'WET', owner: null },
  {
    __typename: 'Crate',
    id: 'crate:3',
    label: 'Cloth',
    weight: 12,
    kind: 'OLD',
    owner: { id: 'c3', registry: { code: 'XX' } },
  },
];
const byId = (records: readonly Row[], id: unknown): Row | null =>
  records.find((record) => record['id'] === id) ?? null;

function fail(message: string, extensions?: Record<string, unknown>): never {
  throw new GraphQLError(message, extensions ? { extensions } : {});
}

const ships: Subgraph = {
  sdl: `${LINK}
    scalar Anything
    enum Flag { LUEBECK DANZIG SECRET @inaccessible }
    interface Node { id: ID! }
    interface Vessel @key(fields: "id") { id: ID! name: String tonnage: Int dimension: Dimension }
    type Dimension @shareable { length: Float beam: Float }
    type Rope { rope: String! knots: [Int!] }
    type Ship implements Vessel & Node @key(fields: "id") {
      id: ID!
      name: String
      named: String!
      tonnage: Int
      flag: Flag
      flags: [Flag]
      strictFlags: [Flag!]
      dimension: Dimension
      captain: Captain
      home: Port
      homes: [Port!]
      grid: [[Rope]]
      notes: Anything
      position: Float
      broken: Int
      sister(id: ID = "ship:3"): Ship
      tow: [Barge!]!
      self: Ship!
    }
    type Barge implements Vessel & Node @key(fields: "id") {
      id: ID!
      name: String
      named: String
      tonnage: Int
      flag: Flag
      dimension: Dimension
      towedBy: Vessel
      depth: Int!
      home: Port
      self: Barge!
    }
    type Captain @key(fields: "id registry { code }", resolvable: false) { id: ID! registry: Registry! }
    type Registry @shareable { code: String! }
    type Port @key(fields: "id", resolvable: false) { id: ID! }
    type Crate implements Node @key(fields: "id", resolvable: false) { id: ID! }
    union Thing = Ship | Barge | Crate
    input Filter { minimum: Int = 10 flags: [Flag!] name: String nested: Filter }
    type Query {
      vessels(first: Int = 5): [Vessel]
      sureVessels: [Vessel!]!
      vessel(id: ID!): Vessel
      ships(filter: Filter): [Ship!]
      ship(id: ID!): Ship
      things: [Thing]
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]
      echo(text: String, number: Int, flag: Flag, list: [[Int!]], any: Anything, on: Boolean): String
      fleet: Fleet! @shareable
      shared: String @shareable
    }
    type Fleet @shareable { size: Int! flagship: Ship query: Query }
    type Mutation {
      rename(id: ID!, name: String): Ship
      count: Int!
    }`,
  createResolvers: () => {
    const names = new Map<unknown, unknown>();
    let count = 0;
    const common = {
      name: ({ id, name }: Row) => (names.has(id) ? names.get(id) : name),
      named: ({ name }: Row) => name,
      self: (vessel: Row) => vessel,
      __resolveReference: ({ id }: Row) => byId(VESSELS, id),
    };
    return {
      Vessel: { __resolveReference: ({ id }: Row) => byId(VESSELS, id) },
      Ship: {
        ...common,
        strictFlags: ({ flags }: Row) => flags,
        homes: ({ home }: Row) => [home, { id: 'p2' }, home].filter(Boolean),
        broken: () => fail('The mast is broken', { code: 'MAST', detail: { height: 3 } }),
        sister: (_: unknown, { id }: Row) => byId(VESSELS, id),
        tow: ({ id }: Row) => VESSELS.filter(({ towedBy }) => towedBy === id),
      },
      Barge: { ...common, towedBy: ({ towedBy }: Row) => byId(VESSELS, towedBy) },
      Query: {
        vessels: (_: unknown, { first }: { first: number }) => [null, ...VESSELS.slice(0, first)],
        sureVessels: () => VESSELS,
        vessel: (_: unknown, { id }: Row) => byId(VESSELS, id),
        ships: (_: unknown, { filter }: { filter?: { minimum: number } | null }) =>
          VESSELS.filter(
            ({ __typename, tonnage }) => __typename === 'Ship' && (!filter || (tonnage as number) >= filter.minimum),
          ),
        ship: (_: unknown, { id }: Row) => (id === 'ship:0' ? fail('No zero') : byId(VESSELS, id)),
        things: () => [
          VESSELS[0],
          { __typename: 'Crate', id: 'crate:1' },
          null,
          VESSELS[3],
          { __typename: 'Crate', id: 'crate:404' },
        ],
        node: (_: unknown, { id }: { id: string }) =>
          byId(VESSELS, id) ?? (id.startsWith('crate') ? { __typename: 'Crate', id } : null),
        nodes: (_: unknown, { ids }: { ids: string[] }) =>
          ids.map((id) => byId(VESSELS, id) ?? (id.startsWith('crate') ? { __typename: 'Crate', id } : null)),
        echo: (_: unknown, given: Row) => JSON.stringify(given),
        fleet: () => ({ size: VESSELS.length, flagship: VESSELS[0], query: {} }),
        shared: () => 'shared',
      },
      Mutation: {
        rename: (_: unknown, { id, name }: Row) => {
          names.set(id, name);
          return byId(VESSELS, id);
        },
        count: () => ++count,
      },
    };
  },
};

const ports: Subgraph = {
  sdl: `${LINK}
    type Port @key(fields: "id") @key(fields: "code") {
      id: ID!
      code: String!
      title(lang: String = "de"): String!
      depth: Int
      vessels: [Vessel!]
      keeper: Captain @provides(fields: "rank registry { title }")
      neighbours: [Port]
    }
    type Vessel @key(fields: "id") @interfaceObject {
      id: ID!
      logbook: [Entry!]
      inspected: Boolean
      dimension: Dimension @external
      area: Float @requires(fields: "dimension { length beam }")
      berth: Port
    }
    type Entry { at: String! by: Captain vessel: Vessel! }
    type Dimension @shareable { length: Float beam: Float }
    type Captain @key(fields: "id registry { code }") {
      id: ID!
      registry: Registry!
      rank: String @external
      port: Port
    }
    type Registry @shareable { code: String! title: String @external }
    type Query {
      ports: [Port!]!
      port(code: String!): Port
      shared: String @shareable
      danger: String!
      perhaps: String
    }
    type Mutation { open(code: String!): Port close(code: String!): Boolean! }`,
  createResolvers: () => {
    const PORTS: readonly Row[] = [
      {
        id: 'p1',
        code: 'HL',
        title: 'Lübeck',
        depth: 9,
        keeper: { id: 'c1', registry: { code: 'HL', title: 'Rolle' }, rank: 'Vogt' },
      },
      { id: 'p2', code: 'DZ', title: 'Danzig', depth: null, keeper: null },
      {
        id: 'p3',
        code: 'RI',
        title: null,
        depth: 4,
        keeper: { id: 'c2', registry: { code: 'DZ', title: null }, rank: null },
      },
    ];
    const find = ({ id, code }: Row): Row | null =>
      PORTS.find((port) => (id === undefined ? port['code'] === code : port['id'] === id)) ?? null;
    return {
      Port: {
        __resolveReference: find,
        title: ({ title }: { title: string | null }, { lang }: { lang: string }) => title && `${title} (${lang})`,
        vessels: ({ id }: Row) => (id === 'p1' ? [{ id: 'ship:1' }, { id: 'barge:1' }, { id: 'ship:2' }] : null),
        neighbours: () => [PORTS[1], null, PORTS[2]],
      },
      Vessel: {
        __resolveReference: (reference: Row) => (reference['id'] === 'ship:3' ? null : reference),
        logbook: ({ id }: Row) =>
          id === 'barge:2'
            ? fail('The log is wet', { code: 'WET' })
            : [
                { at: '1398', by: { id: 'c1', registry: { code: 'HL' } }, vessel: { id } },
                { at: '1399', by: null, vessel: { id: 'ship:2' } },
              ],
        inspected: ({ id }: Row) => (id === 'ship:2' ? null : id === 'ship:1'),
        area: ({ dimension: known }: { dimension?: { length: number; beam: number } | null }) =>
          known ? known.length * known.beam : null,
        berth: ({ id }: Row) => (id === 'ship:1' ? PORTS[2] : null),
      },
      Captain: {
        __resolveReference: (reference: Row) => reference,
        port: ({ registry }: { registry: { code: string } }) =>
          PORTS.find(({ code }) => code === registry.code) ?? null,
      },
      Query: {
        ports: () => PORTS,
        port: (_: unknown, reference: Row) => find(reference),
        shared: () => 'shared',
        danger: () => fail('Storm'),
        perhaps: () => fail('Fog', { code: 'FOG' }),
      },
      Mutation: { open: (_: unknown, reference: Row) => find(reference), close: () => fail('Stuck') },
    };
  },
};

const people: Subgraph = {
  sdl: `${LINK}
    interface Person { id: ID! name: String! rank: String }
    type Captain implements Person @key(fields: "id registry { code }") {
      id: ID!
      registry: Registry!
      name: String!
      rank: String @shareable
      ships: [Ship]
      friends: [Person]
      crates: [Crate!]
    }
    type Sailor implements Person { id: ID! name: String! rank: String captain: Captain }
    type Registry @shareable { code: String! title: String }
    type Ship @key(fields: "id") {
      id: ID!
      tonnage: Int @external
      dimension: Dimension @external
      fee(currency: String! = "mark"): String @requires(fields: "tonnage dimension { length }")
      dues: Int! @requires(fields: "tonnage")
      manifest(by: [Kind!] = [DRY, WET]): String @external
      note: String @requires(fields: "manifest(by: [DRY])")
      crew: [Person!]
    }
    type Dimension @shareable { length: Float beam: Float }
    type Crate @key(fields: "id") {
      id: ID!
      weight: Int @external
      kind: Kind @external
      lift(with: Int! = 2): String @requires(fields: "weight kind")
    }
    enum Kind { DRY WET OLD }
    type Query {
      people: [Person]
      captain(id: ID!, code: String!): Captain
      search(text: String!): [Found!]
    }
    union Found = Captain | Sailor | Ship | Crate`,
  createResolvers: () => {
    const CAPTAINS: readonly Row[] = [
      {
        __typename: 'Captain',
        id: 'c1',
        registry: { code: 'HL', title: 'Lübecker Rolle' },
        name: 'Simon',
        rank: 'Vogt',
      },
      { __typename: 'Captain', id: 'c2', registry: { code: 'DZ', title: null }, name: null, rank: null },
    ];
    const SAILOR = { __typename: 'Sailor', id: 's1', name: 'Hein', rank: '', captain: CAPTAINS[0] };
    const find = ({ id, registry }: { id: unknown; registry: { code: unknown } }): Row | null =>
      CAPTAINS.find((one) => one['id'] === id && (one['registry'] as Row)['code'] === registry.code) ?? null;
    return {
      Captain: {
        __resolveReference: find,
        ships: ({ id }: Row) => (id === 'c1' ? [{ id: 'ship:1' }, null, { id: 'ship:3' }, { id: 'ship:404' }] : []),
        friends: ({ id }: Row) => (id === 'c1' ? [SAILOR, CAPTAINS[1], null] : [CAPTAINS[0]]),
        crates: () => [{ id: 'crate:1' }, { id: 'crate:2' }, { id: 'crate:404' }],
      },
      Ship: {
        __resolveReference: (reference: Row) => reference,
        fee: ({ tonnage, dimension: known }: Row, { currency }: Row) =>
          `${String(tonnage)} ${JSON.stringify(known)} ${String(currency)}`,
        note: ({ manifest }: Row) => `note of ${String(manifest)}`,
        dues: ({ tonnage }: Row) => (tonnage === null ? fail('No tonnage') : (tonnage as number) * 2),
        crew: ({ id }: Row) => (id === 'ship:1' ? [SAILOR, CAPTAINS[0]] : id === 'ship:2' ? [CAPTAINS[1]] : null),
      },
      Crate: {
        __resolveReference: (reference: Row) => reference,
        lift: ({ weight, kind }: Row, { with: hands }: Row) => `${String(weight)} ${String(kind)} ${String(hands)}`,
      },
      Query: {
        people: () => [...CAPTAINS, SAILOR, null],
        captain: (_: unknown, { id, code }: Row) => find({ id, registry: { code } }),
        search: () => [
          CAPTAINS[0],
          SAILOR,
          { __typename: 'Ship', id: 'ship:1' },
          { __typename: 'Crate', id: 'crate:3' },
        ],
      },
    };
  },
};

const cargo: Subgraph = {
  sdl: `${LINK}
    interface Node { id: ID! }
    enum Kind { DRY WET OLD }
    type Crate implements Node @key(fields: "id") {
      id: ID!
      label(case: Case! = PLAIN): String!
      weight: Int
      kind: Kind
      owner: Captain
      stack: [[Crate]]
      on: Ship
    }
    enum Case { PLAIN UPPER }
    type Captain @key(fields: "id registry { code }") {
      id: ID!
      registry: Registry!
      name: String! @external
      owed: Int!
      bill: String @requires(fields: "name registry { title }")
    }
    type Registry @shareable { code: String! title: String @external }
    type Ship @key(fields: "id") { id: ID! load: [Crate] heaviest: Crate! manifest(by: [Kind!] = [DRY, WET]): String }
    type Barge @key(fields: "id") { id: ID! load: [Crate!]! }
    type Query { crates(ids: [ID!]): [Crate] crate(id: ID!): Crate fleet: Fleet! @shareable }
    type Fleet @shareable { size: Int! }
    type Mutation { weigh(id: ID!, weight: Int!): Crate addCrates(given: [CrateInput!]!): [Crate] }
    input CrateInput { id: ID! case: Case = UPPER }`,
  createResolvers: () => {
    const weights = new Map<unknown, unknown>();
    const of = (id: unknown): Row | null => byId(CRATES, id);
    return {
      Crate: {
        __resolveReference: ({ id }: Row) =>
          id === 'crate:3' ? fail('The crate is nailed up', { code: 'NAILED' }) : of(id),
        label: ({ label }: { label: string }, given: Row) => {
          if (given['case'] !== 'UPPER') return label;
          return label === 'Herring' ? fail('Herring stinks') : label.toUpperCase();
        },
        weight: ({ id, weight }: Row) => weights.get(id) ?? weight,
        stack: ({ id }: Row) => (id === 'crate:1' ? [[of('crate:2'), null], null, [], [of('crate:1')]] : null),
        on: () => ({ id: 'ship:1' }),
      },
      Captain: {
        __resolveReference: (reference: Row) => reference,
        owed: ({ id }: Row) => (id === 'c1' ? 7 : fail('Owes too much')),
        bill: ({ name, registry }: Row) => `${String(name)} ${JSON.stringify(registry)}`,
      },
      Ship: {
        __resolveReference: (reference: Row) => (reference['id'] === 'ship:404' ? null : reference),
        load: ({ id }: Row) => (id === 'ship:1' ? [of('crate:1'), null, of('crate:3')] : []),
        heaviest: ({ id }: Row) => (id === 'ship:1' ? of('crate:1') : null),
        manifest: (_: unknown, { by }: { by: string[] }) => by.join(),
      },
      Barge: {
        __resolveReference: (reference: Row) => reference,
        load: ({ id }: Row) => (id === 'barge:1' ? [of('crate:2')] : [null]),
      },
      Query: {
        crates: (_: unknown, { ids }: { ids?: string[] | null }) => (ids ? ids.map(of) : CRATES),
        crate: (_: unknown, { id }: Row) => of(id),
        fleet: () => ({ size: 5 }),
      },
      Mutation: {
        weigh: (_: unknown, { id, weight }: Row) => {
          weights.set(id, weight);
          return of(id);
        },
        addCrates: (_: unknown, { given }: { given: { id: string }[] }) => given.map(({ id }) => of(id)),
      },
    };
  },
};

/**
 * A supergraph that has what federation has: entities with several, composite and nested keys, interfaces, an interface
 * that another subgraph knows as an object, unions, fields that require others, also with arguments, fields that are
 * provided, values that clients may not see, lists of lists, mutations; and data with nulls, unknown ids and errors in
 * nearly every place.
 */
export const HARBOUR: Readonly<Record<string, Subgraph>> = { ships, ports, people, cargo };
