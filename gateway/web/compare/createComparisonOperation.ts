import type { QueryOperation } from '../Query';
import { SUBJECT_COUNTS } from '../search/subjectCounts';
import { COUNTED_LISTS } from './Comparison';
import { LIKENESS } from './likeness';

/** Subjects on which cities are compared, which is as many as the API counts at once. */
export const MOST_SUBJECTS = 100;
/** Of a city: more are few, and what they map to is most often named before. */
const MOST_TOPICS = 100;
const SIMILAR = 8;
const CHOICES = 100;

const CITY = `{
  id name country population connected status languages
  alliances { id name }
  ${COUNTED_LISTS.map((list) => `${list}(first: 1) { totalCount }`).join(' ')}
  topics(first: ${MOST_TOPICS}) { totalCount nodes { mappings { concept { id } } } }
}`;

/** The name under which the answer has the city at a place, counted from 0. */
export const nameAt = (place: number): string => `city${place}`;

/**
 * The GraphQL operation that asks cities what they are and how much they have, which cities are like the first of them, and which there are
 * to choose from. Without a city, only the latter.
 */
export function createComparisonOperation(cities: readonly string[], lang: string): QueryOperation {
  const places = cities.map((_, place) => `$${nameAt(place)}: ID!`).join(' ');
  const query = `query Compare${cities.length === 0 ? '' : `(${places} $lang: String)`} {
  choices: cities(first: ${CHOICES}, filter: { connected: true }) { totalCount nodes { id name } }
  ${cities.length === 0 ? '' : `similar: similarCities(city: $${nameAt(0)}, first: ${SIMILAR}) { notCounted edges { score node { id name connected } ${LIKENESS} } }`}
  ${cities.map((_, place) => `${nameAt(place)}: city(id: $${nameAt(place)}) ${CITY}`).join('\n  ')}
}
`;
  if (cities.length === 0) return { query, variables: {} };
  return { query, variables: { ...Object.fromEntries(cities.map((id, place) => [nameAt(place), id])), lang } };
}

const LANDSCAPE = `query ComparedSubjects($concepts: [ID!]!, $cities: [ID!]!, $first: Int!, $lang: String) {
  landscape(concepts: $concepts, groupBy: CITY, narrower: true, filter: { cities: $cities }, first: $first) {
    counted notCounted summariesAsOf
    nodes { concept { id label(lang: $lang) } city { id } ${SUBJECT_COUNTS} }
  }
}
`;

/** The GraphQL operation that counts what cities have on some subjects and the narrower ones, without asking any of them. */
export function createLandscapeOperation(
  concepts: readonly string[],
  cities: readonly string[],
  lang: string,
): QueryOperation {
  const first = concepts.length * cities.length;
  return { query: LANDSCAPE, variables: { concepts, cities, first, lang } };
}
