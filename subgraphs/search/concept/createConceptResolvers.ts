import type { GraphQLResolveInfo } from 'graphql';
import { selectsFacets } from '../facets/selectsFacets';
import { experts } from '../kind/experts';
import { programmes } from '../kind/programmes';
import type { SearchArguments } from '../question/readSearchArguments';
import { search } from '../search';
import type { SearchConnection } from '../search';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { ConceptCitiesArguments, ConceptCityConnection } from './citiesOnConcept';
import { citiesOnConcept } from './citiesOnConcept';

interface Concept {
  readonly id: string;
}

/** A search below a concept has no question of its own: it is the concept. */
type SearchBelowConcept = Omit<SearchArguments, 'concepts' | 'match' | 'text'>;

/** `Concept` of the API, as far as it is searched by. */
export function createConceptResolvers(dependencies: SearchDependencies) {
  return {
    /** Null for a concept that a city knows and this vocabulary does not. */
    __resolveReference: ({ id }: Concept): Concept | null => (dependencies.vocabulary.has(id) ? { id } : null),

    experts: (
      { id }: Concept,
      args: SearchBelowConcept,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection> =>
      search(experts, { ...args, concepts: [id] }, context, dependencies, { wantsFacets: selectsFacets(info) }),

    programmes: (
      { id }: Concept,
      args: SearchBelowConcept,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection> =>
      search(programmes, { ...args, concepts: [id] }, context, dependencies, { wantsFacets: selectsFacets(info) }),

    cities: ({ id }: Concept, args: ConceptCitiesArguments, context: SearchContext): Promise<ConceptCityConnection> =>
      citiesOnConcept(id, args, context, dependencies),
  };
}
