import type { FastifyRequest } from 'fastify';
import type { Language } from '../language/Texts';
import type { QueryString } from '../search/Search';

/**
 * Where a request's own address is in another language, with all else that it says, also what says nothing. It stands relative to the
 * page: whatever the path was, it is the same, and leads nowhere else.
 */
export function sameAddress({ query }: Pick<FastifyRequest, 'query'>): (lang: Language) => string {
  const kept = Object.entries(query as QueryString).flatMap(([name, values]) =>
    name === 'lang' ? [] : [values ?? []].flat().map((value) => [name, value]),
  );
  return (lang) => `?${new URLSearchParams([...kept, ['lang', lang]]).toString()}`;
}
