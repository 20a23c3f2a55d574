import { compareTextsOf } from '../language/compareTexts';
import { describeCounting } from '../language/countTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { RecordLink } from '../page/RecordLink';
import { SearchLink } from '../page/SearchLink';
import { SEARCH_KINDS } from '../search/Search';
import type { Term } from '../search/SearchAnswer';
import { describeCount } from '../search/subjectCounts';
import { Bar } from './Bar';
import { ComparedTable } from './ComparedTable';
import type { ComparedCity, Landscape, SubjectCount } from './Comparison';

/** A subject, with what each city counts on it; a city that counts nothing is missing. */
interface Subject {
  readonly concept: Term;
  readonly byCity: ReadonlyMap<string, SubjectCount>;
}

interface SubjectsProps {
  readonly cities: readonly ComparedCity[];
  /** Undefined where it could not be had. */
  readonly landscape: Landscape | undefined;
  readonly texts: Texts;
}

/** Subjects that stand unfolded. */
const SHOWN = 20;

/** Subjects by cities: those first that most of the cities have, then those on which there is most. */
export function Subjects({ cities, landscape, texts }: SubjectsProps) {
  const words = compareTextsOf(texts.language);
  const subjects = landscape === undefined ? [] : subjectsOf(landscape);
  const shared = subjects.filter(({ byCity }) => byCity.size === cities.length).length;
  const most = Math.max(0, ...(landscape?.nodes ?? []).map(amountOf));
  const rest = subjects.slice(SHOWN);
  const table = (some: readonly Subject[]) => (
    <ComparedTable
      head={searchTextsOf(texts.language).facets.subject}
      name={texts.subjects}
      cities={cities}
      rows={some.map(({ concept, byCity }) => ({
        key: concept.id,
        head: <RecordLink id={concept.id}>{concept.label}</RecordLink>,
        cells: cities.map((city) => {
          const count = byCity.get(city.id);
          if (count !== undefined) return <Counts {...{ count, city, most, texts }} />;
          return <span class="unknown">{city.status === 'ADMITTED' ? words.nothing : words.notKnown}</span>;
        }),
      }))}
    />
  );
  return (
    <section>
      <h2>{texts.subjects}</h2>
      {subjects.length === 0 ? (
        <p>{landscape === undefined ? words.subjectsMissing : words.noSubjects}</p>
      ) : (
        <>
          <p>
            {cities.every(({ status }) => status === 'ADMITTED') && `${words.shared(shared, subjects.length)} `}
            {describeCounting(landscape?.nodes ?? [], texts.language)}
          </p>
          {table(subjects.slice(0, SHOWN))}
          {rest.length > 0 && (
            <details>
              <summary>{words.furtherSubjects(rest.length)}</summary>
              {table(rest)}
            </details>
          )}
        </>
      )}
    </section>
  );
}

function subjectsOf({ nodes }: Landscape): readonly Subject[] {
  const subjects = new Map<string, { concept: Term; byCity: Map<string, SubjectCount> }>();
  for (const count of nodes) {
    if (count.city === null) continue;
    const subject = subjects.get(count.concept.id) ?? { concept: count.concept, byCity: new Map() };
    subject.byCity.set(count.city.id, count);
    subjects.set(count.concept.id, subject);
  }
  const sum = ({ byCity }: Subject) => [...byCity.values()].reduce((all, count) => all + amountOf(count), 0);
  return [...subjects.values()].sort((a, b) => b.byCity.size - a.byCity.size || sum(b) - sum(a));
}

/** How many records there are at least, and one for a number of staff too small to be told. */
function amountOf({ staff, fewerThan, programmes, exchanges, offers, needs }: SubjectCount): number {
  return (staff ?? (fewerThan === null ? 0 : 1)) + programmes + exchanges + offers + (needs ?? 0);
}

interface CountsProps {
  readonly count: SubjectCount;
  readonly city: ComparedCity;
  readonly most: number;
  readonly texts: Texts;
}

/** What a city has on a subject, by kind, each with a way to it. */
function Counts({ count, city, most, texts }: CountsProps) {
  return (
    <>
      <Bar value={amountOf(count)} most={most} />
      <ul>
        {SEARCH_KINDS.map((kind) => ({ kind, number: describeCount(count, kind) })).map(({ kind, number }) =>
          number === null ? null : (
            <li key={kind}>
              <SearchLink kind={kind} text={count.concept.label} cities={[city.id]}>
                {texts.kinds[kind]}: {number}
              </SearchLink>
            </li>
          ),
        )}
      </ul>
    </>
  );
}
