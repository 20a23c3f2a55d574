import { compareAddress } from '../compare/Comparison';
import { compareTextsOf } from '../language/compareTexts';
import { homeTextsOf } from '../language/homeTexts';
import { mapTextsOf } from '../language/mapTexts';
import type { Texts } from '../language/Texts';
import { CityMap } from '../map/CityMap';
import type { Region } from '../map/drawRegion';
import { markCities } from '../map/MapCity';
import { RecordLink } from '../page/RecordLink';
import { pathOf } from '../record/address';
import type { CityStatus } from '../record/Record';
import type { HomeFacts, LargeSubject, LargeSubjects } from './askForHome';

interface HomeProps {
  readonly facts: HomeFacts;
  /** Undefined where no city has a place. */
  readonly region: Region | undefined;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** Below the question: what the network knows about, where its cities are, and how it is. */
export function Home({ facts, region, texts, chosenLang }: HomeProps) {
  const words = homeTextsOf(texts.language);
  const mapWords = mapTextsOf(texts.language);
  const inLang = chosenLang === undefined ? '' : `?lang=${chosenLang}`;
  return (
    <div class="home">
      {facts.subjects && <Subjects subjects={facts.subjects} texts={texts} />}
      <section aria-labelledby="network">
        <h2 id="network">{words.network}</h2>
        <Standing facts={facts} texts={texts} />
        {region && (
          <>
            <CityMap
              {...{ cities: markCities(facts.cities, undefined), region, isAsked: false, texts }}
              addressOf={({ id }) => `${pathOf(id) ?? '/'}${inLang}`}
            />
            <p class="legend">{mapWords.legend.plain}</p>
          </>
        )}
        <ul class="choices">
          <li>
            <a href={`/map${inLang}`}>{region ? words.largerMap : mapWords.asTable}</a>
          </li>
          <li>
            <a href={compareAddress([], chosenLang)}>{compareTextsOf(texts.language).title}</a>
          </li>
        </ul>
      </section>
    </div>
  );
}

/** So many subjects are seen at a glance; on a phone, the network follows. */
const MOST_SHOWN = 12;

function Subjects({ subjects, texts }: { readonly subjects: LargeSubjects; readonly texts: Texts }) {
  const words = homeTextsOf(texts.language);
  return (
    <section aria-labelledby="subjects">
      <h2 id="subjects">{words.subjects}</h2>
      {subjects.nodes.length === 0 ? (
        <p>{words.noSubjects}</p>
      ) : (
        <>
          <p class="hint">{words.subjectsHint}</p>
          <SubjectList subjects={subjects.nodes.slice(0, MOST_SHOWN)} texts={texts} />
          {subjects.nodes.length > MOST_SHOWN && (
            <details>
              <summary>{compareTextsOf(texts.language).furtherSubjects(subjects.nodes.length - MOST_SHOWN)}</summary>
              <SubjectList subjects={subjects.nodes.slice(MOST_SHOWN)} texts={texts} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function SubjectList({ subjects, texts }: { readonly subjects: readonly LargeSubject[]; readonly texts: Texts }) {
  return (
    <ul class="subjects">
      {subjects.map((subject) => (
        <li key={subject.concept.id}>
          <RecordLink id={subject.concept.id}>{subject.concept.label}</RecordLink>
          <span class="counts">{describeCounts(subject, texts)}</span>
        </li>
      ))}
    </ul>
  );
}

function describeCounts({ cities, programmes, exchanges, staff, fewerThan }: LargeSubject, texts: Texts): string {
  const words = homeTextsOf(texts.language);
  return [
    words.cities(cities),
    programmes > 0 && words.programmes(programmes),
    staff === null ? fewerThan !== null && words.fewPeople(fewerThan) : staff > 0 && words.people(staff),
    exchanges > 0 && words.exchanges(exchanges),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** So many cities are named of each state. */
const MOST_NAMED = 8;

/** How many cities answer, which do not and why, and how old the counts are. */
function Standing({ facts: { cities, further, subjects }, texts }: Pick<HomeProps, 'facts' | 'texts'>) {
  const words = homeTextsOf(texts.language);
  const connected = cities.filter(({ status }) => status === 'ADMITTED').length;
  return (
    <>
      <p>
        <strong>{words.connected(connected, cities.length)}</strong>{' '}
        {further > 0 && mapTextsOf(texts.language).further(further)}
      </p>
      <dl>
        {STATES.map((state) => {
          const names = cities.filter(({ status }) => status === state);
          if (names.length === 0) return null;
          const isTrouble = state !== 'LISTED' && state !== 'PENDING';
          return (
            <div key={state} class={isTrouble ? 'warns' : undefined}>
              <dt>{words.standing[state]}</dt>
              <dd>
                {names.slice(0, MOST_NAMED).map(({ id, name }, at) => (
                  <>
                    {at > 0 && ', '}
                    <RecordLink id={id}>{name}</RecordLink>
                  </>
                ))}
                {names.length > MOST_NAMED && ` ${texts.andMore(names.length - MOST_NAMED)}`}
              </dd>
            </div>
          );
        })}
      </dl>
      {subjects && (
        <p class="hint">
          {subjects.summariesAsOf !== null && words.countedAt(subjects.summariesAsOf)}{' '}
          {subjects.notCounted > 0 && words.notCounted(subjects.notCounted)}
        </p>
      )}
    </>
  );
}

/** What is wrong comes first. */
const STATES: readonly Exclude<CityStatus, 'ADMITTED'>[] = [
  'UNREACHABLE',
  'SUSPENDED',
  'REFUSED',
  'QUARANTINED',
  'PENDING',
  'LISTED',
];
