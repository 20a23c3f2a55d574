import { mapAddress } from '../search/Search';
import type { Search } from '../search/Search';
import { feedAddress, jsonAddress, spreadsheetAddress, workbookAddress } from '../search/tableAddress';
import { mapTextsOf } from '../language/mapTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { linkToExplorer } from '../explorer/linkToExplorer';

interface FurtherUseProps {
  readonly search: Search;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** Where to go from a result: all of it as a file, a feed of what comes to it, the query itself. */
export function FurtherUse({ search, texts, chosenLang }: FurtherUseProps) {
  const words = searchTextsOf(texts.language);
  const whole = { ...search, after: undefined, before: undefined };
  return (
    <nav class="further" aria-label={texts.furtherUse}>
      <h2>{texts.furtherUse}</h2>
      <ul>
        <li>
          <a href={mapAddress(chosenLang === undefined ? { ...whole, lang: undefined } : whole)}>
            {mapTextsOf(texts.language).onMap}
          </a>
        </li>
        <li>
          <a href={feedAddress(whole)} type="application/atom+xml" rel="alternate">
            {words.follow}
          </a>
        </li>
        <li>
          <a href={workbookAddress(whole)}>{texts.asWorkbook}</a>
        </li>
        <li>
          <a href={spreadsheetAddress(whole)}>{texts.asCsv}</a>
        </li>
        <li>
          <a href={jsonAddress(whole)}>{words.asJson}</a>
        </li>
        <li class="needs-script">
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
