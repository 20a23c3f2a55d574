import { isTelling } from '../search/coverage';
import type { OtherCounts, PageAnswer } from '../search/askForPage';
import type { Names } from '../search/askForNames';
import { describeConditions, describeOutcome } from '../search/describeConditions';
import { isBlank, searchAddress } from '../search/Search';
import type { Search } from '../search/Search';
import type { HomeFacts } from '../home/askForHome';
import { Home } from '../home/Home';
import type { Region } from '../map/drawRegion';
import { siteTextsOf } from '../language/siteTexts';
import type { Language, Texts } from '../language/Texts';
import { ConditionList } from './ConditionList';
import { CoverageSection } from './CoverageSection';
import { renderDocument } from './Document';
import { FacetList } from './FacetList';
import type { Frame } from './Frame';
import { FurtherUse } from './FurtherUse';
import { Introduction } from './Introduction';
import { PageLinks } from './PageLinks';
import { Problem } from './Problem';
import type { Trouble } from './Problem';
import { Reading } from './Reading';
import { Results } from './Results';
import { ResultTable } from './ResultTable';
import { SearchForm } from './SearchForm';
import { Tabs } from './Tabs';
import { Toolbar } from './Toolbar';

/** What the first page tells of the network, and how the region of its cities looks. */
export interface HomeView {
  readonly facts: HomeFacts;
  readonly region: Region | undefined;
}

/** What the page shows. */
export type PageState =
  /** Nothing was asked yet. */
  | { readonly state: 'blank'; readonly search: Search; readonly home?: HomeView | undefined }
  | { readonly state: 'answered'; readonly search: Search; readonly answer: PageAnswer }
  | (Trouble & { readonly search: Search });

interface PageProps {
  readonly page: PageState;
  readonly names: Names;
  /** Names in the address that say nothing to the page. */
  readonly unknown: readonly string[];
  /** Where the same address is in another language. */
  readonly addressIn: (lang: Language) => string;
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch, so that links keep it; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is, and the script of the search box. */
  readonly stylesheet: string;
  readonly script: string;
}

/** Characters of a question in the title: a tab and a screen reader have room for no more. */
const MOST_TITLED = 80;

function shorten(asked: string): string {
  return asked.length <= MOST_TITLED ? asked : `${asked.slice(0, MOST_TITLED).trimEnd()}…`;
}

/** The search page as an HTML document. */
export function renderPage({ page, names, unknown, addressIn, texts, ...shell }: PageProps): string {
  const { search } = page;
  const { chosenLang } = shell;
  const addressOf = (other: Partial<Search>): string =>
    searchAddress({
      ...{ ...search, after: undefined, before: undefined, ...other },
      ...{ lang: chosenLang },
    });
  const asked = isBlank(search) ? undefined : (search.text ?? search.concepts.join(', '));
  const parts = { search, addressOf, texts, chosenLang };
  return renderDocument({
    ...{ ...shell, texts },
    description: asked === undefined ? siteTextsOf(texts.language).description : undefined,
    title: asked === undefined ? `Hanse – ${texts.tagline}` : `${shorten(asked)} – ${texts.kinds[search.kind]} – Hanse`,
    // What is no search is no other one in another language either.
    addressIn: page.state === 'answered' ? (lang) => searchAddress({ ...search, lang }) : addressIn,
    children: (
      <>
        {page.state === 'blank' && <h1>{texts.tagline}</h1>}
        <SearchForm {...parts} isAnswered={page.state === 'answered'} />
        {page.state === 'answered' ? (
          <Answer {...parts} frame={shell.frame} unknown={unknown} names={names} answer={page.answer} />
        ) : (
          <div id="results" tabIndex={-1}>
            <ConditionList
              {...parts}
              conditions={describeConditions(undefined, search, names, texts)}
              unknown={unknown}
            />
            {page.state === 'blank' ? (
              <>
                <Introduction texts={texts} chosenLang={chosenLang} leadsToMap={page.home === undefined} />
                {page.home && <Home {...page.home} texts={texts} chosenLang={chosenLang} />}
              </>
            ) : (
              <Problem trouble={page} {...parts} />
            )}
          </div>
        )}
      </>
    ),
  });
}

interface AnswerProps {
  readonly answer: PageAnswer;
  readonly frame: Frame;
  readonly search: Search;
  readonly unknown: readonly string[];
  readonly names: Names;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** What was found: how the question was read and what it rests on, then by what it can be narrowed down, beside the list. */
function Answer({ answer: whole, frame, unknown, names, chosenLang, ...parts }: AnswerProps) {
  const { answer, others } = whole;
  const { search, texts } = parts;
  const { page } = answer;
  const counts: OtherCounts = { ...others, [search.kind]: page };
  const { after, before } = search;
  const conditions = describeConditions(page, search, names, texts);
  const again = parts.addressOf({ after, before });
  const coverage = <CoverageSection coverage={page.coverage} again={again} session={frame.session} texts={texts} />;
  return (
    <>
      <Tabs {...parts} counts={counts} />
      <div id="results" tabIndex={-1}>
        {isTelling(page) && coverage}
        <h1>{describeOutcome(answer.kind, page, conditions, texts)}</h1>
        <Reading {...parts} page={page} />
        <ConditionList {...parts} conditions={conditions} unknown={unknown} />
        {!isTelling(page) && coverage}
        {page.totalCount === 0 && page.coverage.complete && !isTelling(page) && !page.nearQuestions?.length && (
          <p>{texts.noneFoundHint}</p>
        )}
        <div class="columns">
          {page.facets && <FacetList {...parts} facets={page.facets} found={page.totalCount} />}
          <div>
            {page.edges.length > 0 && (
              <>
                <Toolbar {...parts} />
                {whole.view === 'table' ? (
                  <ResultTable answer={whole.answer} texts={texts} />
                ) : (
                  <Results answer={whole.answer} texts={texts} />
                )}
              </>
            )}
            <PageLinks {...parts} pageInfo={page.pageInfo} />
            <FurtherUse search={search} texts={texts} chosenLang={chosenLang} />
          </div>
        </div>
      </div>
    </>
  );
}
