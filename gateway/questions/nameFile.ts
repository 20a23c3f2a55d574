import type { Given } from './parameters';

/** A file name that every system takes, such as `hanse-experts-housing-action-plans.csv`. */
export function nameFile(question: string, given: Given, ending: string): string {
  const ids = given.list('concepts') ?? given.list('city') ?? [];
  const subject = (given.one('text') ?? ids.map((id) => id.replace(/^concept:/, '')).join('-'))
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${['hanse', question, subject].filter((part) => part !== '').join('-')}.${ending}`;
}
