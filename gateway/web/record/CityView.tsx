import type { ComponentChildren } from 'preact';
import { contactLine } from '../facts/contact';
import { lineOf, only, tell } from '../facts/Fact';
import { formatPartialDate } from '../language/describePeriod';
import { formatNumber } from '../language/formatAmount';
import { nameCountry, nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { Facts, Pieces } from '../page/Facts';
import { RecordLink } from '../page/RecordLink';
import { SearchLink } from '../page/SearchLink';
import type { SearchKind } from '../search/Search';
import { CompareWith } from '../compare/CompareWith';
import type { CityAmongOthers, First, Listed, WholeCity } from './Record';

/** What a city is, and the first of what it has of each kind. */
export function CityView({ city, texts }: { readonly city: CityAmongOthers; readonly texts: Texts }) {
  const { status, population } = city;
  return (
    <>
      <h1>{city.name}</h1>
      <p class="where">
        <Pieces
          line={lineOf(
            nameCountry(city.country, texts.language),
            population === null ? undefined : texts.inhabitants(formatNumber(String(population), texts.language)),
            ...city.alliances.map(({ name }) => name),
          )}
        />
      </p>
      {status !== 'ADMITTED' && <p class="ignored">{texts.connections[status]}.</p>}
      <Facts
        facts={only(
          tell(texts.languagesSpoken, city.languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
          tell(texts.source, city.source),
        )}
      />
      <Listing
        list={city.programmes}
        name={texts.kinds.programmes}
        searched={{ kind: 'programmes', city }}
        texts={texts}
      >
        {(programme) => <Title record={programme} />}
      </Listing>
      <Listing list={city.offers} name={texts.kinds.offers} searched={{ kind: 'offers', city }} texts={texts}>
        {(offer) => <Title record={offer} />}
      </Listing>
      <Listing list={city.staff} name={texts.kinds.experts} searched={{ kind: 'experts', city }} texts={texts}>
        {({ id, name, role, department, contact }) => (
          <Pieces
            line={lineOf(
              { id, text: name },
              ...[role, department].filter((part) => part !== name),
              ...contactLine(contact && { ...contact, post: null }, texts),
            )}
          />
        )}
      </Listing>
      <Listing list={city.exchanges} name={texts.kinds.exchanges} searched={{ kind: 'exchanges', city }} texts={texts}>
        {(exchange) => (
          <>
            <Title record={exchange} />
            {exchange.startsOn !== null && ` · ${formatPartialDate(exchange.startsOn, texts.language)}`}
          </>
        )}
      </Listing>
      <Listing list={city.needs} name={texts.kinds.needs} searched={{ kind: 'needs', city }} texts={texts}>
        {(need) => <Title record={need} />}
      </Listing>
      <Listing list={city.topics} name={texts.subjects} texts={texts}>
        {({ label, mappings }) => {
          const concept = mappings.find((mapping) => mapping.concept !== null)?.concept;
          return concept ? <RecordLink id={concept.id}>{label}</RecordLink> : label;
        }}
      </Listing>
      <CompareWith city={city} similar={city.similar} texts={texts} />
    </>
  );
}

function Title({ record: { id, title, text } }: { readonly record: Listed }) {
  return (
    <RecordLink id={id} lang={text?.lang ?? undefined}>
      {text?.title ?? title}
    </RecordLink>
  );
}

interface ListingProps<Item> {
  readonly list: First<Item>;
  readonly name: string;
  /** By which search all of them are found, if by any. */
  readonly searched?: { readonly kind: SearchKind; readonly city: WholeCity };
  readonly texts: Texts;
  readonly children: (item: Item) => ComponentChildren;
}

/** The first of a list with how many there are, and where the others are. */
function Listing<Item>({ list, name, searched, texts, children }: ListingProps<Item>) {
  const shown = (list?.nodes ?? []).filter((item) => item !== null);
  if (list === null || shown.length === 0) return null;
  return (
    <section>
      <h2>{texts.counted(name, list.totalCount)}</h2>
      <ul>
        {shown.map((item, at) => (
          <li key={at}>{children(item)}</li>
        ))}
      </ul>
      {list.totalCount > shown.length &&
        (searched === undefined ? (
          <p>{texts.andMore(list.totalCount - shown.length)}</p>
        ) : (
          <p>
            <SearchLink kind={searched.kind} text={searched.city.name}>
              {texts.andMore(list.totalCount - shown.length)}
            </SearchLink>
          </p>
        ))}
    </section>
  );
}
