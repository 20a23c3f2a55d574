import type { Texts } from '../language/Texts';
import {
  describeBound,
  describeCity,
  describeMatchingAll,
  describeNear,
  MOST_SHOWN,
  readingOf,
  searchNear,
} from '../search/reading';
import type { ReadPage } from '../search/reading';
import type { Term } from '../search/SearchAnswer';
import { SEARCH_KINDS } from '../search/Search';
import type { Search } from '../search/Search';
import { RecordLink } from './RecordLink';

interface ReadingProps {
  readonly page: ReadPage;
  readonly search: Search;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** What the question was taken to mean, and what was left aside. */
export function Reading({ page, search, addressOf, texts }: ReadingProps) {
  const { concepts, narrower, choices, cities, words, ignored } = readingOf(page);
  const near = describeNear(page, texts);
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
          {texts.understoodAs}:{' '}
          {concepts.map(({ id, label }, at) => (
            <>
              {at > 0 && ' · '}
              <RecordLink key={id} id={id}>
                {label}
              </RecordLink>
            </>
          ))}
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
      {describeBound(page, texts).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {describeMatchingAll(page, texts)?.map((line) => (
        <p key={line}>{line}.</p>
      ))}
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
                <a href={addressOf(searchNear(other, search, page))}>{question}</a> ({cities})
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
