import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import { isBlank, SEARCH_KINDS, writeQueryString } from '../search/Search';
import type { Search } from '../search/Search';
import type { Texts } from '../language/Texts';

interface SearchFormProps {
  readonly search: Search | undefined;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** The question, and what it looks for. Sent as a GET, so that every result has an address to keep and to pass on. */
export function SearchForm({ search, texts, chosenLang }: SearchFormProps) {
  const kind = search?.kind ?? 'experts';
  return (
    <>
      <form role="search" action="/" method="get">
        <label class="question" for="text">
          {texts.question}
        </label>
        <div class="ask">
          <input
            id="text"
            name="text"
            type="search"
            value={search?.text}
            aria-describedby="hint"
            maxLength={1000}
            data-suggest={`/suggest?lang=${texts.language}`}
            data-name={texts.suggestions}
          />
          <button type="submit">{texts.submit}</button>
        </div>
        <p id="hint" class="hint">
          {texts.questionHint}
        </p>
        <fieldset>
          <legend>{texts.searchFor}</legend>
          {SEARCH_KINDS.map((choice) => (
            <label key={choice}>
              <input type="radio" name="kind" value={choice} checked={choice === kind} /> {texts.kinds[choice]}
            </label>
          ))}
        </fieldset>
        <p class="order">
          <label for="order">{texts.order}</label>{' '}
          <select id="order" name="order">
            {HIT_ORDERS.map((order) => (
              <option key={order} value={order} selected={order === (search?.order ?? 'RELEVANCE')}>
                {texts.orders[order]}
              </option>
            ))}
          </select>
        </p>
        {search?.concepts.map((id) => (
          <input key={id} type="hidden" name="concepts" value={id} />
        ))}
        {search?.cities.map((id) => (
          <input key={id} type="hidden" name="city" value={id} />
        ))}
        {search?.alliances.map((id) => (
          <input key={id} type="hidden" name="alliance" value={id} />
        ))}
        {chosenLang !== undefined && <input type="hidden" name="lang" value={chosenLang} />}
      </form>
      {(search === undefined || isBlank(search)) && (
        <section class="introduction">
          <p>{texts.introduction}</p>
          <p>{texts.forExample}</p>
          <ul>
            {texts.examples.map((example) => (
              <li key={example.text}>
                <a
                  href={`/${writeQueryString({
                    ...example,
                    concepts: [],
                    cities: [],
                    alliances: [],
                    after: undefined,
                    lang: chosenLang,
                  })}`}
                >
                  {texts.kinds[example.kind]}: {example.text}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
