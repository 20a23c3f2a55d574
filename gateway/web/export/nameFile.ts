import type { Search } from '../search/Search';

/** A file name that every system takes, such as `hanse-experts-housing-action-plans.csv`. */
export function nameFile(search: Search): string {
  const subject = (search.text ?? search.concepts.map((id) => id.replace(/^concept:/, '')).join('-'))
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${['hanse', search.kind, subject].filter((part) => part !== '').join('-')}.csv`;
}
