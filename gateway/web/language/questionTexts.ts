import type { ChangeKind, RecordKind } from '../../../subgraphs/contract/changes';
import type { AnswerStatus, MatchKind } from '../search/SearchAnswer';
import { formatPartialDate } from './describePeriod';
import type { Language } from './Texts';

/** What the hub says to people of questions that have an address, and of the files that answer them. */
interface QuestionTexts {
  /** Without a full stop; why follows. A program may look for it. */
  readonly endsEarly: string;
  readonly mostRows: (rows: number) => string;
  /** It would be too much to be held at once. */
  readonly mostText: string;
  readonly mostSeconds: (seconds: number) => string;
  readonly pointsSpent: (points: number, seconds: number) => string;
  readonly noFurtherRows: string;
  /** How the rest is had: the parameter stands as it is given. */
  readonly restWith: (parameter: string) => string;
  readonly askAgain: string;
  readonly withoutDetails: (count: number) => string;
  readonly gaveTwice: (cities: string) => string;
  readonly gaveFewer: (cities: string) => string;
  readonly fewerOf: (city: string, given: number, said: number) => string;

  /** Of an answer that rests on the list of cities alone. */
  readonly fromDirectory: string;
  /** @param asOf of the oldest, ISO 8601; null where there is none */
  readonly fromSummaries: (cities: number, asOf: string | null) => string;
  readonly notCounted: (cities: number) => string;

  /** Of the sheet that says what a table rests on, and of its lines. */
  readonly about: string;
  readonly asked: string;
  readonly address: string;
  readonly askedAt: string;
  readonly rowCount: string;
  readonly sources: string;
  readonly statuses: Readonly<Record<AnswerStatus, string>>;
  /** Of a city, behind its state. */
  readonly foundSoMany: (hits: number) => string;
  readonly afterMs: (milliseconds: number) => string;

  /** Of the page that lists all questions. */
  readonly title: string;
  readonly introduction: (rows: string) => string;
  readonly forPrograms: string;
  readonly mayBeGiven: string;
  readonly everyQuestion: string;
  readonly onlyIn: (ending: string) => string;

  /** What became of a record. */
  readonly changed: Readonly<Record<ChangeKind, string>>;
  readonly truth: { readonly yes: string; readonly no: string };
  /** How a subject fits what was asked for, in a cell. */
  readonly matches: Readonly<Record<MatchKind, string>>;
  /** What a record is, in a cell. */
  readonly records: Readonly<Record<RecordKind | 'EXPERT', string>>;
}

const dayOf = (moment: string, language: Language): string => formatPartialDate(moment.slice(0, 10), language);

const english: QuestionTexts = {
  endsEarly: 'INCOMPLETE: this file ends early',
  mostRows: (rows) => `a file holds ${rows} rows at most`,
  mostText: 'it would be too long for one file',
  mostSeconds: (seconds) => `an export takes ${seconds} s at most`,
  pointsSpent: (points, seconds) =>
    `each page costs points, of which there are ${points} in a minute; there are more in ${seconds} s`,
  noFurtherRows: 'the hub could not give the rows after this one',
  restWith: (parameter) => `For the rest, ask the same with ${parameter}, or ask a narrower question`,
  askAgain: 'Please export again, or ask a narrower question',
  withoutDetails: (count) =>
    `INCOMPLETE: ${count} found without details, for their cities could not be reached or do not know them.`,
  gaveTwice: (cities) => `Gave records twice, which stand here once: ${cities}.`,
  gaveFewer: (cities) => `INCOMPLETE: gave fewer records than they say they have: ${cities}.`,
  fewerOf: (city, given, said) => `${city} ${given} of ${said}`,

  fromDirectory: 'From the list of cities that the hub keeps; no city was asked.',
  fromSummaries: (cities, asOf) =>
    `Counted from the summaries of ${cities} ${cities === 1 ? 'city' : 'cities'}` +
    `${asOf === null ? '' : `, the oldest of ${dayOf(asOf, 'en')}`}; no city was asked.`,
  notCounted: (cities) =>
    `INCOMPLETE: what ${cities} further ${cities === 1 ? 'city has' : 'cities have'} is not known yet.`,

  about: 'About this table',
  asked: 'Question',
  address: 'Address',
  askedAt: 'Asked at (UTC)',
  rowCount: 'Rows',
  sources: 'Sources',
  statuses: {
    ANSWERED: 'answered in full',
    PARTIAL: 'answered in part',
    TIMED_OUT: 'did not answer in time',
    UNREACHABLE: 'could not be reached',
    REFUSED: 'refused to answer',
    INVALID: 'gave a wrong answer',
    SUSPENDED: 'is suspended by the operator of the network',
  },
  foundSoMany: (hits) => `${hits} found`,
  afterMs: (milliseconds) => `after ${milliseconds} ms`,

  title: 'Addresses for spreadsheets and programs',
  introduction: (rows) =>
    `Each question has an address, which gives its answer in one piece: at most ${rows} rows, and where there are more, the header Link ` +
    'says where they go on. The header Hanse-Coverage says which cities an answer rests on. Whoever sends a member’s token gets what ' +
    'members may see.',
  forPrograms: 'The same for programs (OpenAPI)',
  mayBeGiven: 'What may be given',
  everyQuestion: 'To every question',
  onlyIn: (ending) => `With ${ending} alone`,

  changed: { ADDED: 'New', CHANGED: 'Changed', REMOVED: 'Gone, or hidden now' },
  truth: { yes: 'yes', no: 'no' },
  matches: {
    EXACT: 'exact',
    CLOSE: 'close',
    NARROWER: 'narrower subject',
    BROADER: 'broader subject',
    TEXT: 'words in the text',
    ASPECT: 'one of the subjects',
    NEAR: 'related subject',
  },
  records: {
    STAFF: 'person or office',
    EXPERT: 'person or office',
    PROGRAMME: 'programme',
    TOPIC: 'subject',
    EXCHANGE: 'exchange',
    NEED: 'request',
    OFFER: 'offer',
  },
};

