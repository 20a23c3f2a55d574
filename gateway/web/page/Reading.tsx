import { withoutPlace } from '../../../subgraphs/directory/places/withoutPlace';
import type { Texts } from '../language/Texts';
import {
  describeCity,
  describeMatchingAll,
  describeNear,
  leavesNoCity,
  MOST_SHOWN,
  readingOf,
  searchNear,
} from '../search/reading';
import type { ReadPage } from '../search/reading';
import type { Term } from '../search/SearchAnswer';
import { SEARCH_KINDS, writeQueryString } from '../search/Search';
import type { Search } from '../search/Search';

interface ReadingProps {
  readonly page: ReadPage;
  readonly search: Search;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** What the question was taken to mean, its conditions, each a link to the question without it, and what was left aside. */
export function Reading({ page, search, texts, chosenLang }: ReadingProps) {
  const { concepts, narrower, choices, cities, words, ignored } = readingOf(page);
  const conditions = conditionsOf(page, search, texts);
  const near = describeNear(page, texts);
  const addressOf = (other: Partial<Search>) =>
    `/${writeQueryString({ ...search, after: undefined, before: undefined, ...other, lang: chosenLang })}`;
  const listChoices = (terms: readonly Term[]) => (
    <ul class="choices">
      {terms.map(({ id, label }) => (
        <li key={id}>
          <a href={addressOf({ text: label })}>{label}</a>
        </li>
      ))}
    </ul>
  );
  return (
    <div class="understood">
      {cities.map((city) => (
        <p key={city.id} class="city">
          <b>{describeCity(city, texts)}</b>
          {SEARCH_KINDS.filter((kind) => city.connected && kind !== search.kind).map((kind) => (
            <>
              {' · '}
              <a href={addressOf({ kind, text: city.name })}>{texts.kinds[kind]}</a>
            </>
          ))}
        </p>
      ))}
      {concepts.length > 0 && (
        <p>
          {texts.understoodAs}: {concepts.join(' · ')}
        </p>
      )}
      {narrower.length > 0 && (
        <details>
          <summary>{texts.andNarrower(narrower.length)}</summary>
          <p>{narrower.join(' · ')}</p>
        </details>
      )}
      {choices.length > 0 && (
        <nav aria-label={texts.isBroad}>
          <p>{texts.isBroad}:</p>
          {listChoices(choices.slice(0, MOST_SHOWN))}
          {choices.length > MOST_SHOWN && (
            <details>
              <summary>{texts.furtherChoices(choices.length - MOST_SHOWN)}</summary>
              {listChoices(choices.slice(MOST_SHOWN))}
            </details>
          )}
        </nav>
      )}
      {words.length > 0 && (
        <p>
          {texts.searchedWords}: {words.join(' · ')}
        </p>
      )}
      {describeMatchingAll(page, texts)?.map((line) => (
        <p key={line}>{line}.</p>
      ))}
      {conditions.length > 0 && (
        <ul class="conditions">
          {conditions.map(({ condition, without }) => (
            <li key={condition}>
              <a href={addressOf(without)} aria-label={texts.withoutCondition(condition)}>
                {condition}
              </a>
            </li>
          ))}
        </ul>
      )}
      {ignored.map(({ reason, words: list }) => (
        <p key={reason} class="ignored">
          {texts.ignored[reason]}: {list}
        </p>
      ))}
      {page.didYouMean.length > 0 && (
        <p>
          {texts.didYouMean}:{' '}
          {page.didYouMean.map(({ id, label }, index) => (
            <>
              {index > 0 && ' · '}
              <a key={id} href={addressOf({ text: label })}>
                {label}
              </a>
            </>
          ))}
          ?
        </p>
      )}
      {near.length > 0 && (
        <nav aria-label={texts.nearQuestion}>
          <p>{texts.nearQuestion}:</p>
          <ul class="choices">
            {near.map(({ question, cities, near: other }) => (
              <li key={question}>
                <a href={addressOf(searchNear(other, search, page))}>{question}</a> {cities}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {leavesNoCity(page) && <p class="ignored">{texts.noCityMeets}.</p>}
    </div>
  );
}

interface Condition {
  readonly condition: string;
  /** What of the search is another without it. */
  readonly without: Partial<Search>;
}

/** Those that the question names, and those of the address. */
function conditionsOf(page: ReadPage, search: Search, texts: Texts): readonly Condition[] {
  const { text = '' } = search;
  const nameOf = (id: string) => page.coverage.cities.find(({ city }) => city.id === id)?.city.name ?? id;
  return [
    ...readingOf(page).places.map(({ text: typed, names }) => ({
      condition: texts.onlyPlace(names),
      without: { text: withoutPlace(text, typed) },
    })),
    ...search.cities.map((id) => ({
      condition: texts.onlyPlace(nameOf(id)),
      without: { cities: search.cities.filter((other) => other !== id) },
    })),
    ...search.alliances.map((id) => ({
      condition: texts.onlyPlace(id),
      without: { alliances: search.alliances.filter((other) => other !== id) },
    })),
  ];
}
