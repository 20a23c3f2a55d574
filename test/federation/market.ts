import type { Subgraph } from './bothEngines';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible"
])`;

type Row = Readonly<Record<string, unknown>>;

const SELLER = { __typename: 'Seller', id: 's1', label: 'Grete', count: 2, active: true, rating: 'GOOD' };
const BUYER = { __typename: 'Buyer', id: 'b1', label: 'Karl', count: null, active: true, rating: 'ANCIENT' };
const ACCOUNTS: readonly Row[] = [SELLER, BUYER];

/** Knows both accounts as its own, and one of two kinds of goods. */
const stalls: Subgraph = {
  sdl: `${LINK}
    type Seller @key(fields: "id") {
      id: ID @shareable
      label: String @shareable
      count: Int @shareable
      active: Boolean @shareable
    }
    type Buyer @key(fields: "id") {
      id: ID! @shareable
      label: String @shareable
      count: Int @shareable
      active: Boolean @shareable
    }
    union Goods = Cloth | Amber
    type Cloth { title: String! @shareable colour: String @shareable }
    type Amber @key(fields: "id") { id: ID! title: String! @shareable }
    enum Rating { GOOD BAD ANCIENT @inaccessible }
    type Query {
      sellers: [Seller] @shareable
      goods: Goods @shareable
      shelf: [[Goods!]]
      baskets: [Basket!]
      moved: String
    }
    type Basket @key(fields: "code { number letter }") { code: Code content: Content }
    type Code @shareable { number: Int letter: String }
    interface Content { weight: Int }
    type Fish implements Content { weight: Int bones: Int }
    type Beer implements Content { weight: Int proof: Float keg: Keg }
    type Keg { hoops: Int }`,
  createResolvers: () => ({
    Seller: { __resolveReference: ({ id }: Row) => (id === 's1' ? SELLER : null) },
    Buyer: { __resolveReference: ({ id }: Row) => (id === 'b1' ? BUYER : null) },
    Amber: { __resolveReference: ({ id }: Row) => ({ id, title: `Amber ${String(id)}` }) },
    Query: {
      sellers: () => [SELLER, null, { id: null, label: null }],
      goods: () => ({ __typename: 'Amber', id: 'a1', title: 'Amber a1' }),
      shelf: () => [[{ __typename: 'Amber', id: 'a2', title: 'x' }], null, [{ __typename: 'Cloth', title: 'y' }]],
      baskets: () => [
        { code: { number: 1, letter: 'a' }, content: { __typename: 'Fish', weight: 3, bones: 0 } },
        {
          code: { number: 2, letter: null },
          content: { __typename: 'Beer', weight: 0, proof: 4.5, keg: { hoops: 6 } },
        },
        { code: null, content: null },
        { code: { number: 3, letter: 'c' }, content: null },
      ],
      moved: () => 'from here',
    },
  }),
};

/** Knows the accounts as of one union, with fields of other types than `stalls`. */
const accounts: Subgraph = {
  sdl: `${LINK}
    union Account = Seller | Buyer
    type Seller @key(fields: "id") {
      id: ID! @shareable
      label: String @shareable
      count: Int! @shareable
      active: Boolean! @shareable
      rating: Rating
      like: [Account!]!
    }
    type Buyer @key(fields: "id") {
      id: ID @shareable
      label: String! @shareable
      count: Int @shareable
      active: Boolean @shareable
      rating: Rating
      like: [Account!]!
    }
    enum Rating { GOOD BAD ANCIENT }
    union Goods = Cloth | Wax
    type Cloth { title: String! @shareable colour: String @shareable }
    type Wax { title: String! }
    type Basket @key(fields: "code { number letter }") {
      code: Code
      content: Content @external
      carrier: Account
      heavy: String @requires(fields: "content { weight ... on Fish { bones } ... on Beer { proof keg { hoops } } }")
    }
    type Code @shareable { number: Int letter: String }
    interface Content { weight: Int }
    type Fish implements Content { weight: Int @external bones: Int @external }
    type Beer implements Content { weight: Int @external proof: Float @external keg: Keg @external }
    type Keg { hoops: Int @external }
    type Query {
      accounts: [Account]
      sellers: [Seller] @shareable
      goods: Goods @shareable
      moved: String @override(from: "stalls")
    }`,
  createResolvers: () => {
    const like = (): unknown[] => [SELLER, { ...BUYER, label: 'Anna', count: 4 }];
    return {
      Seller: { __resolveReference: ({ id }: Row) => (id === 's1' ? SELLER : null), like },
      Buyer: { __resolveReference: ({ id }: Row) => (id === 'b1' ? BUYER : null), like },
      Basket: {
        __resolveReference: (reference: Row) => reference,
        carrier: ({ code }: { code: { number: number } }) => ACCOUNTS[code.number % 2],
        heavy: ({ content }: Row) => JSON.stringify(content ?? null),
      },
      Query: {
        accounts: () => [SELLER, BUYER, null],
        sellers: () => [SELLER, null, { id: null, label: null }],
        goods: () => ({ __typename: 'Wax', title: 'Wax' }),
        moved: () => 'to there',
      },
    };
  },
};

/** Two types that are called alike in two subgraphs, unions of which each subgraph has other members, a field that moved. */
export const MARKET: Readonly<Record<string, Subgraph>> = { stalls, accounts };
