import type { Search } from '../search/Search';
import type { SearchAnswer } from '../search/SearchAnswer';
import type { SearchProblem } from '../search/parseSearch';

/** What the page shows. */
export type PageState =
  /** Nothing was asked yet. */
  | { readonly state: 'blank'; readonly search: Search }
  | { readonly state: 'answered'; readonly search: Search; readonly answer: SearchAnswer }
  /** The address is no search. */
  | { readonly state: 'malformed'; readonly problem: SearchProblem }
  /** The hub says, in English, why it cannot answer this search. */
  | { readonly state: 'refused'; readonly search: Search; readonly message: string }
  /** The hub could not answer. */
  | { readonly state: 'failed'; readonly search: Search | undefined };