const german: QuestionTexts = {
  endsEarly: 'UNVOLLSTÄNDIG: Diese Datei endet vorzeitig',
  mostRows: (rows) => `eine Datei hat höchstens ${rows} Zeilen`,
  mostText: 'sie wäre zu lang für eine Datei',
  mostSeconds: (seconds) => `eine Ausgabe dauert höchstens ${seconds} s`,
  pointsSpent: (points, seconds) =>
    `jede Seite kostet Punkte, von denen es ${points} in der Minute gibt; in ${seconds} s gibt es neue`,
  noFurtherRows: 'der Hub konnte die weiteren Zeilen nicht geben',
  restWith: (parameter) => `Der Rest kommt auf dieselbe Frage mit ${parameter}; oder fragen Sie enger`,
  askAgain: 'Bitte noch einmal ausgeben, oder enger fragen',
  withoutDetails: (count) =>
    `UNVOLLSTÄNDIG: ${count} gefunden ohne Einzelheiten, weil ihre Städte nicht zu erreichen waren oder sie nicht kennen.`,
  gaveTwice: (cities) => `Gaben Einträge doppelt, die hier einmal stehen: ${cities}.`,
  gaveFewer: (cities) => `UNVOLLSTÄNDIG: gaben weniger Einträge, als sie zu haben sagen: ${cities}.`,
  fewerOf: (city, given, said) => `${city} ${given} von ${said}`,

  fromDirectory: 'Aus der Liste der Städte, die der Hub führt; keine Stadt wurde gefragt.',
  fromSummaries: (cities, asOf) =>
    `Gezählt aus den Übersichten von ${cities} ${cities === 1 ? 'Stadt' : 'Städten'}` +
    `${asOf === null ? '' : `, die älteste vom ${dayOf(asOf, 'de')}`}; keine Stadt wurde gefragt.`,
  notCounted: (cities) =>
    `UNVOLLSTÄNDIG: Was ${cities} weitere ${cities === 1 ? 'Stadt hat' : 'Städte haben'}, ist noch nicht bekannt.`,

  about: 'Über diese Tabelle',
  asked: 'Frage',
  address: 'Adresse',
  askedAt: 'Gefragt am (UTC)',
  rowCount: 'Zeilen',
  sources: 'Quellen',
  statuses: {
    ANSWERED: 'hat vollständig geantwortet',
    PARTIAL: 'hat zum Teil geantwortet',
    TIMED_OUT: 'hat nicht rechtzeitig geantwortet',
    UNREACHABLE: 'war nicht zu erreichen',
    REFUSED: 'hat die Antwort verweigert',
    INVALID: 'hat falsch geantwortet',
    SUSPENDED: 'ist vom Betreiber des Netzwerks ausgesetzt',
  },
  foundSoMany: (hits) => `${hits} gefunden`,
  afterMs: (milliseconds) => `nach ${milliseconds} ms`,

  title: 'Adressen für Tabellen und Programme',
  introduction: (rows) =>
    `Jede Frage hat eine Adresse, die ihre Antwort in einem Stück gibt: höchstens ${rows} Zeilen; wo es mehr sind, sagt der Header Link, ` +
    'wo es weitergeht. Der Header Hanse-Coverage sagt, auf welchen Städten eine Antwort beruht. Wer das Token eines Mitglieds schickt, ' +
    'bekommt, was Mitglieder sehen dürfen.',
  forPrograms: 'Dasselbe für Programme (OpenAPI)',
  mayBeGiven: 'Was man angeben kann',
  everyQuestion: 'Bei jeder Frage',
  onlyIn: (ending) => `Nur mit ${ending}`,

  changed: { ADDED: 'Neu', CHANGED: 'Geändert', REMOVED: 'Entfernt oder nun verborgen' },
  truth: { yes: 'ja', no: 'nein' },
  matches: {
    EXACT: 'genau',
    CLOSE: 'nahe',
    NARROWER: 'engeres Thema',
    BROADER: 'weiter gefasst',
    TEXT: 'Worte im Text',
    ASPECT: 'eines der Themen',
    NEAR: 'verwandtes Thema',
  },
  records: {
    STAFF: 'Person oder Stelle',
    EXPERT: 'Person oder Stelle',
    PROGRAMME: 'Programm',
    TOPIC: 'Thema',
    EXCHANGE: 'Austausch',
    NEED: 'Gesuch',
    OFFER: 'Angebot',
  },
};

