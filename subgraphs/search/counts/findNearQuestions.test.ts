import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetworkOptions } from '../test/createFakeNetwork';

const about = (concept: string, more: Partial<FakeRecord> = {}): FakeRecord => {
  const topics = [{ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' as const }];
  return { type: 'staff', key: concept, role: 'LED', topics, ...more };
};

const near = async (question: string, options: Partial<FakeNetworkOptions> = {}) => {
  const network = createFakeNetwork({
    cities: [
      createFakeCity('ashford', [about('housing'), about('mobility', { type: 'programme' })]),
      createFakeCity('bury', [about('housing'), about('youth-work', { visibility: 'NETWORK' })]),
      createFakeCity('corby', [about('youth')]),
    ],
    ...options,
  });
  await network.summarise();
  const { data, errors } = await network.execute(
    `{ experts(${question}) { totalCount nearQuestions { kind concept { id } everywhere cities } coverage { asked } } }`,
  );
  expect(errors).toBeUndefined();
  expect(network.calls).toHaveLength(data.experts.coverage.asked);
  return data.experts.nearQuestions;
};

const staffOn = (concept: string, cities: number) => ({
  ...{ kind: 'EXPERTS', everywhere: false, cities },
  concept: { id: `concept:${concept}` },
});
const asAsked = { concept: null, everywhere: false };

test('of two subjects that no city has together, each is one by itself, that of more cities first', async () => {
  expect(await near('concepts: ["concept:youth", "concept:housing"], match: ALL')).toEqual([
    staffOn('housing', 2),
    staffOn('youth', 1),
  ]);
});

test('the same question is asked with the kinds of which there are records', async () => {
  expect(await near('text: "mobility"')).toEqual([{ kind: 'PROGRAMMES', ...asAsked, cities: 1 }]);
});

test('without a hit, the broader subject is near', async () => {
  expect(await near('text: "homelessness"')).toEqual([staffOn('housing', 2)]);
});

test('what a condition on cities leaves out is told, beside what it does not', async () => {
  const everywhere = [{ kind: 'EXPERTS', concept: null, everywhere: true, cities: 1 }];
  expect(await near('text: "youth", filter: { cities: ["ashford"] }')).toEqual(everywhere);
  expect(await near('text: "youth Ashford"')).toEqual(everywhere);
  expect(await near('text: "homelessness Ashford"')).toEqual([staffOn('housing', 1)]);
  expect(await near('text: "homelessness Corby"')).toEqual([{ ...staffOn('housing', 2), everywhere: true }]);
});

test('what only members may see is near for them alone', async () => {
  const cities = [createFakeCity('bury', [about('youth', { visibility: 'NETWORK' })])];
  const question = 'concepts: ["concept:youth", "concept:housing"], match: ALL';
  expect(await near(question, { cities })).toEqual([]);
  expect(await near(question, { cities, anonymous: false })).toEqual([staffOn('youth', 1)]);
});

test('where words named nothing, those that may be meant are near as far as cities have them', async () => {
  expect(await near('text: "mobiles"')).toEqual([]);
  expect(await near('text: "yout"')).toEqual([staffOn('youth', 1)]);
});

test('where something was found, nothing is near, and a city that found nothing is not named again', async () => {
  expect(await near('text: "housing"')).toEqual([]);
  expect(await near('text: "housing", filter: { roles: [HOSTED] }')).toEqual([]);
});
