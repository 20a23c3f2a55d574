import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import type { Search } from '../search/Search';
import type { HitPage } from '../search/SearchAnswer';

interface PageLinksProps {
  readonly search: Search;
  readonly pageInfo: HitPage<unknown>['pageInfo'];
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** Where the list goes on, and back. */
export function PageLinks({ search, pageInfo, addressOf, texts }: PageLinksProps) {
  const { hasPreviousPage = false, startCursor = null, hasNextPage, endCursor } = pageInfo;
  const isFurther = search.after !== undefined || search.before !== undefined;
  const links = [
    isFurther && { rel: 'first', href: addressOf({}), text: texts.firstPage },
    hasPreviousPage &&
      startCursor !== null && { rel: 'prev', href: addressOf({ before: startCursor }), text: texts.previousPage },
    hasNextPage && endCursor !== null && { rel: 'next', href: addressOf({ after: endCursor }), text: texts.nextPage },
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <nav class="pages" aria-label={searchTextsOf(texts.language).pages}>
      <ul>
        {links.map(({ rel, href, text }) => (
          <li key={rel}>
            <a href={href} rel={rel}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
