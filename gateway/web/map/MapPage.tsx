import { formatNumber } from '../language/formatAmount';
import { mapTextsOf } from '../language/mapTexts';
import { searchTextsOf } from '../language/searchTexts';
import { nameCountry } from '../language/textsOf';
import type { Language, Texts } from '../language/Texts';
import { ConditionList } from '../page/ConditionList';
import { CoverageSection } from '../page/CoverageSection';
import { renderDocument } from '../page/Document';
import type { Frame } from '../page/Frame';
import { Reading } from '../page/Reading';
import { Problem } from '../page/Problem';
import type { Trouble } from '../page/Problem';
import { SearchForm } from '../page/SearchForm';
import { Tabs } from '../page/Tabs';
import { pathOf } from '../record/address';
import { isTelling } from '../search/coverage';
import type { Names } from '../search/askForNames';
import { describeConditions, describeOutcome } from '../search/describeConditions';
import type { ReadPage } from '../search/reading';
import { mapAddress, searchAddress } from '../search/Search';
import type { Search } from '../search/Search';
import { CityMap, describeState } from './CityMap';
import type { Region } from './drawRegion';
import type { MapCity } from './MapCity';
import { hitsOf } from './MapCity';

/** What became of the question of a map, if any was asked. */
export type MapQuestion =
  { readonly state: 'blank' } | { readonly state: 'answered'; readonly page: ReadPage } | Trouble;

interface MapPageProps {
  readonly search: Search;
  readonly question: MapQuestion;
  readonly cities: readonly MapCity[];
  /** How many more there are. */
  readonly further: number;
  readonly names: Names;
  /** Undefined where no city has a place. */
  readonly region: Region | undefined;
  /** Names in the address that say nothing to the page. */
  readonly unknown: readonly string[];
  /** Where the same address is in another language. */
  readonly addressIn: (lang: Language) => string;
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  readonly stylesheet: string;
  readonly script: string;
}

/** The map of the cities as an HTML document: a picture, and beside it a table that says the same. */
export function renderMapPage({ search, question, cities, further, names, ...rest }: MapPageProps): string {
  const { region, unknown, addressIn, ...shell } = rest;
  const { texts, chosenLang, frame } = shell;
  const words = mapTextsOf(texts.language);
  const isAsked = question.state === 'answered';
  const addressOf = (other: Partial<Search>): string => mapAddress({ ...search, ...other, lang: chosenLang });
  const inLang = chosenLang === undefined ? '' : `?lang=${chosenLang}`;
  const found = (city: MapCity): string =>
    hitsOf(city) > 0
      ? searchAddress({ ...search, cities: [city.id], after: undefined, lang: chosenLang })
      : `${pathOf(city.id) ?? '/'}${inLang}`;
  const parts = { search, addressOf, texts };
  const coverage = question.state === 'answered' && (
    <CoverageSection {...{ coverage: question.page.coverage, again: addressOf({}), session: frame.session, texts }} />
  );
  const conditions = isAsked ? describeConditions(question.page, search, names, texts) : [];
  const subject = search.text ?? search.concepts.join(', ');
  const [placed, others] = [cities.filter(isPlaced), cities.filter((city) => !isPlaced(city))];
  const table = { isAsked, texts, addressOf: found };
  return renderDocument({
    ...shell,
    title: `${question.state === 'blank' ? '' : `${subject} – `}${words.title} – Hanse`,
    description: question.state === 'blank' ? words.description : undefined,
    addressIn: isAsked ? (lang) => mapAddress({ ...search, lang }) : addressIn,
    children: (
      <>
        {question.state === 'blank' && <h1>{words.title}</h1>}
        <SearchForm {...{ search, texts, chosenLang }} isAnswered={isAsked} action="/map" />
        {isAsked && <Tabs {...parts} counts={{ [search.kind]: question.page }} />}
        <div id="results" tabIndex={-1}>
          {question.state === 'blank' && <p>{words.introduction}</p>}
          {question.state !== 'blank' && question.state !== 'answered' && <Problem trouble={question} {...parts} />}
          {isAsked && (
            <>
              {isTelling(question.page) && coverage}
              <h1>{describeOutcome(search.kind, question.page, conditions, texts)}</h1>
              <Reading {...parts} page={question.page} />
              <ConditionList {...parts} conditions={conditions} unknown={unknown} />
              {!isTelling(question.page) && coverage}
              <p class="as-list">
                <a href={searchAddress({ ...search, lang: chosenLang })}>{words.asList}</a>
              </p>
            </>
          )}
          {!isAsked && (
            <ConditionList
              {...parts}
              conditions={describeConditions(undefined, search, names, texts)}
              unknown={unknown}
            />
          )}
          <div class="atlas">
            {region && (
              <div>
                <a class="skip" href="#cities">
                  {words.toTable}
                </a>
                <CityMap {...{ cities: placed, region, isAsked, addressOf: found, texts }} />
                <p class="legend">{isAsked ? words.legend.asked : words.legend.plain}</p>
              </div>
            )}
            <div id="cities" tabIndex={-1}>
              {placed.length > 0 && <CityTable {...table} cities={placed} caption={words.asTable} />}
              {others.length > 0 && <CityTable {...table} cities={others} caption={words.withoutPlace} />}
              {further > 0 && <p class="missing">{words.further(further)}</p>}
            </div>
          </div>
        </div>
      </>
    ),
  });
}

function isPlaced({ location }: MapCity): boolean {
  return location !== null;
}

interface CityTableProps {
  readonly cities: readonly MapCity[];
  readonly caption: string;
  readonly isAsked: boolean;
  readonly addressOf: (city: MapCity) => string;
  readonly texts: Texts;
}

/** What the map shows, in words; where something is asked, those that have most come first. */
function CityTable({ cities, caption, isAsked, addressOf, texts }: CityTableProps) {
  const words = searchTextsOf(texts.language);
  const rows = isAsked ? [...cities].sort((one, other) => hitsOf(other) - hitsOf(one)) : cities;
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.columns.city}</th>
          <th scope="col" class="words">
            {words.facets.country}
          </th>
          {isAsked && <th scope="col">{words.hits}</th>}
          <th scope="col" class="words">
            {words.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((city) => (
          <tr key={city.id}>
            <th scope="row">
              <a href={addressOf(city)}>{city.name}</a>
            </th>
            <td class="words">{nameCountry(city.country, texts.language)}</td>
            {isAsked && <td>{countIn(city, texts)}</td>}
            <td class={isWell(city) ? 'words' : 'words missing'}>{describeState(city.mark, texts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function countIn({ mark }: MapCity, { language }: Texts): string {
  const isKnown = (mark.state === 'answered' || mark.state === 'silent') && mark.hits !== null;
  return isKnown ? formatNumber(String(mark.hits), language) : '–';
}

/** Whether a city stands as it should: one without a server is merely not there yet. */
function isWell({ mark }: MapCity): boolean {
  return mark.state === 'absent' ? mark.status === 'LISTED' || mark.status === 'PENDING' : mark.state !== 'silent';
}
