import type { GraphQLResolveInfo } from 'graphql';
import type { Reference } from '../contract/ids';
import { adaptedBy } from './adaptations/adaptedBy';
import type { AdaptationList, AdaptedByArguments } from './adaptations/adaptedBy';
import { experts, programmes, offers } from './kinds';
import type { SearchArguments, SearchFilter } from './question/readSearchArguments';
import { search } from './search';
import type { SearchConnection } from './search';
import type { SearchContext } from './SearchContext';
import { optionsOf } from './optionsOf';
import type { SearchDependencies } from './SearchDependencies';
import type { ConceptCitiesArguments, ConceptCityConnection } from './counts/citiesOnConcept';
import { citiesOnConcept } from './counts/citiesOnConcept';
import type { SearchableNetwork } from './SearchSources';
import type { Features, SearchKind } from './kinds';
import type { NeedMatch } from './matches/matches';

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
      search(experts, { ...args, concepts: [id] }, context, dependencies, optionsOf(info)),

    programmes: (
      { id }: Concept,
      args: SearchBelowConcept,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection> =>
      search(programmes, { ...args, concepts: [id] }, context, dependencies, optionsOf(info)),

    cities: ({ id }: Concept, args: ConceptCitiesArguments, context: SearchContext): Promise<ConceptCityConnection> =>
      citiesOnConcept(id, args, context, dependencies),
  };
}

interface Alliance {
  readonly id: string;
}

/** `Alliance` of the API, as far as it is searched in. */
export function createAllianceResolvers(dependencies: SearchDependencies) {
  return {
    __resolveReference: ({ id }: Alliance): Alliance | null =>
      dependencies.network().alliances.has(id) ? { id } : null,

    experts: (
      { id }: Alliance,
      args: SearchArguments,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection> =>
      search(experts, { ...args, filter: amongMembers(id, args.filter ?? {}) }, context, dependencies, {
        ...optionsOf(info),
        without: hasAlliances(args.filter) ? outsiders(id, dependencies.network()) : new Set(),
      }),
  };
}

/** The client's conditions, and membership beside them. */
function amongMembers(allianceId: string, filter: SearchFilter): SearchFilter {
  return hasAlliances(filter) ? filter : { ...filter, alliances: [allianceId] };
}

/** A client that names alliances itself means the members that are in one of those too. */
function hasAlliances(filter: SearchFilter | null | undefined): boolean {
  return (filter?.alliances ?? []).length > 0;
}

function outsiders(allianceId: string, { cities }: SearchableNetwork): ReadonlySet<string> {
  return new Set([...cities.values()].flatMap(({ id, allianceIds }) => (allianceIds.includes(allianceId) ? [] : [id])));
}

/** `Programme` of the API, as far as other cities are searched for it. */
export function createProgrammeResolvers(dependencies: SearchDependencies) {
  return {
    __resolveReference: (reference: Reference): Reference => reference,

    adaptedBy: ({ id }: Reference, args: AdaptedByArguments, context: SearchContext): Promise<AdaptationList> =>
      adaptedBy(id, args, context, dependencies),
  };
}

interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `NeedMatch` of the API: each search runs only when it is selected. */
export function createNeedMatchResolvers(dependencies: SearchDependencies) {
  const searchWith =
    <F extends Features>(kind: SearchKind<F>) =>
    async (
      { concepts, cityId }: NeedMatch,
      { first, after }: Page,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection | null> => {
      if (concepts.length === 0) return null;
      const question = { concepts: concepts.map(({ id }) => id), first, after };
      return search(kind, question, context, dependencies, {
        ...optionsOf(info),
        without: new Set([cityId]),
      });
    };
  return { experts: searchWith(experts), programmes: searchWith(programmes), offers: searchWith(offers) };
}
