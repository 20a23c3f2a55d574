import type { Texts } from './Texts';

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
  searchFor: 'Gesucht',
  kinds: { experts: 'Fachleute', programmes: 'Programme', exchanges: 'Austausch zwischen Städten' },
  submit: 'Suchen',
  forExample: 'Zum Beispiel',
  examples: [
    { kind: 'experts', text: 'Aktionsplan Wohnungslosigkeit' },
    { kind: 'exchanges', text: 'Aufnahme von Flüchtlingen' },
    { kind: 'experts', text: 'sozialraumorientierte Jugendhilfe' },
  ],
  onlyCities: (names) => `Nur in diesen Städten: ${names}`,
  onlyAlliances: (names) => `Nur in diesen Bündnissen: ${names}`,
  footer: 'Diese Seite kommt ohne Skripte und ohne Cookies aus und lädt nichts von anderen Servern.',

  found: (kind, count) =>
    ({
      experts: `Fachleute: ${count} gefunden`,
      programmes: `Programme: ${count} gefunden`,
      exchanges: `Austausch: ${count} gefunden`,
    })[kind],
  noneFound: {
    experts: 'Keine Fachleute gefunden',
    programmes: 'Keine Programme gefunden',
    exchanges: 'Keinen Austausch gefunden',
  },
  noneFoundHint: 'Versuchen Sie ein allgemeineres Wort, oder suchen Sie oben nach etwas anderem.',
  understoodAs: 'Verstanden als',
  whyFound: 'Warum gefunden',
  why: (match, topic, concept) => {
    const own = topic === undefined ? 'das Thema' : `das Thema „${topic}“ der Stadt`;
    const asked = concept === undefined ? 'das Gesuchte' : `„${concept}“`;
    return {
      EXACT: `${own} meint ${asked}`,
      CLOSE: `${own} ist nah an ${asked}`,
      NARROWER: `${own} gehört zu ${asked}`,
      BROADER: `${own} ist weiter gefasst als ${asked}`,
      TEXT: 'Ihre Worte stehen im Text',
    }[match];
  },
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
  guests: 'Gäste',
  partners: 'Partner',
  participants: (count, approximate) => `${approximate ? 'etwa ' : ''}${count} Teilnehmende`,
  days: (count) => `${count} ${count === 1 ? 'Tag' : 'Tage'}`,
  inProgramme: 'Programm',
  source: 'Quelle',
  detailsMissing: 'Die Stadt, der dieser Eintrag gehört, war für die Einzelheiten nicht zu erreichen.',

  coverage: 'Worauf diese Antwort beruht',
  coverageOf: (answered, asked) =>
    asked === 1
      ? `1 Stadt kam in Frage und wurde gefragt; ${answered === 1 ? 'sie hat geantwortet' : 'sie hat nicht vollständig geantwortet'}.`
      : `${asked} Städte kamen in Frage und wurden gefragt; ${answered === asked ? 'alle' : answered} haben vollständig geantwortet.`,
  coverageComplete: 'Die Antwort ist vollständig.',
  coverageIncomplete: 'Die Antwort ist nicht vollständig.',
  nothingAsked: 'Keine Stadt wurde gefragt.',
  notAsked: (count) => `${count} weitere ${count === 1 ? 'Stadt wurde' : 'Städte wurden'} nicht gefragt.`,
  cityStatuses: {
    PARTIAL: (names) => `Nur zum Teil geantwortet: ${names}.`,
    TIMED_OUT: (names) => `Nicht rechtzeitig geantwortet: ${names}.`,
    UNREACHABLE: (names) => `Nicht zu erreichen: ${names}.`,
    REFUSED: (names) => `Antwort verweigert: ${names}.`,
    INVALID: (names) => `Antwort nicht verwendbar: ${names}.`,
  },
  withheld: (names) => `Mehr für angemeldete Mitglieder des Netzwerks: ${names}.`,

  furtherUse: 'Ergebnis weiterverwenden',
  firstPage: 'Erste Seite',
  nextPage: 'Nächste Seite',
  asCsv: 'Alles als Tabelle (CSV)',
  inExplorer: 'Dieselbe Abfrage im Explorer',

  badQuestion: 'Diese Frage lässt sich nicht beantworten',
  repeatedParameter: (name) => `„${name}“ darf nur einmal angegeben werden.`,
  tooLong: (name) => `„${name}“ ist zu lang.`,
  unknownValue: (name) => `„${name}“ hat einen unbekannten Wert.`,
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
    city: 'Stadt',
    topic: 'Thema',
    role: 'Rolle',
    programme: 'Programm',
    years: 'Jahre',
    score: 'Punkte',
    status: 'Stand',
    exchange: 'Austausch',
    publisher: 'Veröffentlicht von',
    host: 'Gastgeber',
    guests: 'Gäste',
    participants: 'Personen',
  },
  goOn: 'Mehr mit derselben Frage und:',
};
