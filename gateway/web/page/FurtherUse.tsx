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
  const pageFrom = (after: string | undefined): string =>
    `/${writeQueryString({ ...search, after, lang: chosenLang })}`;
  return (
    <nav class="further" aria-label={texts.furtherUse}>
      <ul>
        {search.after !== undefined && (
          <li>
            <a href={pageFrom(undefined)} rel="first">
              {texts.firstPage}
            </a>
          </li>
        )}
        {pageInfo.hasNextPage && pageInfo.endCursor !== null && (
          <li>
            <a href={pageFrom(pageInfo.endCursor)} rel="next">
              {texts.nextPage}
            </a>
          </li>
        )}
        <li>
          <a href={workbookAddress({ ...search, after: undefined })}>{texts.asWorkbook}</a>
        </li>
        <li>
          <a href={spreadsheetAddress({ ...search, after: undefined })}>{texts.asCsv}</a>
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
