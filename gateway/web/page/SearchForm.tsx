import { conditionsFor } from '../search/conditions';
import type { Search } from '../search/Search';
import type { Texts } from '../language/Texts';

interface SearchFormProps {
  readonly search: Search | undefined;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
  /** Whether an answer stands below, which says itself how it read the question. */
  readonly isAnswered?: boolean;
  /** The page that answers. */
  readonly action?: '/search' | '/map';
}

/**
 * The question. Sent as a GET, so that every result has an address to keep and to pass on. A new question keeps what the last one
 * looked for and its conditions, which its page shows, each to be removed.
 */
export function SearchForm({ search, texts, chosenLang, isAnswered = false, action = '/search' }: SearchFormProps) {
  return (
    <form role="search" action={action} method="get">
      <label class="question" for="text">
        {texts.question}
      </label>
      <div class="ask">
        <input
          id="text"
          name="text"
          type="search"
          value={search?.text}
          aria-describedby={isAnswered ? undefined : 'hint'}
          maxLength={1000}
          data-suggest={`/suggest?lang=${texts.language}`}
          data-name={texts.suggestions}
        />
        <button type="submit">{texts.submit}</button>
      </div>
      {!isAnswered && (
        <p id="hint" class="hint">
          {texts.questionHint}
        </p>
      )}
      {search !== undefined &&
        keptOf(search).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      {chosenLang !== undefined && <input type="hidden" name="lang" value={chosenLang} />}
    </form>
  );
}

/** What of a search holds for the next one too. */
function keptOf(search: Search): readonly (readonly [name: string, value: string])[] {
  const { kind, concepts, cities, alliances, order, view } = search;
  return [
    ...(kind === 'experts' ? [] : [['kind', kind] as const]),
    ...concepts.map((id) => ['concepts', id] as const),
    ...cities.map((id) => ['city', id] as const),
    ...alliances.map((id) => ['alliance', id] as const),
    ...Object.entries(conditionsFor(kind, search.conditions ?? {})).flatMap(([name, values]) =>
      values.map((value) => [name, value] as const),
    ),
    ...(order === undefined || order === 'RELEVANCE' ? [] : [['order', order] as const]),
    ...(view === undefined ? [] : [['view', view] as const]),
  ];
}
