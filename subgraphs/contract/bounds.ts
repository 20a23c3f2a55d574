// How much there may be at most. A city refuses more in a question, and leaves more out of its answers; the hub cuts or
// drops what comes in spite of it.

/** Records in one page of a city's list. */
export const MAX_PAGE = 100;

/** Items in a list that has no pages. */
export const MAX_ITEMS = 1_000;

/** Hits in one answer: a thousand, and one by which it is known that there are more. */
export const MAX_HITS = 1_001;

/** Matches among which a search orders, pages and counts: where a city has more, those that come first in its fixed order. */
export const MAX_MATCHES = 10_000;

/** Values of the facet `funders`: those that more matches have. */
export const MAX_FUNDERS = 100;

/** Names in a condition that compares them one by one, such as `targetGroups`. */
export const MAX_NAMES = 10;

/** Entities in one request (`_entities(representations:)`). */
export const MAX_REFERENCES = 1_000;

/** Characters (code points) of one line: a name, a title, a label. */
export const MAX_LINE = 300;

/** Characters (code points) of a text with line breaks. */
export const MAX_PROSE = 20_000;

/** Characters of a web address. */
export const MAX_ADDRESS = 2_000;

/** Bytes of a cursor: sealed by the hub, it is still no longer than a text that a client may send. */
export const MAX_CURSOR_BYTES = 3_000;
