import { GROUPINGS } from './groupCounts';

const classOf = (population: number | undefined) => {
  const city = { id: 'gera', country: 'DE', connected: true, allianceIds: [], languages: [], population };
  const [key = ''] = GROUPINGS.POPULATION.keysOf(city);
  return GROUPINGS.POPULATION.groupOf(key).population;
};

test.each([
  [0, { min: 0, below: 50_000 }],
  [49_999, { min: 0, below: 50_000 }],
  [50_000, { min: 50_000, below: 100_000 }],
  [4_999_999, { min: 1_000_000, below: 5_000_000 }],
  [5_000_000, { min: 5_000_000, below: null }],
  [undefined, null],
])('a city of %p inhabitants is in the class %j', (population, expected) => {
  expect(classOf(population)).toEqual(expected);
});
