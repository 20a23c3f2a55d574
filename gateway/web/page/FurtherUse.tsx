import { writeQueryString } from '../search/Search';
import type { Search } from '../search/Search';
import { spreadsheetAddress, workbookAddress } from '../search/tableAddress';
import type { HitPage } from '../search/SearchAnswer';
import type { Texts } from '../language/Texts';
import { linkToExplorer } from '../explorer/linkToExplorer';

interface FurtherUseProps {
  readonly search: Search;
  readonly pageInfo: HitPage<unknown>['pageInfo'];
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** Where to go from a result: further pages, all of it as a table, the query itself. */
export function FurtherUse({ search, pageInfo, texts, chosenLang }: FurtherUseProps) {
  const { hasPreviousPage = false, startCursor = null, hasNextPage, endCursor } = pageInfo;
  const pageFrom = (from: Pick<Search, 'before'> & Partial<Pick<Search, 'after'>>): string =>
    `/${writeQueryString({ ...search, after: undefined, before: undefined, ...from, lang: chosenLang })}`;
  const whole = { ...search, after: undefined, before: undefined };
  return (
    <nav class="further" aria-label={texts.furtherUse}>
      <ul>
        {(search.after !== undefined || search.before !== undefined) && (
          <li>
            <a href={pageFrom({})} rel="first">
              {texts.firstPage}
            </a>
          </li>
        )}
        {hasPreviousPage && startCursor !== null && (
          <li>
            <a href={pageFrom({ before: startCursor })} rel="prev">
              {texts.previousPage}
            </a>
          </li>
        )}
        {hasNextPage && endCursor !== null && (
          <li>
            <a href={pageFrom({ after: endCursor })} rel="next">
              {texts.nextPage}
            </a>
          </li>
        )}
        <li>
          <a href={workbookAddress(whole)}>{texts.asWorkbook}</a>
        </li>
        <li>
          <a href={spreadsheetAddress(whole)}>{texts.asCsv}</a>
        </li>
        <li>
          <a href={linkToExplorer(search)}>{texts.inExplorer}</a>
        </li>
        <li>
          <a href={`/questions${chosenLang === undefined ? '' : `?lang=${chosenLang}`}#${search.kind}`}>
            {texts.otherAddresses}
          </a>
        </li>
      </ul>
    </nav>
  );
}
