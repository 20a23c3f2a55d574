import { conceptOf } from './BenchNetwork';
import { hitsOf } from './bestExperts';
import { inventExpert } from './inventExpert';

it('gives an expert the experience that its hit rests on', () => {
  const network = { cities: 5, seed: 7 };
  const concepts = [{ terms: [{ concept: conceptOf(1), weight: 1000 }] }];
  const { hits } = hitsOf(network, 2, { concepts, first: 1000 });
  expect(hits.length).toBeGreaterThan(3);
  for (const { id, role, since, until, topic } of hits) {
    const { experiences } = inventExpert(network, 2, id.split(':')[2]!);
    expect(experiences).toMatchObject([{ role, since, until, topic: { id: topic } }]);
  }
});