const dutch: QuestionTexts = {
  endsEarly: 'ONVOLLEDIG: dit bestand eindigt voortijdig',
  mostRows: (rows) => `een bestand heeft hoogstens ${rows} regels`,
  mostText: 'het zou te lang zijn voor één bestand',
  mostSeconds: (seconds) => `een uitvoer duurt hoogstens ${seconds} s`,
  pointsSpent: (points, seconds) =>
    `elke pagina kost punten, waarvan er ${points} per minuut zijn; over ${seconds} s zijn er nieuwe`,
  noFurtherRows: 'de hub kon de volgende regels niet geven',
  restWith: (parameter) => `De rest komt op dezelfde vraag met ${parameter}, of vraag naar minder`,
  askAgain: 'Voer opnieuw uit, of vraag naar minder',
  withoutDetails: (count) =>
    `ONVOLLEDIG: ${count} gevonden zonder bijzonderheden, omdat hun steden niet bereikbaar waren of ze niet kennen.`,
  gaveTwice: (cities) => `Gaven gegevens dubbel, die hier één keer staan: ${cities}.`,
  gaveFewer: (cities) => `ONVOLLEDIG: gaven minder gegevens dan ze zeggen te hebben: ${cities}.`,
  fewerOf: (city, given, said) => `${city} ${given} van ${said}`,

  fromDirectory: 'Uit de lijst van steden die de hub bijhoudt; geen stad is bevraagd.',
  fromSummaries: (cities, asOf) =>
    `Geteld uit de overzichten van ${cities} ${cities === 1 ? 'stad' : 'steden'}` +
    `${asOf === null ? '' : `, het oudste van ${dayOf(asOf, 'nl')}`}; geen stad is bevraagd.`,
  notCounted: (cities) =>
    `ONVOLLEDIG: wat ${cities} andere ${cities === 1 ? 'stad heeft' : 'steden hebben'}, is nog niet bekend.`,

  about: 'Over deze tabel',
  asked: 'Vraag',
  address: 'Adres',
  askedAt: 'Gevraagd op (UTC)',
  rowCount: 'Regels',
  sources: 'Bronnen',
  statuses: {
    ANSWERED: 'antwoordde volledig',
    PARTIAL: 'antwoordde ten dele',
    TIMED_OUT: 'antwoordde niet op tijd',
    UNREACHABLE: 'was niet bereikbaar',
    REFUSED: 'weigerde te antwoorden',
    INVALID: 'gaf een fout antwoord',
    SUSPENDED: 'is door de beheerder van het netwerk tijdelijk uitgezet',
  },
  foundSoMany: (hits) => `${hits} gevonden`,
  afterMs: (milliseconds) => `na ${milliseconds} ms`,

  title: 'Adressen voor rekenbladen en programma’s',
  introduction: (rows) =>
    `Elke vraag heeft een adres, dat het antwoord in één stuk geeft: hoogstens ${rows} regels; waar er meer zijn, zegt de header Link ` +
    'waar het verdergaat. De header Hanse-Coverage zegt op welke steden een antwoord berust. Wie het token van een lid stuurt, krijgt ' +
    'wat leden mogen zien.',
  forPrograms: 'Hetzelfde voor programma’s (OpenAPI)',
  mayBeGiven: 'Wat men kan opgeven',
  everyQuestion: 'Bij elke vraag',
  onlyIn: (ending) => `Alleen met ${ending}`,

  changed: { ADDED: 'Nieuw', CHANGED: 'Gewijzigd', REMOVED: 'Verwijderd of nu verborgen' },
  truth: { yes: 'ja', no: 'nee' },
  matches: {
    EXACT: 'precies',
    CLOSE: 'dichtbij',
    NARROWER: 'specifieker onderwerp',
    BROADER: 'ruimer onderwerp',
    TEXT: 'woorden in de tekst',
    ASPECT: 'een van de onderwerpen',
    NEAR: 'verwant onderwerp',
  },
  records: {
    STAFF: 'persoon of afdeling',
    EXPERT: 'persoon of afdeling',
    PROGRAMME: 'programma',
    TOPIC: 'onderwerp',
    EXCHANGE: 'uitwisseling',
    NEED: 'hulpvraag',
    OFFER: 'aanbod',
  },
};

const TEXTS: Readonly<Record<Language, QuestionTexts>> = { en: english, de: german, nl: dutch };

export function questionTextsOf(language: Language): QuestionTexts {
  return TEXTS[language];
}
