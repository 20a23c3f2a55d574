import { conceptOf, expertsAskedFor, expertsEach } from './BenchNetwork';
import { hitsOf } from './bestExperts';
import { inventExpert } from './inventExpert';

it('gives an expert the experience that its hit rests on', () => {
  const network = { cities: 5, seed: 7, matches: 'even' } as const;
  const concepts = [{ terms: [{ concept: conceptOf(1), weight: 1000 }] }];
  const { hits } = hitsOf(network, 2, { concepts, first: 1000 });
  expect(hits.length).toBeGreaterThan(3);
  for (const { id, role, since, until, topic } of hits) {
    const { experiences } = inventExpert(network, 2, id.split(':')[2]!);
    expect(experiences).toMatchObject([{ role, since, until, topic: { id: topic } }]);
  }
});

it('has the first city of a skewed network know four fifths of those who are asked for, and all summaries tell the same', () => {
  for (const cities of [5, 20]) {
    const network = { cities, seed: 7, matches: 'skewed' } as const;
    const asked = Array.from({ length: cities }, (_, city) => expertsAskedFor(network, city));
    expect(asked[0]! / asked.reduce((sum, each) => sum + each)).toBe(0.8);
    expect(expertsEach(network)).toBe(asked[0]);
    const kinds = Array.from({ length: 5 }, (_, at) => inventExpert(network, 1, `question-01-${at + 1}`).kind);
    expect(kinds.filter((kind) => kind === 'POST')).toHaveLength(asked[1]!);
  }
});
