import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('staff', { key: '1', name: 'Ada' }, { key: '2', name: 'Ben' });
  await city.insert('staff', { key: 'network', visibility: 'NETWORK' }, { key: 'internal', visibility: 'INTERNAL' });
  await city.insert('programme', { key: 'p', title: 'Programme' });
  await city.insert('exchange', { key: 'e', title: 'Exchange', host_id: 'gera', guest_ids: ['jena', 'suhl'] });
  await city.insert('topic', { key: 't', labels: { de: 'Wohnen', en: 'Housing' } });
  await city.insert('need', { key: 'n', title: 'Need' });
  await city.insert('need_topic', { need_key: 'n', topic_key: 't' });
  await city.insert('offer', { key: 'o', title: 'Offer' });
});
afterAll(() => city.close());

async function entities(...references: readonly object[]): Promise<Answer> {
  const { _entities } = await city.data(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on City { id staff { totalCount } }
        ... on Staff { id name }
        ... on Programme { id title }
        ... on Exchange { id title hostId guestIds }
        ... on Topic { id label }
        ... on Need { id title }
        ... on Offer { id title }
      }
    }`,
    { representations: references },
  );
  return _entities;
}

const staff = (id: unknown) => ({ __typename: 'Staff', id });

describe('_entities', () => {
  it('answers every type of the contract in the order of the references', async () => {
    expect(
      await entities(
        { __typename: 'Offer', id: 'gera:offer:o' },
        { __typename: 'City', id: 'gera' },
        staff('gera:staff:2'),
        { __typename: 'Programme', id: 'gera:programme:p' },
        staff('gera:staff:1'),
        { __typename: 'Exchange', id: 'gera:exchange:e' },
        { __typename: 'Topic', id: 'gera:topic:t' },
        { __typename: 'Need', id: 'gera:need:n' },
        staff('gera:staff:2'),
      ),
    ).toEqual([
      { __typename: 'Offer', id: 'gera:offer:o', title: 'Offer' },
      { __typename: 'City', id: 'gera', staff: { totalCount: 2 } },
      { __typename: 'Staff', id: 'gera:staff:2', name: 'Ben' },
      { __typename: 'Programme', id: 'gera:programme:p', title: 'Programme' },
      { __typename: 'Staff', id: 'gera:staff:1', name: 'Ada' },
      {
        __typename: 'Exchange',
        id: 'gera:exchange:e',
        title: 'Exchange',
        hostId: 'gera',
        guestIds: ['jena', 'suhl'],
      },
      { __typename: 'Topic', id: 'gera:topic:t', label: 'Wohnen' },
      { __typename: 'Need', id: 'gera:need:n', title: 'Need' },
      { __typename: 'Staff', id: 'gera:staff:2', name: 'Ben' },
    ]);
  });

  it('answers null in its place for an id that is unknown, hidden, foreign, of another type or malformed', async () => {
    const names = (
      await entities(
        staff('gera:staff:1'),
        staff('gera:staff:unknown'),
        staff('gera:staff:network'),
        staff('gera:staff:internal'),
        staff('jena:staff:1'),
        staff('gera:programme:p'),
        staff('gera:staff:'),
        staff('gera:staff:1:2'),
        staff("gera:staff:1' OR TRUE"),
        staff('gera:staff:1\0'),
        staff('1'),
        staff(''),
        staff(1),
        staff(null),
        { __typename: 'Staff' },
        { __typename: 'City', id: 'jena' },
        { __typename: 'City', id: ['gera'] },
        staff('gera:staff:2'),
      )
    ).map((entity: Answer) => entity?.name ?? null);
    expect(names).toEqual(['Ada', ...Array.from({ length: 16 }, () => null), 'Ben']);
  });
});
