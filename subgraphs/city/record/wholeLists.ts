import { MAX_ITEMS } from '../../contract/bounds';

/** Of a list without pages, at the end of its description: the hub passes on no more. */
export const AT_MOST = `${MAX_ITEMS.toLocaleString('en-GB')} at most.`;
