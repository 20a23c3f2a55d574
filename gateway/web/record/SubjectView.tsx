import { list, only, tell } from '../facts/Fact';
import { describeCounting, describeNotCounted } from '../language/countTexts';
import { nameCountry } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { AskAgain } from '../page/AskAgain';
import { Facts } from '../page/Facts';
import { RecordLink } from '../page/RecordLink';
import { SearchLink } from '../page/SearchLink';
import { SEARCH_KINDS } from '../search/Search';
import type { SearchKind } from '../search/Search';
import type { Term } from '../search/SearchAnswer';
import { describeCount } from '../search/subjectCounts';
import { formatPartialDate } from '../language/describePeriod';
import type { Meeting, SubjectWithMeetings } from './Record';

/** The names of a subject; what else people say for it comes behind them, and is folded away. */
const MOST_NAMES = 6;

interface SubjectViewProps {
  readonly subject: SubjectWithMeetings;
  /** Where the same page is. */
  readonly again: string;
  readonly texts: Texts;
}

/** What a subject is, what is above and below it, which cities say that they have something on it, and who met about it. */
export function SubjectView({ subject, again, texts }: SubjectViewProps) {
  const { label, definition, altLabels, cities } = subject;
  const missing = cities === null ? undefined : describeNotCounted(cities.notCounted, texts.language);
  const listed = (kind: SearchKind, { node, ...counts }: NonNullable<typeof cities>['edges'][number]) => {
    if (kind === 'needs' && counts.needs === null) return '–';
    const count = describeCount(counts, kind);
    return count === null ? 0 : <SearchLink {...{ kind, text: label, cities: [node.id] }}>{count}</SearchLink>;
  };
  return (
    <>
      <h1>{label}</h1>
      {definition !== null && <p>{definition}</p>}
      <Facts
        facts={only(
          tell(texts.alsoCalled, altLabels.slice(0, MOST_NAMES).join(', ')),
          terms(texts.broader, subject.broader),
          terms(texts.narrower, subject.narrower),
          terms(texts.related, subject.related),
        )}
      />
      {altLabels.length > MOST_NAMES && (
        <details>
          <summary>{texts.furtherWords(altLabels.length - MOST_NAMES)}</summary>
          <p>{altLabels.slice(MOST_NAMES).join(', ')}</p>
        </details>
      )}
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
      {cities !== null && (
        <section>
          <h2 id="cities">{texts.counted(texts.cities, cities.totalCount)}</h2>
          {cities.totalCount === 0 ? (
            <p>{texts.noCityHasIt}</p>
          ) : (
            <div class="wide" role="region" aria-labelledby="cities" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{texts.columns.city}</th>
                    {SEARCH_KINDS.map((kind) => (
                      <th key={kind} scope="col">
                        {texts.kinds[kind]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {cities.edges.map((edge) => (
                    <tr key={edge.node.id}>
                      <th scope="row">
                        <RecordLink id={edge.node.id}>{edge.node.name}</RecordLink>,{' '}
                        {nameCountry(edge.node.country, texts.language)}
                      </th>
                      {SEARCH_KINDS.map((kind) => (
                        <td key={kind}>{listed(kind, edge)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {missing !== undefined && <p class="missing">{missing}</p>}
          {cities.totalCount > 0 && subject.narrower.length > 0 && (
            <p>{describeCounting(cities.edges, texts.language)}</p>
          )}
          {cities.totalCount > cities.edges.length && <p>{texts.andMore(cities.totalCount - cities.edges.length)}</p>}
        </section>
      )}
      <Meetings {...{ subject, again, texts }} />
    </>
  );
}

/** Who visited whom about it. */
function Meetings({ subject: { label, meetings }, again, texts }: SubjectViewProps) {
  if (meetings === null || (meetings.totalCount === 0 && meetings.coverage.complete)) return null;
  const shown = meetings.nodes.filter((meeting) => meeting !== null);
  return (
    <section>
      <h2>{shown.length === 0 ? texts.exchangesAbout : texts.counted(texts.exchangesAbout, meetings.totalCount)}</h2>
      {!meetings.coverage.complete && (
        <>
          <p class="missing">{texts.coverageIncomplete}</p>
          <AskAgain {...{ again, texts }} />
        </>
      )}
      <ul>
        {shown.map((meeting) => (
          <li key={meeting.id}>
            <Met meeting={meeting} texts={texts} />
          </li>
        ))}
      </ul>
      {meetings.totalCount > shown.length && (
        <p>
          <SearchLink kind="exchanges" text={label}>
            {texts.andMore(meetings.totalCount - shown.length)}
          </SearchLink>
        </p>
      )}
    </section>
  );
}

function Met({ meeting, texts }: { readonly meeting: Meeting; readonly texts: Texts }) {
  const { id, title, text, startsOn, host, guests } = meeting;
  const named = guests.filter((guest) => guest !== null);
  return (
    <>
      <RecordLink id={id} lang={text?.lang ?? undefined}>
        {text?.title ?? title}
      </RecordLink>
      {startsOn !== null && ` · ${formatPartialDate(startsOn, texts.language)}`}
      {host && (
        <>
          {` · ${texts.host}: `}
          <RecordLink id={host.id}>{host.name}</RecordLink>
        </>
      )}
      {named.length > 0 && ` · ${texts.guests}: `}
      {named.map((guest, at) => (
        <>
          {at > 0 && ', '}
          <RecordLink key={guest.id} id={guest.id}>
            {guest.name}
          </RecordLink>
        </>
      ))}
    </>
  );
}

function terms(name: string, subjects: readonly Term[]) {
  return list(name, [subjects.map(({ id, label }) => ({ id, text: label }))]);
}
