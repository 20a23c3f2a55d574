import type { Query, QueryResult } from '../Query';
import { NoDataError, refusalIn } from '../search/askHub';
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
  | { readonly state: 'absent' }
  /** Its city could not be had. */
  | { readonly state: 'unreachable'; readonly city: string }
  /** The message, in English, says why. */
  | { readonly state: 'refused'; readonly message: string }
  /** The cause is for the log. */
  | { readonly state: 'failed'; readonly cause: unknown };

/** Asks the hub for one thing. Never rejects. */
export async function findRecord(
  query: Query,
  kind: PageKind,
  { id, lang, signal }: { readonly id: string; readonly lang: string; readonly signal: AbortSignal },
): Promise<FoundRecord> {
  try {
    const { data, errors: all = [] } = await query(createRecordOperation(kind, id, lang), { signal });
    // A city's page is whole without those that are like it.
    const errors = all.filter(({ path }) => path?.[0] !== 'similar');
    const record = data?.['found'];
    // The hub's own schema guarantees the shape of what createRecordOperation selects; a node of another type is empty.
    if (record != null && Object.hasOwn(record, 'id')) {
      return {
        state: 'found',
        whole: { kind, record: withSimilar(kind, record, data) } as Whole,
        isPart: errors.length > 0,
      };
    }
    const message = refusalIn(errors);
    if (message !== undefined) return { state: 'refused', message };
    const city = errors.map(({ extensions }) => extensions?.['city']).find((slug) => typeof slug === 'string');
    if (city !== undefined) return { state: 'unreachable', city };
    return errors.length > 0 ? { state: 'failed', cause: new NoDataError(errors) } : { state: 'absent' };
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

/** A city with those that are like it and have something to compare; anything else as it is. */
function withSimilar(kind: PageKind, record: object, data: QueryResult['data']): object {
  if (kind !== 'city') return record;
  const similar = data?.['similar'] as
    { readonly nodes: readonly Pick<NamedCity, 'id' | 'name' | 'connected'>[] } | null | undefined;
  return { ...record, similar: (similar?.nodes ?? []).filter(({ connected }) => connected).slice(0, MOST_SIMILAR) };
}
