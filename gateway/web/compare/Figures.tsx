import type { ComponentChildren } from 'preact';
import { compareTextsOf } from '../language/compareTexts';
import { formatNumber } from '../language/formatAmount';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { nameCountry, nameLanguage } from '../language/textsOf';
import { SearchLink } from '../page/SearchLink';
import type { SearchKind } from '../search/Search';
import { SEARCH_KINDS } from '../search/Search';
import { Bar } from './Bar';
import { ComparedTable } from './ComparedTable';
import type { ComparedCity, Counted } from './Comparison';

interface FiguresProps {
  readonly cities: readonly ComparedCity[];
  readonly texts: Texts;
}

/** What the cities are and how much they have, beside each other. */
export function Figures({ cities, texts }: FiguresProps) {
  const words = compareTextsOf(texts.language);
  const { facets } = searchTextsOf(texts.language);
  const facts: readonly (readonly [string, (city: ComparedCity) => ComponentChildren])[] = [
    [facets.country, ({ country }) => nameCountry(country, texts.language)],
    [words.population, ({ population }) => population !== null && formatNumber(String(population), texts.language)],
    [texts.languagesSpoken, ({ languages }) => languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')],
    [facets.alliance, ({ alliances }) => alliances.map(({ name }) => name).join(', ')],
  ];
  return (
    <section>
      <h2>{words.figures}</h2>
      <ComparedTable
        head={words.figure}
        name={words.figures}
        cities={cities}
        rows={[
          ...facts.map(([head, tell]) => ({
            ...{ key: head, head },
            cells: cities.map((city) => tell(city) || '–'),
          })),
          ...SEARCH_KINDS.map((kind) => ({
            ...{ key: kind, head: texts.kinds[kind] },
            cells: cities.map((city) => <Amount {...{ kind, city, cities, texts }} />),
          })),
        ]}
      />
    </section>
  );
}

/** How much a city has of a kind, as the API calls its list of them. */
function countedOf(kind: SearchKind, city: ComparedCity): Counted {
  return city[kind === 'experts' ? 'staff' : kind];
}

interface AmountProps extends FiguresProps {
  readonly kind: SearchKind;
  readonly city: ComparedCity;
}

function Amount({ kind, city, cities, texts }: AmountProps) {
  const counted = countedOf(kind, city);
  if (counted === null) return <span class="unknown">{compareTextsOf(texts.language).notKnown}</span>;
  const { totalCount } = counted;
  const number = formatNumber(String(totalCount), texts.language);
  const most = Math.max(...cities.map((other) => countedOf(kind, other)?.totalCount ?? 0));
  return (
    <>
      <Bar value={totalCount} most={most} />
      {totalCount === 0 ? (
        number
      ) : (
        <SearchLink kind={kind} text={city.name}>
          {number}
        </SearchLink>
      )}
    </>
  );
}
