import { formatNumber } from '../language/formatAmount';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import type { OtherCounts } from '../search/askForPage';
import { isIncomplete } from '../search/coverage';
import { SEARCH_KINDS } from '../search/Search';
import type { Search } from '../search/Search';
import type { OtherCount } from '../search/SearchAnswer';

interface TabsProps {
  readonly search: Search;
  /** Of each kind of search whose count is known. */
  readonly counts: OtherCounts;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** The same question to each kind of search, with how many it finds. */
export function Tabs({ search, counts, addressOf, texts }: TabsProps) {
  return (
    <nav class="tabs" aria-label={searchTextsOf(texts.language).kindsOfHit}>
      <ul>
        {SEARCH_KINDS.map((kind) => (
          <li key={kind}>
            <a href={addressOf({ kind })} aria-current={kind === search.kind ? 'page' : undefined}>
              {texts.kinds[kind]}
              {counts[kind] && write(counts[kind], texts)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** With a plus where there may be more, since not every city answered; nothing where none that did has any, which is no count. */
function write(count: OtherCount, { language }: Texts): string {
  const { totalCount, coverage } = count;
  const isAll = !isIncomplete(coverage);
  return totalCount === 0 && !isAll ? '' : ` (${formatNumber(String(totalCount), language)}${isAll ? '' : '+'})`;
}
