import { housingVocabulary } from '../housingVocabulary';
import { inventedCity, lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB' })),
      alliances: [{ id: 'north', name: 'Cities of the North', cities: ['ashford', 'birkdale'] }],
    },
    content: {
      ashford: {
        ...inventedCity('ashford', 1),
        'programmes.csv': lines('key,title,good_practice,topics,visibility', 'homes,New homes,false,plans,PUBLIC'),
        'exchanges.csv': lines(
          'key,kind,title,participants_approximate,host,guests,topics,visibility',
          'visit,STUDY_VISIT,A visit,false,ashford,birkdale,plans,PUBLIC',
        ),
        'needs.csv': lines('key,title,topics,visibility', 'advice,Advice on plans,plans,PUBLIC'),
        'offers.csv': lines('key,kind,title,topics,visibility', 'tour,VISIT,A tour,plans,PUBLIC'),
      },
    },
  });
}, 60_000);

afterAll(() => network.close());

const anyRecord = `query ($id: ID!) {
  node(id: $id) {
    __typename id
    ... on Staff { title: name } ... on Programme { title } ... on Topic { title: label } ... on Exchange { title }
    ... on Need { title } ... on Offer { title } ... on City { title: name } ... on Alliance { title: name }
    ... on Concept { title: label }
  }
}`;

test.each([
  ['ashford:staff:unit-1', 'Staff', 'Ashford unit 1'],
  ['ashford:programme:homes', 'Programme', 'New homes'],
  ['ashford:topic:plans', 'Topic', 'Our housing plans'],
  ['ashford:exchange:visit', 'Exchange', 'A visit'],
  ['ashford:need:advice', 'Need', 'Advice on plans'],
  ['ashford:offer:tour', 'Offer', 'A tour'],
  ['ashford', 'City', 'ashford'],
  ['alliance:north', 'Alliance', 'Cities of the North'],
  ['concept:housing', 'Concept', 'Housing'],
])('node finds %s', async (id, type, title) => {
  const { data, errors } = await network.query(anyRecord, { id });
  expect(errors).toBeUndefined();
  expect(data.node).toEqual({ __typename: type, id, title });
});

test.each([
  ['ashford:staff:nobody'],
  ['ashford:programme:none'],
  ['concept:unheard-of'],
  ['alliance:unheard-of'],
  // In the network, but without a server it owns nothing.
  ['birkdale:staff:anyone'],
])('node is null for %s, which its owner does not know', async (id) => {
  const { data, errors } = await network.query(anyRecord, { id });
  expect(errors).toBeUndefined();
  expect(data.node).toBeNull();
});

test.each([['atlantis'], ['atlantis:staff:1'], ['ashford:dragon:1'], ['ashford:staff:'], [''], ['ASHFORD:staff:1']])(
  'node refuses %p with an error',
  async (id) => {
    const { data, errors } = await network.query(anyRecord, { id });
    expect(data.node).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
  },
);

test('nodes keeps the order, with null for what is not known and an error for what cannot be', async () => {
  const { data, errors } = await network.query(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, {
    ids: ['concept:parks', 'ashford:staff:nobody', 'ashford:staff:unit-1', 'atlantis:staff:1', 'ashford'],
  });
  expect(data.nodes).toEqual([{ id: 'concept:parks' }, null, { id: 'ashford:staff:unit-1' }, null, { id: 'ashford' }]);
  expect(errors).toHaveLength(1);
  expect(errors![0]!.path).toEqual(['nodes', 3]);
});
