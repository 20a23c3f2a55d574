import { searchAddress } from '../search/Search';
import type { Search } from '../search/Search';
import { createSearchOperation } from '../search/createSearchOperation';
import { languageOf } from '../language/textsOf';

/** How long the pages are that a person reads. */
const FIRST = 20;

/** The explorer, opened on the GraphQL query that answers a search, from which it leads back to it. */
export function linkToExplorer(search: Search): string {
  const { query, variables } = createSearchOperation(search, FIRST, 'page');
  const lang = languageOf(search.lang);
  return `/explorer?${new URLSearchParams({
    ...(lang !== undefined && { lang }),
    from: searchAddress(search),
    query,
    variables: JSON.stringify(variables, undefined, 2),
  }).toString()}`;
}
