import { cityIdOf } from '../../scale/NetworkPlan';
import { bestExperts } from '../network/bestExperts';
import type { BenchNetwork } from '../network/BenchNetwork';
import { conceptOf, PAGE, typedFieldOf } from '../network/BenchNetwork';
import { inventExpert } from '../network/inventExpert';
import type { Task } from './Target';
import { expertFields } from './expertFields';

/**
 * As many experts, asked of types per city: of each city its best, all in one round. Which of them are the best of all, and
 * what their cities are called, the client has to find out.
 */
export function typedTask(network: BenchNetwork): Task {
  const cities = [...Array(network.cities).keys()];
  const first = PAGE / network.cities;
  const query = `query ($concept: ID!, $first: Int!) {
  ${cities.map((city) => `${typedFieldOf(city)}(concept: $concept, first: $first) { ...Expert }`).join('\n  ')}
  cities { id name }
}
fragment Expert on Staff { ${expertFields('id')} }`;
  return {
    bodyOf: (question) => JSON.stringify({ query, variables: { concept: conceptOf(question), first } }),
    expected(question) {
      const fields = cities.map((city) => [
        typedFieldOf(city),
        bestExperts(network, question, [city])
          .slice(0, first)
          .map(({ key }) => inventExpert(network, city, key)),
      ]);
      const names = cities.map((city) => ({ id: cityIdOf(city), name: `City ${city + 1}` }));
      return { data: { ...Object.fromEntries(fields), cities: names } };
    },
  };
}
