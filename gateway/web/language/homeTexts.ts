import type { CityStatus } from '../record/Record';
import { LOCALES } from './describePeriod';
import { formatNumber } from './formatAmount';
import { keepFormats } from './keepFormats';
import type { Language } from './Texts';

/** What the first page says of the network. */
interface HomeTexts {
  readonly subjects: string;
  /** Of a subject, that what is narrower is not in its counts. */
  readonly subjectsHint: string;
  readonly noSubjects: string;
  readonly cities: (count: number) => string;
  readonly programmes: (count: number) => string;
  readonly exchanges: (count: number) => string;
  readonly people: (count: number) => string;
  readonly fewPeople: (fewerThan: number) => string;
  readonly network: string;
  /** How many cities can be asked. Whether each of them answers at the moment, nobody knows who did not ask. */
  readonly connected: (count: number, of: number) => string;
  /** Before the names of cities that stand so. */
  readonly standing: Readonly<Record<Exclude<CityStatus, 'ADMITTED'>, string>>;
  readonly countedAt: (asOf: string) => string;
  readonly notCounted: (count: number) => string;
  readonly largerMap: string;
}

const timeFormat = keepFormats(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
);

/** A point in time, ISO 8601, as a day and a time of Coordinated Universal Time. */
function momentOf(asOf: string, language: Language): string {
  return `${timeFormat(LOCALES[language]).format(new Date(asOf))} UTC`;
}

/** A number with the noun for one, or for any other number, on one line. */
const counter = (language: Language, one: string, many: string) => (count: number) =>
  `${formatNumber(String(count), language)}\u00a0${count === 1 ? one : many}`;

const TEXTS: Readonly<Record<Language, HomeTexts>> = {
  en: {
    subjects: 'The network’s largest subjects',
    subjectsHint: 'From the cities’ own counts. What is filed under a narrower subject counts there.',
    noSubjects: 'No city has told yet what it has.',
    cities: counter('en', 'city', 'cities'),
    programmes: counter('en', 'programme', 'programmes'),
    exchanges: counter('en', 'exchange', 'exchanges'),
    people: counter('en', 'person or office', 'people and offices'),
    fewPeople: (fewerThan) => `fewer than ${fewerThan} people and offices`,
    network: 'The network',
    connected: (count, of) =>
      `${count} of ${of} ${of === 1 ? 'city' : 'cities'} ${count === 1 ? 'is' : 'are'} connected. Each answer says which of them gave one.`,
    standing: {
      LISTED: 'Without a server yet',
      PENDING: 'New, not examined yet',
      UNREACHABLE: 'Cannot be reached at the moment',
      REFUSED: 'Take no questions at the moment',
      QUARANTINED: 'Not admitted',
      SUSPENDED: 'Suspended by the operator',
    },
    countedAt: (asOf) => `The counts are of ${momentOf(asOf, 'en')} or later.`,
    notCounted: (count) =>
      count === 1 ? 'What one city has is not known yet.' : `What ${count} cities have is not known yet.`,
    largerMap: 'Larger map, and the cities as a table',
  },
  de: {
    subjects: 'Die größten Themen im Netz',
    subjectsHint: 'Nach den Zählungen der Städte. Was unter einem engeren Thema steht, zählt dort.',
    noSubjects: 'Noch hat keine Stadt angegeben, was sie hat.',
    cities: counter('de', 'Stadt', 'Städte'),
    programmes: counter('de', 'Programm', 'Programme'),
    exchanges: counter('de', 'Begegnung', 'Begegnungen'),
    people: counter('de', 'Fachperson', 'Fachleute'),
    fewPeople: (fewerThan) => `weniger als ${fewerThan} Fachleute`,
    network: 'Das Netz',
    connected: (count, of) =>
      `${count} von ${of} ${of === 1 ? 'Stadt' : 'Städten'} ${count === 1 || of === 1 ? 'ist' : 'sind'} angeschlossen. Jede Antwort sagt, welche geantwortet haben.`,
    standing: {
      LISTED: 'Noch ohne Server',
      PENDING: 'Neu, noch nicht geprüft',
      UNREACHABLE: 'Derzeit nicht erreichbar',
      REFUSED: 'Nehmen derzeit keine Fragen an',
      QUARANTINED: 'Nicht zugelassen',
      SUSPENDED: 'Vom Betreiber vorübergehend herausgenommen',
    },
    countedAt: (asOf) => `Gezählt wurde am ${momentOf(asOf, 'de')} oder später.`,
    notCounted: (count) =>
      count === 1
        ? 'Was eine Stadt hat, ist noch nicht bekannt.'
        : `Was ${count} Städte haben, ist noch nicht bekannt.`,
    largerMap: 'Größere Karte, und die Städte als Tabelle',
  },
  nl: {
    subjects: 'De grootste onderwerpen in het netwerk',
    subjectsHint: 'Volgens de tellingen van de steden. Wat onder een specifieker onderwerp valt, telt daar mee.',
    noSubjects: 'Nog geen stad heeft laten weten wat ze heeft.',
    cities: counter('nl', 'stad', 'steden'),
    programmes: counter('nl', 'programma', 'programma’s'),
    exchanges: counter('nl', 'uitwisseling', 'uitwisselingen'),
    people: counter('nl', 'deskundige', 'deskundigen'),
    fewPeople: (fewerThan) => `minder dan ${fewerThan} deskundigen`,
    network: 'Het netwerk',
    connected: (count, of) =>
      `${count} van ${of === 1 ? '1 stad' : `de ${of} steden`} ${count === 1 || of === 1 ? 'is' : 'zijn'} aangesloten. Elk antwoord zegt welke er antwoordden.`,
    standing: {
      LISTED: 'Nog zonder server',
      PENDING: 'Nieuw, nog niet onderzocht',
      UNREACHABLE: 'Op dit moment niet bereikbaar',
      REFUSED: 'Nemen op dit moment geen vragen aan',
      QUARANTINED: 'Niet toegelaten',
      SUSPENDED: 'Door de beheerder tijdelijk uitgeschakeld',
    },
    countedAt: (asOf) => `Geteld op ${momentOf(asOf, 'nl')} of later.`,
    notCounted: (count) =>
      count === 1 ? 'Wat één stad heeft, is nog niet bekend.' : `Wat ${count} steden hebben, is nog niet bekend.`,
    largerMap: 'Grotere kaart, en de steden als tabel',
  },
};

export function homeTextsOf(language: Language): HomeTexts {
  return TEXTS[language];
}
