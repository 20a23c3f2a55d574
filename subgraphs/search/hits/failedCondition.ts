import { lastDay } from '../../contract/partialDate';
import type { HitsRequest } from './HitsRequest';

/** What a hit tells of its record, as far as a filter can ask for it. */
interface Told {
  readonly role?: string | null;
  readonly status?: string | null;
  readonly goodPractice?: boolean;
  readonly since?: string | null;
}

/** When the record of a hit was changed, in milliseconds: known in the order of that alone. */
type ChangedAt = number | undefined;

/** The conditions that can be held against what a hit tells. */
const CONDITIONS: readonly (readonly [name: string, holds: (wanted: unknown, hit: Told, at: ChangedAt) => boolean])[] =
  [
    ['roles', (roles, { role }) => isAmong(roles, role)],
    ['statuses', (statuses, { status }) => isAmong(statuses, status)],
    ['goodPractice', (wanted, { goodPractice }) => goodPractice === wanted],
    ['startsAfter', (day, { since }) => since != null && lastDay(since) > lastDay(day as string)],
    ['updatedSince', (moment, _hit, at) => at === undefined || at >= Date.parse(moment as string)],
  ];

/** An empty list is no condition. */
function isAmong(wanted: unknown, value: unknown): boolean {
  const values = wanted as readonly unknown[];
  return values.length === 0 || values.includes(value);
}

/**
 * The condition of a filter that a hit does not pass by what it tells itself; undefined where it passes all of these. Of `funders`,
 * `languages`, `openToVisitors` and the others a hit tells nothing: what a city finds by them is taken as it comes.
 */
export function failedCondition(filter: HitsRequest['filter'], hit: Told, changedAt: ChangedAt): string | undefined {
  return CONDITIONS.find(([name, holds]) => filter[name] != null && !holds(filter[name], hit, changedAt))?.[0];
}
