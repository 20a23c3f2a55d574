// What hub and cities say alike of changes.

export const CHANGE_KINDS = ['ADDED', 'CHANGED', 'REMOVED'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The kinds of record that a city owns, as enums have them: their types in capitals. */
export const RECORD_KINDS = ['STAFF', 'PROGRAMME', 'TOPIC', 'EXCHANGE', 'NEED', 'OFFER'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** So far back a city can say what changed: as long as it knows what was there and is gone. */
export const CHANGES_DAYS = 90;

/** Changes in one answer of a city: a page of the hub's, and one by which it is known that there are more. */
export const MAX_CHANGES = 101;
