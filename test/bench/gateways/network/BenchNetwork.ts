import { writeFile } from 'node:fs/promises';
import { cityIdOf } from '../../scale/NetworkPlan';

/** Cities that all know something of each of some concepts, and are invented: the same seed gives the same. */
export interface BenchNetwork {
  /** How many cities there are, numbered from 0. They are called as in the scale bench. */
  readonly cities: number;
  readonly seed: number;
  readonly matches: Matches;
}

/**
 * Who has the experts that a question is about. `even`: all cities as many. `skewed`: the first one has 80 % of those that
 * pass the question's filter, and nothing in the cities' summaries tells so.
 */
export type Matches = 'even' | 'skewed';

/** What a question of a skewed network asks for beside its concept. */
export const SKEWED_FILTER = { kinds: ['POST'] };

/** There is a concept for each question, so that no two that are under way are the same. */
export const QUESTIONS = 30;

/** Of all experts on a concept, those that an answer shows. */
export const PAGE = 20;

/** Experts on each concept in an even network, which has a number of cities that divides it. */
const EXPERTS = 60;

/** In a skewed network, those of all cities but the first: a fifth of all that pass the filter. */
const EXPERTS_OF_OTHERS = 12;

export function conceptOf(question: number): string {
  return `concept:question-${String(question).padStart(2, '0')}`;
}

/** Experts of a city on each concept, as its summary tells. */
export function expertsEach(network: BenchNetwork): number {
  return network.matches === 'even' ? EXPERTS / network.cities : expertsAskedFor(network, 0);
}

/** Of these, those that a question asks for: they come first by their numbers. */
export function expertsAskedFor(network: BenchNetwork, city: number): number {
  if (network.matches === 'even') return expertsEach(network);
  const others = network.cities - 1;
  const each = Math.max(1, Math.floor(EXPERTS_OF_OTHERS / others));
  return city === 0 ? 4 * each * others : each;
}

/** A city as names of GraphQL types begin: `City00001`. */
export function typePrefixOf(city: number): string {
  return cityIdOf(city).replace('city-', 'City');
}

/** The field that asks one city where each has its own types: `city00001Experts`. */
export function typedFieldOf(city: number): string {
  return `${cityIdOf(city).replace('-', '')}Experts`;
}

/** Writes a vocabulary of the concepts that questions are about. */
export async function writeQuestions(file: string): Promise<void> {
  const concepts = Array.from({ length: QUESTIONS }, (_, question) => {
    const slug = conceptOf(question).slice('concept:'.length);
    return `<https://hanse.example/concept/${slug}> a skos:Concept ;
    skos:prefLabel "Frage ${question}"@de, "question ${question}"@en, "vraag ${question}"@nl .`;
  });
  await writeFile(file, ['@prefix skos: <http://www.w3.org/2004/02/skos/core#> .', ...concepts, ''].join('\n'));
}
