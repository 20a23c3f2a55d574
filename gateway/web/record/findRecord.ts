import type { Query, QueryResult } from '../Query';
import { askFor, codeOf, NoDataError, refusalIn } from '../search/askHub';
import type { Refused } from '../search/askHub';
import type { PageKind } from './address';
import { createRecordOperation } from './createRecordOperation';
import type { NamedCity } from '../search/SearchAnswer';
import type { Whole } from './Record';

/** Cities with which a city's page offers to compare it. */
const MOST_SIMILAR = 3;

/** What came of looking for one thing. */
export type FoundRecord =
  | {
      readonly state: 'found';
      readonly whole: Whole;
      /** Whether its city did not give all that was asked of it. */
      readonly isPart: boolean;
    }
  /** There is none, or it is not for whoever asks. */
  | { readonly state: 'absent'; readonly owner?: string | undefined }
  /** Its id names a city that is not in the network. The message, in English, says so. */
  | { readonly state: 'unknown city'; readonly city: string; readonly message: string }
  /** Its city could not be had, or must not be asked for now. */
  | {
      readonly state: 'unreachable';
      readonly city: string;
      readonly isSuspended: boolean;
      readonly owner?: string | undefined;
    }
  | Refused
  /** The cause is for the log. */
  | { readonly state: 'failed'; readonly cause: unknown };

interface Asked {
  readonly id: string;
  readonly lang: string;
  readonly signal: AbortSignal;
}

/** Asks the hub for one thing and, where a city's record is not to be had, for the city's name (`owner`). Never rejects. */
export async function findRecord(query: Query, kind: PageKind, asked: Asked): Promise<FoundRecord> {
  const found = await askForRecord(query, kind, asked);
  if (found.state !== 'absent' && found.state !== 'unreachable') return found;
  return kind === 'city' || kind === 'subject' ? found : { ...found, owner: await nameOwner(query, asked) };
}

/** Undefined where it cannot be had. */
async function nameOwner(query: Query, { id, signal }: Asked): Promise<string | undefined> {
  const city = id.replace(/:.*/s, '');
  const named = await askFor<{ readonly name: string }>(
    query,
    { query: 'query Owner($city: ID!) { city(id: $city) { name } }', variables: { city } },
    'city',
    signal,
  );
  return named.state === 'answered' ? named.answer.name : undefined;
}

async function askForRecord(query: Query, kind: PageKind, { id, lang, signal }: Asked): Promise<FoundRecord> {
  try {
    const { data, errors: all = [] } = await query(createRecordOperation(kind, id, lang), { signal });
    // A city's page is whole without those that are like it, and a subject's tells itself what it lacks.
    const errors = all.filter(({ path }) => path?.[0] !== 'similar' && path?.[0] !== 'meetings');
    const record = data?.['found'];
    // The hub's own schema guarantees the shape of what createRecordOperation selects; a node of another type is empty.
    if (record != null && Object.hasOwn(record, 'id')) {
      return {
        state: 'found',
        whole: { kind, record: withNeighbours(kind, record, data) } as Whole,
        isPart: errors.length > 0,
      };
    }
    // An id is well formed here: what is wrong with it can only be that nobody has such a city.
    const unknown = errors.find((error) => error.path?.join() === 'found' && codeOf(error) === 'BAD_USER_INPUT');
    if (unknown !== undefined) return { state: 'unknown city', city: id.replace(/:.*/s, ''), message: unknown.message };
    const refused = refusalIn(errors);
    if (refused !== undefined) return refused;
    const city = errors.map(({ extensions }) => extensions?.['city']).find((slug) => typeof slug === 'string');
    const isSuspended = errors.some((error) => codeOf(error) === 'CITY_SUSPENDED');
    if (city !== undefined) return { state: 'unreachable', city, isSuspended };
    return errors.length > 0 ? { state: 'failed', cause: new NoDataError(errors) } : { state: 'absent' };
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

/** A city with those that are like it and have something to compare, a subject with who met about it; anything else as it is. */
function withNeighbours(kind: PageKind, record: object, data: QueryResult['data']): object {
  if (kind === 'subject') return { ...record, meetings: data?.['meetings'] ?? null };
  if (kind !== 'city') return record;
  const similar = data?.['similar'] as
    { readonly nodes: readonly Pick<NamedCity, 'id' | 'name' | 'connected'>[] } | null | undefined;
  return { ...record, similar: (similar?.nodes ?? []).filter(({ connected }) => connected).slice(0, MOST_SIMILAR) };
}
