import { list, only, tell } from '../facts/Fact';
import { nameCountry } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { Facts } from '../page/Facts';
import { RecordLink } from '../page/RecordLink';
import { SearchLink } from '../page/SearchLink';
import { SEARCH_KINDS } from '../search/Search';
import type { SearchKind } from '../search/Search';
import type { Term } from '../search/SearchAnswer';
import type { WholeSubject } from './Record';

/** What a subject is, what is above and below it, and which cities say that they have something on it. */
export function SubjectView({ subject, texts }: { readonly subject: WholeSubject; readonly texts: Texts }) {
  const { label, definition, altLabels, cities } = subject;
  const listed = (kind: SearchKind, city: string, count: number | string) =>
    count === 0 ? 0 : <SearchLink {...{ kind, text: label, cities: [city] }}>{count}</SearchLink>;
  return (
    <>
      <h1>{label}</h1>
      {definition !== null && <p>{definition}</p>}
      <Facts
        facts={only(
          tell(texts.alsoCalled, altLabels.join(', ')),
          terms(texts.broader, subject.broader),
          terms(texts.narrower, subject.narrower),
          terms(texts.related, subject.related),
        )}
      />
      <p>
        {SEARCH_KINDS.map((kind, at) => (
          <>
            {at > 0 && ' · '}
            <SearchLink key={kind} kind={kind} text={label}>
              {texts.allOfKind(texts.kinds[kind])}
            </SearchLink>
          </>
        ))}
      </p>
      <section>
        <h2>{texts.counted(texts.cities, cities?.totalCount ?? 0)}</h2>
        {cities === null || cities.totalCount === 0 ? (
          <p>{texts.noCityHasIt}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.columns.city}</th>
                <th scope="col">{texts.kinds.experts}</th>
                <th scope="col">{texts.kinds.programmes}</th>
                <th scope="col">{texts.kinds.exchanges}</th>
                <th scope="col">{texts.kinds.offers}</th>
                <th scope="col">{texts.kinds.needs}</th>
              </tr>
            </thead>
            <tbody>
              {cities.edges.map(({ node, staff, fewerThan, programmes, exchanges, offers, needs }) => (
                <tr key={node.id}>
                  <th scope="row">
                    <RecordLink id={node.id}>{node.name}</RecordLink>, {nameCountry(node.country, texts.language)}
                  </th>
                  <td>{listed('experts', node.id, staff ?? (fewerThan === null ? 0 : `< ${fewerThan}`))}</td>
                  <td>{listed('programmes', node.id, programmes)}</td>
                  <td>{listed('exchanges', node.id, exchanges)}</td>
                  <td>{listed('offers', node.id, offers)}</td>
                  <td>{needs === null ? '–' : listed('needs', node.id, needs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {cities !== null && cities.totalCount > cities.edges.length && (
          <p>{texts.andMore(cities.totalCount - cities.edges.length)}</p>
        )}
      </section>
    </>
  );
}

function terms(name: string, subjects: readonly Term[]) {
  return list(name, [subjects.map(({ id, label }) => ({ id, text: label }))]);
}
