import { cityIdOf } from '../../scale/NetworkPlan';
import { bestExperts } from '../network/bestExperts';
import type { BenchNetwork } from '../network/BenchNetwork';
import { conceptOf, PAGE } from '../network/BenchNetwork';
import { inventExpert } from '../network/inventExpert';
import type { Task } from './Target';
import { expertFields } from './expertFields';

/** What a page of results shows, in about 16 KB. */
const query = `query ($concepts: [ID!]!, $first: Int!) {
  experts(concepts: $concepts, first: $first) {
    totalCount
    nodes { ${expertFields('id name')} }
    pageInfo { hasNextPage }
    coverage { asked answered complete }
  }
}`;

/** The best experts of all cities, ranked. */
export function searchTask(network: BenchNetwork): Task {
  const cities = [...Array(network.cities).keys()];
  return {
    bodyOf: (question) => JSON.stringify({ query, variables: { concepts: [conceptOf(question)], first: PAGE } }),
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
