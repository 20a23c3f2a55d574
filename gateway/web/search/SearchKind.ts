/** The cross-city searches, by the name of their field in the API. */
export const SEARCH_KINDS = ['experts', 'programmes', 'exchanges', 'offers', 'needs'] as const;

export type SearchKind = (typeof SEARCH_KINDS)[number];
