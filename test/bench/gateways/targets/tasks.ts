import { cityIdOf } from '../../scale/NetworkPlan';
import { conceptOf, PAGE, SKEWED_FILTER, typedFieldOf } from '../network/BenchNetwork';
import type { BenchNetwork } from '../network/BenchNetwork';
import { bestExperts } from '../network/bestExperts';
import { inventExpert } from '../network/inventExpert';
import type { Task } from './Target';

/** What a page of results shows, in about 16 KB. */
const SEARCH = `query ($concepts: [ID!]!, $filter: ExpertFilter, $first: Int!) {
  experts(concepts: $concepts, filter: $filter, first: $first) {
    totalCount
    nodes { ${expertFields('id name')} }
    pageInfo { hasNextPage }
    coverage { asked answered complete }
  }
}`;

/** The best experts of all cities, ranked. */
export function searchTask(network: BenchNetwork): Task {
  const cities = [...Array(network.cities).keys()];
  const filter = network.matches === 'skewed' ? { filter: SKEWED_FILTER } : {};
  return {
    bodyOf: (question) =>
      JSON.stringify({ query: SEARCH, variables: { concepts: [conceptOf(question)], ...filter, first: PAGE } }),
    expected(question) {
      const found = bestExperts(network, question, cities);
      const experts = {
        totalCount: found.length,
        nodes: found.slice(0, PAGE).map(({ city, key }) => ({
          ...inventExpert(network, city, key),
          city: { id: cityIdOf(city), name: `City ${city + 1}` },
        })),
        pageInfo: { hasNextPage: found.length > PAGE },
        coverage: { asked: cities.length, answered: cities.length, complete: true },
      };
      return { data: { experts } };
    },
  };
}

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

/** All that is asked of an expert, everywhere the same but for what is asked of its city. */
function expertFields(cityFields: string): string {
  return `id kind name role department languages source updatedAt
    contact { email phone url }
    city { ${cityFields} }
    experiences {
      role since until summary source
      topic { id label }
      programme { id title status }
    }`;
}
