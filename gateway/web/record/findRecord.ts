import type { Query } from '../Query';
import { NoDataError, refusalIn } from '../search/askHub';
import type { PageKind } from './address';
import { createRecordOperation } from './createRecordOperation';
import type { Whole } from './Record';

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
    const { data, errors = [] } = await query(createRecordOperation(kind, id, lang), { signal });
    const record = data?.['found'];
    // The hub's own schema guarantees the shape of what createRecordOperation selects; a node of another type is empty.
    if (record != null && Object.hasOwn(record, 'id')) {
      return { state: 'found', whole: { kind, record } as Whole, isPart: errors.length > 0 };
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
