import { createFakeCity } from './test/createFakeCity';
import { createFakeNetwork } from './test/createFakeNetwork';

const topics = [{ key: 't', concept: 'concept:mobility', mapping: 'EXACT_MATCH' as const }];
const gera = createFakeCity('gera', [{ type: 'staff', key: '1', role: 'LED', topics }]);

const ask = async (text: string) => {
  const network = createFakeNetwork({ cities: [gera] });
  await network.summarise();
  const query = `{ experts(text: "${text}") { totalCount understood { kind } didYouMean { id } expansion { id } } }`;
  const { data, errors } = await network.execute(query);
  expect(errors).toBeUndefined();
  return data.experts;
};

test('of a text that names no concept the nearest are offered, and none of them is searched for', async () => {
  expect(await ask('mobiles')).toEqual({
    totalCount: 0,
    understood: [{ kind: 'WORD' }],
    didYouMean: [{ id: 'concept:mobility' }],
    expansion: [],
  });
});

test('of a text that names one, none is offered', async () => {
  expect(await ask('mobility')).toMatchObject({ totalCount: 1, didYouMean: [] });
});
