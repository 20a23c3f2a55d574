import { LACKING } from '../../contract/AskCity';
import type { AskCity } from '../../contract/AskCity';
import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';

const topics: FakeRecord['topics'] = [{ key: 'housing', concept: 'concept:housing', mapping: 'EXACT_MATCH' }];
const records: readonly FakeRecord[] = [
  { type: 'staff', key: '1', role: 'LED', topics },
  { type: 'programme', key: '1', topics },
];
const cities = ['gera', 'jena'].map((id) => createFakeCity(id, records));

test('a city whose version cannot be asked a question has refused that question, and answers the one beside it', async () => {
  const message = 'It serves an earlier version of the contract, and cannot be asked for "near".';
  // As the hub completes the reply to a request out of which it left a field of the root.
  const lagging: AskCity = async (_, operation) => {
    const reply = await cities[0]!.answer(operation);
    const key = /(\w+): staffHits/.exec(operation.query)?.[1] ?? 'staffHits';
    if (reply.status !== 'ANSWERED') return reply;
    const data = Object.fromEntries(Object.entries(reply.data).filter(([name]) => name !== key));
    return { ...reply, data, errors: [{ message, path: [key], extensions: { code: LACKING } }] };
  };
  const network = createFakeNetwork({ cities, misbehave: { gera: lagging } });
  const { data } = await network.execute(`{
    experts(concepts: ["concept:housing"]) {
      nodes { id }
      coverage { complete cities { city { id } status hits message } }
    }
    programmes(concepts: ["concept:housing"]) { totalCount coverage { complete } }
  }`);
  expect(data).toEqual({
    experts: {
      nodes: [{ id: 'jena:staff:1' }],
      coverage: {
        complete: false,
        cities: [
          { city: { id: 'gera' }, status: 'REFUSED', hits: null, message },
          { city: { id: 'jena' }, status: 'ANSWERED', hits: 1, message: null },
        ],
      },
    },
    programmes: { totalCount: 2, coverage: { complete: true } },
  });
});
