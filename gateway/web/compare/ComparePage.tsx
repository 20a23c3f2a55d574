import { compareTextsOf, listNames } from '../language/compareTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Language, Texts } from '../language/Texts';
import { renderDocument } from '../page/Document';
import type { Frame } from '../page/Frame';
import { AskAgain } from '../page/AskAgain';
import { RefusalReason } from '../page/RefusalReason';
import { Basis } from './Basis';
import { CityChoice } from './CityChoice';
import { compareAddress, MOST_COMPARED } from './Comparison';
import type { ComparedCity } from './Comparison';
import { Figures } from './Figures';
import type { FoundComparison } from './findComparison';
import { Similar } from './Similar';
import { Subjects } from './Subjects';

/** What the page shows. */
export type CompareState = FoundComparison | { readonly state: 'too many' };

interface ComparePageProps {
  readonly page: CompareState;
  /** What the address names as cities. */
  readonly asked: readonly string[];
  /** Names in the address that say nothing. */
  readonly unused: readonly string[];
  /** Where the same address is in another language. */
  readonly addressIn: (lang: Language) => string;
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is. */
  readonly stylesheet: string;
}

/** The page of cities beside each other as an HTML document. */
export function renderComparePage({ page, asked, unused, addressIn, texts, ...shell }: ComparePageProps): string {
  const words = compareTextsOf(texts.language);
  const { chosenLang } = shell;
  const heading = headingOf(page, texts);
  return renderDocument({
    ...{ ...shell, texts },
    title: heading === words.title ? `${heading} – Hanse` : `${heading} – ${words.title} – Hanse`,
    description: words.introduction,
    addressIn: page.state === 'found' ? (lang) => compareAddress(asked, lang) : addressIn,
    children: (
      <div id="results" class="comparison" tabIndex={-1}>
        {page.state === 'found' ? (
          <>
            <h1>{heading}</h1>
            <Chosen {...{ cities: page.cities, unused, texts, chosenLang }} />
            <Found {...{ page, texts, chosenLang }} />
          </>
        ) : (
          <Problem {...{ page, asked, heading, texts, chosenLang }} />
        )}
      </div>
    ),
  });
}

function headingOf(page: CompareState, texts: Texts): string {
  const words = compareTextsOf(texts.language);
  switch (page.state) {
    case 'found': {
      const [first, ...others] = page.cities;
      if (first === undefined) return words.title;
      if (others.length === 0) return words.oneCity(first.name);
      const names = page.cities.map(({ name }) => name);
      return words.compared(listNames(names, texts.language));
    }
    case 'too many':
      return words.tooMany;
    case 'unknown':
      return words.unknown;
    case 'refused':
      return texts.badQuestion;
    case 'failed':
      return texts.hubFailed;
  }
}

interface ChosenProps {
  readonly cities: readonly ComparedCity[];
  readonly unused: readonly string[];
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** The cities that are compared, each a link to the comparison without it, and what of the address says nothing. */
function Chosen({ cities, unused, texts, chosenLang }: ChosenProps) {
  const words = compareTextsOf(texts.language);
  const ids = cities.map(({ id }) => id);
  if (ids.length + unused.length === 0) return null;
  return (
    <ul class="conditions" aria-label={words.cities}>
      {cities.map(({ id, name }) => (
        <li key={id}>
          <a
            href={compareAddress(
              ids.filter((other) => other !== id),
              chosenLang,
            )}
            aria-label={words.without(name)}
          >
            {name}
          </a>
        </li>
      ))}
      {unused.map((name) => (
        <li key={name} class="unused">
          <a href={compareAddress(ids, chosenLang)}>{searchTextsOf(texts.language).notUsed(name)}</a>
        </li>
      ))}
    </ul>
  );
}

interface FoundProps {
  readonly page: Extract<CompareState, { state: 'found' }>;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** The comparison, or from what to choose where there are not two cities yet. */
function Found({ page: { cities, landscape, similar, choices }, texts, chosenLang }: FoundProps) {
  const words = compareTextsOf(texts.language);
  const [first, ...others] = cities;
  const ids = cities.map(({ id }) => id);
  const choice = <CityChoice choices={choices} chosen={ids} texts={texts} />;
  const alike = first !== undefined && similar !== null && (
    <Similar cities={[first, ...others]} similar={similar} texts={texts} />
  );
  if (others.length === 0) {
    return (
      <>
        <p>{first === undefined ? words.introduction : words.withWhich}</p>
        {choice}
        {alike}
      </>
    );
  }
  return (
    <>
      {choice}
      <Basis cities={cities} landscape={landscape} again={compareAddress(ids, chosenLang)} texts={texts} />
      <Figures cities={cities} texts={texts} />
      <Subjects cities={cities} landscape={landscape} texts={texts} />
      {alike}
    </>
  );
}

interface ProblemProps {
  readonly page: Exclude<CompareState, { state: 'found' }>;
  readonly asked: readonly string[];
  readonly heading: string;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** Characters that are shown of what is no city. */
const MOST_SHOWN = 60;

/** Why there is nothing to compare, and where to go on. */
function Problem({ page, asked, heading, texts, chosenLang }: ProblemProps) {
  const words = compareTextsOf(texts.language);
  const unknown = page.state === 'unknown' ? page.unknown : [];
  const known = asked.filter((id) => !unknown.includes(id));
  return (
    <>
      <section class="problem" role="alert">
        <h1>{heading}</h1>
        {page.state === 'too many' && (
          <>
            <p>{words.tooManyHint}</p>
            <p>
              <a href={compareAddress(asked.slice(0, MOST_COMPARED), chosenLang)}>{words.firstOnes}</a>
            </p>
          </>
        )}
        {page.state === 'unknown' && (
          <p>
            {words.notInNetwork} <bdi>{unknown.map((id) => id.slice(0, MOST_SHOWN)).join(', ')}</bdi>
          </p>
        )}
        {page.state === 'unknown' && known.length > 0 && (
          <p>
            <a href={compareAddress(known, chosenLang)}>{words.compareOthers}</a>
          </p>
        )}
        {page.state === 'refused' && <RefusalReason refused={page} texts={texts} />}
        {page.state === 'failed' && (
          <>
            <p>{texts.hubFailedHint}</p>
            <AskAgain again={compareAddress(asked, chosenLang)} texts={texts} />
          </>
        )}
      </section>
      {page.state === 'unknown' && <CityChoice choices={page.choices} chosen={known} texts={texts} />}
    </>
  );
}
