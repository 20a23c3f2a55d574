import { listQuoted } from './compareTexts';
import type { Texts } from './Texts';

const inDigits = (count: number): string => count.toLocaleString('de');

export const german: Texts = {
  language: 'de',
  languageName: 'Deutsch',

  tagline: 'Städte finden die Erfahrung anderer Städte',
  introduction:
    'Fragen Sie in eigenen Worten, auf Deutsch, Englisch oder Niederländisch. Die Antwort kommt unmittelbar von den Servern der Städte.',
  skipToResults: 'Zu den Ergebnissen springen',
  languages: 'Sprache',
  question: 'Worüber möchten Sie etwas wissen?',
  questionHint:
    'Ein Stichwort genügt. Wörter, die kein Thema des Netzwerks benennen, gehen so, wie Sie sie schreiben, an die Städte.',
  suggestions: 'Vorschläge',
  kinds: {
    experts: 'Fachleute',
    programmes: 'Programme',
    exchanges: 'Austausch',
    offers: 'Angebote',
    needs: 'Gesuche',
  },
  order: 'Reihenfolge',
  submit: 'Suchen',
  forExample: 'Zum Beispiel',
  examples: [
    { kind: 'experts', text: 'Aktionsplan Wohnungslosigkeit' },
    { kind: 'exchanges', text: 'Aufnahme von Flüchtlingen' },
    { kind: 'experts', text: 'sozialraumorientierte Jugendhilfe' },
  ],
  footer: 'Diese Seite geht auch ohne Skripte, setzt keine Cookies und lädt nichts von anderen Servern.',

  found: (kind, count, certainty) =>
    `${{ ALL: '', AT_LEAST: 'Mindestens ', MORE_THAN: 'Mehr als ' }[certainty]}${inDigits(count)} ${
      {
        experts: count === 1 ? 'Fachperson' : 'Fachleute',
        programmes: count === 1 ? 'Programm' : 'Programme',
        exchanges: count === 1 ? 'Begegnung' : 'Begegnungen',
        offers: count === 1 ? 'Angebot' : 'Angebote',
        needs: count === 1 ? 'Gesuch' : 'Gesuche',
      }[kind]
    } gefunden`,
  moreThanCounted:
    'Eine Stadt zeigt und zählt höchstens 10.000 Treffer. Mit einer genaueren Frage erreichen Sie auch die übrigen.',
  matchingAll: (count) =>
    count === 0
      ? 'Bei keinem Treffer geht es um alle Themen zugleich'
      : `Bei ${count} ${count === 1 ? 'Treffer' : 'Treffern'} geht es um alle Themen zugleich`,
  noneFound: {
    experts: 'Keine Fachleute gefunden',
    programmes: 'Keine Programme gefunden',
    exchanges: 'Keine Begegnungen gefunden',
    offers: 'Keine Angebote gefunden',
    needs: 'Keine Gesuche gefunden',
  },
  noneFoundYet: (noneFound) => `${noneFound}; die Antwort ist nicht vollständig`,
  noneAnswered: (asked) =>
    asked === 1 ? 'Die Stadt, die gefragt wurde, hat nicht geantwortet' : 'Keine Stadt hat geantwortet',
  noneFoundHint: 'Versuchen Sie ein allgemeineres Wort, oder suchen Sie oben nach etwas anderem.',
  understoodAs: 'Verstanden als',
  andNarrower: (count) => (count === 1 ? 'und ein engerer Begriff' : `und ${count} engere Begriffe`),
  isBroad: 'Ein weites Thema. Genauer vielleicht',
  furtherChoices: (count) => `und ${count} weitere`,
  onlyPlace: (name) => `nur ${name}`,
  notPlace: (name) => `nicht ${name}`,
  withoutCondition: (name) => `Ohne diese Bedingung suchen: ${name}`,
  searchedWords: 'Als Wort gesucht',
  ignored: { NOT_IN_NETWORK: 'Nicht im Netz', TOO_VAGUE: 'Zu unbestimmt', NO_MATCH: 'Nicht berücksichtigt' },
  didYouMean: 'Meinten Sie',
  noCityMeets: 'Keine Stadt, die gefragt werden könnte, erfüllt alle Bedingungen',
  leaveNoCity: (conditions) =>
    `${listQuoted(conditions, 'de')} ${conditions.length === 1 ? 'lässt' : 'lassen zusammen'} keine Stadt übrig, die gefragt werden könnte`,
  nearQuestion: 'Ähnliche Fragen, zu denen es etwas gibt',
  asAsked: 'dieselbe Frage',
  inAllCities: 'in allen Städten',
  inCities: (count) => `in ${count} ${count === 1 ? 'Stadt' : 'Städten'}`,
  inhabitants: (count) => `${count} Einwohner`,
  hostsNoServer: 'ist verzeichnet, hat aber keinen Server, der gefragt werden könnte',
  why: (match, topic, concept) => {
    const own = topic === undefined ? 'das Thema' : `das Thema „${topic}“ der Stadt`;
    const asked = concept === undefined ? 'das Gesuchte' : `„${concept}“`;
    const toAsked = concept === undefined ? 'dem Gesuchten' : asked;
    return {
      EXACT: `${own} entspricht ${toAsked}`,
      CLOSE: `${own} ist nah an ${toAsked}`,
      NARROWER: `${own} gehört zu ${toAsked}`,
      BROADER: `${own} ist weiter gefasst als ${asked}`,
      TEXT: 'Ihre Worte stehen im Text',
      ASPECT: `es geht auch um ${asked}`,
      NEAR: `es geht auch um etwas, das ${toAsked} nahesteht`,
    }[match];
  },
  whyBelow: (topic, concept, asked) =>
    `das Thema „${topic}“ der Stadt gehört zu „${concept}“ und damit zu ${asked === undefined ? 'dem Gesuchten' : `„${asked}“`}`,
  score: 'Punkte',
  scoreOf: (score) => `${score} von 1000 Punkten`,
  roles: { LED: 'Leitung', WORKED: 'Mitarbeit', HOSTED: 'Gastgeber', ADVISED: 'Beratung', TOOK_PART: 'Teilnahme' },
  staffKinds: { PERSON: 'Person', POST: 'Stelle', UNIT: 'Einheit' },
  statuses: { PLANNED: 'geplant', ACTIVE: 'läuft', COMPLETED: 'abgeschlossen', DISCONTINUED: 'eingestellt' },
  exchangeKinds: {
    STUDY_VISIT: 'Studienbesuch',
    EXPERT_EXCHANGE: 'Expertenaustausch',
    DIALOGUE_EVENT: 'Dialogveranstaltung',
    NETWORK_MEETING: 'Netzwerktreffen',
    PEER_REVIEW: 'Begutachtung durch andere Städte',
  },
  since: (date) => `seit ${date}`,
  until: (date) => `bis ${date}`,
  goodPractice: 'Gutes Beispiel',
  openToVisitors: 'Besuch willkommen',
  languagesSpoken: 'Sprachen',
  contact: 'Kontakt',
  webPage: 'Webseite',
  publishedBy: (city) => `Veröffentlicht von ${city}`,
  host: 'Gastgeber',
  confirmedByHost: 'vom Gastgeber bestätigt',
  notConfirmedByHost: 'vom Gastgeber nicht bestätigt',
  hostNotHeard: 'ob der Gastgeber das bestätigt, ist nicht bekannt',
  guests: 'Gäste',
  partners: 'Partner',
  participants: (count, approximate) => `${approximate ? 'etwa ' : ''}${count} Teilnehmende`,
  days: (count) => `${count} ${count === 1 ? 'Tag' : 'Tage'}`,
  inProgramme: 'Programm',
  source: 'Quelle',
  more: 'Mehr',
  problem: 'Problem',
  approach: 'Vorgehen',
  costsName: 'Kosten',
  costs: {
    TOTAL: { ONCE: (amount) => `insgesamt ${amount}`, YEARLY: (amount) => `${amount} im Jahr` },
    OWN_SHARE: {
      ONCE: (amount) => `${amount} aus eigenen Mitteln der Stadt`,
      YEARLY: (amount) => `${amount} im Jahr aus eigenen Mitteln der Stadt`,
    },
    PER_CASE: { ONCE: (amount) => `${amount} je Fall`, YEARLY: (amount) => `${amount} je Fall und Jahr` },
  },
  funding: 'Bezahlt von',
  fundingKinds: {
    OWN: 'Haushalt der Stadt',
    STATE: 'Land oder Region',
    NATIONAL: 'Bund oder Staat',
    EU: 'Europäische Union',
    OTHER: 'Andere',
  },
  ofCosts: (share) => `${share} % der Kosten`,
  staffEffort: 'Personal',
  fullTimeEquivalents: (count) => `${count} Vollzeitstellen`,
  reach: 'Erreicht',
  results: 'Ergebnisse',
  before: (figure) => `vorher: ${figure}`,
  lessons: { WORKED: 'Was gelang', DID_NOT_WORK: 'Was nicht gelang', CONDITION: 'Was es braucht' },
  targetGroups: 'Für wen',
  legalBasis: 'Rechtsgrundlage',
  documents: 'Unterlagen',
  people: 'Beteiligte',
  exchangesAbout: 'Austausch darüber',
  adaptedFrom: 'Nach dem Vorbild',
  adaptedBy: 'Übernommen von',
  licence: 'Lizenz',
  offerKinds: { VISIT: 'Besuch', WORK_SHADOWING: 'Hospitation', TALK: 'Vortrag', ADVICE: 'Beratung' },
  upToPeople: (count) => (count === 1 ? 'für eine Person' : `für bis zu ${count} Personen`),
  registerBy: 'Anmeldung bis',
  openTo: 'Offen für',
  place: 'Ort',
  asOf: (date) => `Stand: ${date}`,
  changedOn: (date) => `Zuletzt geändert: ${date}`,
  reportErrorTo: (city, way) => `Fehler an ${city} melden: ${way}`,
  noContact: (city) => `nicht angegeben; fragen Sie die Verwaltung von ${city}`,
  reportErrorToCity: (city) => `Fehler an die Verwaltung von ${city} melden; der Eintrag nennt keinen Kontakt`,
  errorIn: (id) => `Fehler in ${id}`,
  detailsMissing: 'Die Stadt, der dieser Eintrag gehört, war für die Einzelheiten nicht zu erreichen.',

  coverage: 'Worauf diese Antwort beruht',
  coverageOf: (answered, asked) =>
    asked === 1
      ? `1 Stadt kam in Frage und wurde gefragt; ${answered === 1 ? 'sie hat geantwortet' : 'sie hat nicht vollständig geantwortet'}.`
      : `${asked} Städte kamen in Frage und wurden gefragt; ${haveAnswered(answered, asked)} vollständig geantwortet.`,
  coverageComplete: 'Die Antwort ist vollständig.',
  coverageIncomplete: 'Die Antwort ist nicht vollständig.',
  nothingAsked: 'Keine Stadt wurde gefragt.',
  noneCounts: 'Keine Stadt zählt etwas, das zur ganzen Frage passt; darum musste keine gefragt werden.',
  noneCountsForAll: 'Für alle sichtbar hat keine Stadt etwas dazu.',
  notAsked: (count) => `${count} weitere ${count === 1 ? 'Stadt wurde' : 'Städte wurden'} nicht gefragt.`,
  cityStatuses: {
    PARTIAL: (names) => `Nur zum Teil geantwortet: ${names}.`,
    TIMED_OUT: (names) => `Nicht rechtzeitig geantwortet: ${names}.`,
    UNREACHABLE: (names) => `Nicht zu erreichen: ${names}.`,
    REFUSED: (names) => `Antwort verweigert: ${names}.`,
    INVALID: (names) => `Antwort nicht verwendbar: ${names}.`,
    SUSPENDED: (names) => `Vom Betreiber des Netzwerks ausgesetzt: ${names}.`,
  },
  withheld: (names) => `Mehr für angemeldete Mitglieder des Netzwerks: ${names}.`,
  withheldAlone: (count) =>
    `${count} ${count === 1 ? 'Stadt hat' : 'Städte haben'} etwas dazu, aber nur für angemeldete Mitglieder des Netzwerks.`,

  furtherUse: 'Ergebnis weiterverwenden',
  firstPage: 'Erste Seite',
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  asWorkbook: 'Alles als Arbeitsmappe (Excel)',
  asCsv: 'Alles als Tabelle (CSV)',
  inExplorer: 'Dieselbe Abfrage im Explorer',
  otherAddresses: 'Für Programme, Feeds und Kalender',

  badQuestion: 'Diese Frage lässt sich nicht beantworten',
  repeatedParameter: (name) => `„${name}“ darf nur einmal angegeben werden.`,
  tooLong: (name) => `„${name}“ ist zu lang.`,
  unknownValue: (name) => `„${name}“ hat einen unbekannten Wert.`,
  noWord: 'Darin steht kein Wort, nach dem sich suchen ließe. Geben Sie ein Stichwort oder einen Namen ein.',
  pageGone: 'Diese Seite der Liste gibt es nicht oder nicht mehr.',
  tooCostly: 'Die Frage ist zu umfangreich. Fragen Sie nach weniger Themen, Städten oder Bedingungen auf einmal.',
  hubSays: 'Der Hub meldet:',
  hubFailed: 'Der Hub konnte nicht antworten',
  hubFailedHint: 'Bitte versuchen Sie es gleich noch einmal.',

  explorerTitle: 'Explorer',
  explorerIntroduction: 'GraphQL schreiben, Strg-Eingabe drücken, Antwort lesen.',
  explorerExamples: 'Beispielabfragen',
  explorerNeedsScript: 'Der Explorer braucht JavaScript. Die Suche geht ohne.',
  backToSearch: 'Zurück zur Suche',

  columns: {
    who: 'Wer',
    contact: 'Kontakt',
    city: 'Stadt',
    topic: 'Thema',
    role: 'Rolle',
    programme: 'Programm',
    years: 'Jahre',
    score: 'Punkte',
    status: 'Stand',
    exchange: 'Austausch',
    offer: 'Angebot',
    need: 'Gesuch',
    form: 'Form',
    availability: 'Wann',
    wantedBy: 'Gesucht bis',
    publisher: 'Veröffentlicht von',
    host: 'Gastgeber',
    guests: 'Gäste',
    participants: 'Personen',
    alike: 'Gemeinsam',
  },
  similarFound: (count, city) => (count === 1 ? `1 Stadt ist wie ${city}` : `${count} Städte sind wie ${city}`),
  similarUnknown: (count) =>
    count === 1
      ? 'Woran 1 Stadt arbeitet, ist noch nicht bekannt.'
      : `Woran ${count} Städte arbeiten, ist noch nicht bekannt.`,
  alike: {
    work: (subjects, further) => `Arbeit: ${subjects}${further > 0 ? ` und ${further} weitere` : ''}`,
    size: 'Größe',
    country: 'Land',
  },
  goOn: 'Mehr mit derselben Frage und:',
  goBack: 'Zurück mit derselben Frage und:',

  experience: 'Erfahrung',
  subjects: 'Themen',
  cities: 'Städte',
  needStatuses: { OPEN: 'noch offen', MET: 'gefunden' },
  wantedBy: 'Gesucht bis',
  alsoCalled: 'Auch',
  furtherWords: (count) =>
    count === 1 ? 'Auch ein weiteres Wort führt hierher' : `Auch ${count} weitere Wörter führen hierher`,
  broader: 'Teil von',
  narrower: 'Im Einzelnen',
  related: 'Siehe auch',
  allOfKind: (kind) => `${kind} zu diesem Thema`,
  counted: (name, count) => `${name} (${count})`,
  andMore: (count) => `und ${count} weitere`,
  noCityHasIt: 'Noch gibt keine Stadt an, zu diesem Thema etwas zu haben.',
  connections: {
    LISTED: 'Im Netz verzeichnet, ohne Server, der gefragt werden könnte',
    PENDING: 'Neu verzeichnet; der Server wurde noch nicht geprüft',
    UNREACHABLE: 'Der Server ist derzeit nicht erreichbar',
    REFUSED: 'Der Server nimmt derzeit keine Fragen an',
    QUARANTINED: 'Ausgesetzt, bis der Server die Regeln des Netzes einhält',
    SUSPENDED: 'Vom Betreiber des Netzes vorübergehend herausgenommen',
  },
  notHere: 'Unter dieser Adresse gibt es nichts',
  notHereHint:
    'Vielleicht hat die Stadt den Eintrag zurückgezogen, oder er ist nur für angemeldete Mitglieder des Netzes.',
  partOnly: (city = 'Eine Stadt') => `Nicht alles davon war zu bekommen: ${city} hat nicht vollständig geantwortet.`,
  notToBeHad: 'Dieser Eintrag ist gerade nicht zu bekommen',
  cityUnreachable: (city) =>
    `Die Stadt des Eintrags, ${city}, war nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.`,
  noSuchCity: (city) => `Im Netz gibt es keine Stadt „${city}“.`,
  noSuchCentre: (city) =>
    `Um „${city}“ lässt sich nicht suchen: Im Netz gibt es keine solche Stadt, oder ihre Lage ist nicht bekannt.`,
  citySuspended: (city) =>
    `Der Betreiber des Netzes hat ${city}, die Stadt des Eintrags, vorübergehend herausgenommen. Den Eintrag kann es weiterhin geben.`,
  toCity: (city) => `Was ${city} sonst noch hat`,
  tooManyQuestions: 'Zu viele Fragen auf einmal',
  askAgainIn: (seconds) => `Bitte fragen Sie in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} noch einmal.`,
  mailAbout: (title) =>
    `Guten Tag,\n\nim Städtenetz Hanse sind wir auf „${title}“ gestoßen und würden gern mehr darüber erfahren. Wann können wir miteinander sprechen?\n\nMit freundlichen Grüßen\n`,
};

function haveAnswered(answered: number, asked: number): string {
  if (answered === asked) return 'alle haben';
  if (answered === 1) return '1 hat';
  return answered === 0 ? 'keine hat' : `${answered} haben`;
}
