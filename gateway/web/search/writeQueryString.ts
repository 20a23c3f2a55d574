import type { Search } from './Search';

/** The query string that `parseSearch` reads back, beginning with `?`. `lang` is left out unless it is given. */
export function writeQueryString(search: Omit<Search, 'lang'> & { readonly lang?: string }): string {
  const parameters = new URLSearchParams({ kind: search.kind });
  if (search.text !== undefined) parameters.append('text', search.text);
  for (const concept of search.concepts) parameters.append('concepts', concept);
  for (const city of search.cities) parameters.append('city', city);
  for (const alliance of search.alliances) parameters.append('alliance', alliance);
  if (search.after !== undefined) parameters.append('after', search.after);
  if (search.lang !== undefined) parameters.append('lang', search.lang);
  return `?${parameters.toString()}`;
}
