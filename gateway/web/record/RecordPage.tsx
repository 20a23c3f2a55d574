import { useContext } from 'preact/hooks';
import { AskAgain } from '../page/AskAgain';
import { ExchangeResult } from '../page/ExchangeResult';
import { ExpertResult } from '../page/ExpertResult';
import { renderDocument } from '../page/Document';
import type { Frame } from '../page/Frame';
import { NeedResult } from '../page/NeedResult';
import { OfferResult } from '../page/OfferResult';
import { ProgrammeResult } from '../page/ProgrammeResult';
import { RefusalReason } from '../page/RefusalReason';
import { ChosenLang, RecordLink } from '../page/RecordLink';
import { SearchForm } from '../page/SearchForm';
import { mapTextsOf } from '../language/mapTexts';
import type { Texts } from '../language/Texts';
import { textOf } from '../search/SearchAnswer';
import { CityView } from './CityView';
import type { FoundRecord } from './findRecord';
import type { TopicOf, Whole } from './Record';
import { SubjectView } from './SubjectView';

interface RecordPageProps {
  readonly found: FoundRecord;
  /** Undefined where the address can be of nothing. */
  readonly id: string | undefined;
  readonly path: string;
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is, and the script of the search box, which stands where there is nothing else. */
  readonly stylesheet: string;
  readonly script: string;
}

/** Characters of a description: search engines and messengers show no more. */
const MOST_DESCRIBED = 200;

/** The page of one record, city or subject as an HTML document. */
export function renderRecordPage({ found, id, path, texts, script, ...shell }: RecordPageProps): string {
  const addressIn = (lang: string) => `${path}?lang=${lang}`;
  const again = shell.chosenLang === undefined ? path : addressIn(shell.chosenLang);
  return renderDocument({
    ...{ ...shell, texts },
    ...(found.state !== 'found' && { script }),
    title: `${found.state === 'found' ? titleOf(found.whole) : headingOf(found, texts)} – Hanse`,
    description: found.state === 'found' ? describe(found.whole) : undefined,
    addressIn,
    children: (
      <div id="results" class="record" tabIndex={-1}>
        {found.state === 'found' ? (
          <>
            {found.isPart && <Part {...{ whole: found.whole, again, texts }} />}
            <View whole={found.whole} again={again} texts={texts} />
            <Subjects topics={topicsOf(found.whole)} texts={texts} />
          </>
        ) : (
          <Missing found={found} id={id} again={again} texts={texts} />
        )}
      </div>
    ),
  });
}

function titleOf({ kind, record }: Whole): string {
  switch (kind) {
    case 'staff':
    case 'city':
      return record.name;
    case 'subject':
      return record.label;
    default:
      return textOf(record).title;
  }
}

/** What a record is about, in a sentence or two; nothing of a person, whose page is for readers alone. */
function describe({ kind, record }: Whole): string | undefined {
  switch (kind) {
    case 'staff':
    case 'city':
      return undefined;
    case 'subject':
      return record.definition ?? undefined;
    default:
      return textOf(record).summary?.slice(0, MOST_DESCRIBED);
  }
}

/** That a page is not whole. One of a city that takes no questions at the moment says so itself. */
function Part({ whole, again, texts }: ViewProps) {
  const city = whole.kind === 'city' ? whole.record : undefined;
  if (city !== undefined && city.status !== 'ADMITTED') return null;
  return (
    <div class="coverage incomplete">
      <p>{texts.partOnly(city?.name)}</p>
      <AskAgain {...{ again, texts }} />
    </div>
  );
}

interface ViewProps {
  readonly whole: Whole;
  /** Where the same page is. */
  readonly again: string;
  readonly texts: Texts;
}

function View({ whole: { kind, record }, again, texts }: ViewProps) {
  switch (kind) {
    case 'staff':
      return <ExpertResult expert={record} reason={undefined} texts={texts} whole />;
    case 'programme':
      return <ProgrammeResult programme={record} texts={texts} whole />;
    case 'exchange':
      return <ExchangeResult exchange={record} texts={texts} whole />;
    case 'offer':
      return <OfferResult offer={record} texts={texts} whole />;
    case 'need':
      return <NeedResult need={record} texts={texts} whole />;
    case 'city':
      return <CityView city={record} texts={texts} />;
    case 'subject':
      return <SubjectView subject={record} again={again} texts={texts} />;
  }
}

/** Empty for what leads to its subjects by itself. */
function topicsOf({ kind, record }: Whole): readonly TopicOf[] {
  return kind === 'staff' || kind === 'city' || kind === 'subject' ? [] : record.topics;
}

/** What a record is about, by the network's subjects: each leads to all cities that know of it. */
function Subjects({ topics, texts }: { readonly topics: readonly TopicOf[]; readonly texts: Texts }) {
  const concepts = new Map(
    topics.flatMap(({ mappings }) => mappings.flatMap(({ concept }) => (concept ? [[concept.id, concept.label]] : []))),
  );
  if (concepts.size === 0) return null;
  return (
    <nav class="further" aria-labelledby="subjects">
      <h2 id="subjects">{texts.subjects}</h2>
      <ul class="choices">
        {[...concepts].map(([id, label]) => (
          <li key={id}>
            <RecordLink id={id}>{label}</RecordLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface MissingProps {
  readonly found: Exclude<FoundRecord, { state: 'found' }>;
  readonly id: string | undefined;
  /** Where the same page is. */
  readonly again: string;
  readonly texts: Texts;
}

/** What the page says in place of a record, in a line. */
function headingOf({ state }: MissingProps['found'], texts: Texts): string {
  switch (state) {
    case 'absent':
    case 'unknown city':
      return texts.notHere;
    case 'unreachable':
      return texts.notToBeHad;
    case 'refused':
      return texts.badQuestion;
    case 'failed':
      return texts.hubFailed;
  }
}

/** Why there is nothing to show, and where to go on. */
function Missing({ found, id, again, texts }: MissingProps) {
  const chosenLang = useContext(ChosenLang);
  const city = id?.includes(':') === true && !id.startsWith('concept:') ? id.slice(0, id.indexOf(':')) : undefined;
  return (
    <>
      <section class="problem" role="alert">
        <h1>{headingOf(found, texts)}</h1>
        {found.state === 'absent' && <p>{texts.notHereHint}</p>}
        {found.state === 'unknown city' && <p>{texts.noSuchCity(found.city)}</p>}
        {found.state === 'refused' && <RefusalReason refused={found} texts={texts} />}
        {found.state === 'unreachable' && (
          <p>{(found.isSuspended ? texts.citySuspended : texts.cityUnreachable)(found.owner ?? found.city)}</p>
        )}
        {found.state === 'failed' && <p>{texts.hubFailedHint}</p>}
        {(found.state === 'failed' || (found.state === 'unreachable' && !found.isSuspended)) && (
          <AskAgain {...{ again, texts }} />
        )}
        <ul>
          {city !== undefined && found.state !== 'unknown city' && (
            <li>
              <RecordLink id={city}>{texts.toCity(('owner' in found && found.owner) || city)}</RecordLink>
            </li>
          )}
          <li>
            <a href={chosenLang === undefined ? '/map' : `/map?lang=${chosenLang}`}>
              {mapTextsOf(texts.language).title}
            </a>
          </li>
        </ul>
      </section>
      <SearchForm search={undefined} texts={texts} chosenLang={chosenLang} />
    </>
  );
}
