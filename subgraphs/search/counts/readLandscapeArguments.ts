import { z } from 'zod';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import type { CityFilter } from '../choice/Candidates';
import { unpackCursor } from '../../contract/cursor';
import type { CityConditions } from '../question/readCityFilter';
import { readCityFilter } from '../question/readCityFilter';
import type { SearchableNetwork, SearchVocabulary } from '../SearchSources';
import type { GroupingName } from './groupCounts';

/** The arguments of `landscape`, as GraphQL hands them over. */
export interface LandscapeArguments {
  readonly concepts: readonly string[];
  readonly groupBy: GroupingName;
  readonly narrower?: boolean;
  readonly filter?: CityConditions | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A place in a landscape: right behind the count of this concept and group. */
export interface LandscapePosition {
  readonly concept: string;
  /** The key of the group. */
  readonly group: string;
}

export interface LandscapeRequest {
  /** Known ones, each once, in the order asked for. */
  readonly concepts: readonly string[];
  readonly groupBy: GroupingName;
  /** Whether what is narrower counts, too. */
  readonly narrower: boolean;
  readonly filter: CityFilter;
  readonly first: number;
  readonly after: LandscapePosition | null;
}

const MAX_CONCEPTS = 100;
const FIRST = { fallback: 100, max: 1000 };
const NONE: ReadonlySet<never> = new Set<never>();

const cursorShape = z.tuple([z.literal('landscape'), z.string(), z.string(), z.string()]);

/** @throws BadUserInputError for the first argument that cannot be meant */
export function readLandscapeArguments(
  { groupBy, narrower = false, filter, after, ...args }: LandscapeArguments,
  network: SearchableNetwork,
  vocabulary: Pick<SearchVocabulary, 'has'>,
): LandscapeRequest {
  const concepts = [...new Set(args.concepts)];
  if (concepts.length < 1 || concepts.length > MAX_CONCEPTS) {
    throw new BadUserInputError('concepts', `a list of 1 to ${MAX_CONCEPTS}`, concepts.length);
  }
  const unknown = concepts.find((concept) => !vocabulary.has(concept));
  if (unknown !== undefined) throw new BadUserInputError('concepts', 'concepts of the vocabulary', unknown);
  return {
    concepts,
    groupBy,
    narrower,
    filter: readCityFilter(filter ?? {}, network, NONE),
    first: readFirst(args.first, FIRST),
    after: after == null ? null : readPosition(after, concepts, groupBy),
  };
}

function readPosition(after: string, concepts: readonly string[], groupBy: GroupingName): LandscapePosition {
  const [, grouping, concept, group] = unpackCursor(cursorShape, after) ?? [];
  if (grouping !== groupBy || concept === undefined || group === undefined || !concepts.includes(concept)) {
    throw new BadUserInputError('after', 'a cursor of this landscape', after);
  }
  return { concept, group };
}
