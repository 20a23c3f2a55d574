import type { Language } from './Texts';

/** What the explorer's program says. It goes to the browser as JSON. */
export interface ExplorerTexts {
  readonly run: string;
  readonly tidy: string;
  readonly history: string;
  readonly forgetHistory: string;
  readonly noHistory: string;
  readonly documentation: string;
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
  readonly headersHint: string;
  readonly answer: string;
  readonly asking: string;
  /** How long an answer took; `{ms}` stands for the milliseconds. */
  readonly answered: string;
  readonly answeredWithErrors: string;
  readonly notAnswered: string;
  /** Which part is no JSON; `{part}` stands for its name. */
  readonly notJson: string;
  readonly noSchema: string;
  readonly searchSchema: string;
  readonly nothingFound: string;
  readonly startHere: string;
  readonly arguments: string;
  readonly fields: string;
  readonly values: string;
  readonly isOneOf: string;
  /** Adds a field to the query; `{field}` stands for its name. */
  readonly addField: string;
  readonly deprecated: string;
  /** CodeMirror's own words, as its `phrases`. */
  readonly phrases: Readonly<Record<string, string>>;
}

const TEXTS: Readonly<Record<Language, ExplorerTexts>> = {
  en: {
    run: 'Run',
    tidy: 'Tidy up',
    history: 'History',
    forgetHistory: 'Clear history',
    noHistory: 'Queries that you run are listed here. They stay in this browser.',
    documentation: 'Documentation',
    query: 'Query',
    variables: 'Variables',
    headers: 'Headers',
    headersHint: 'For members: {"authorization": "Bearer …"}. Headers are not stored.',
    answer: 'Answer',
    asking: 'Asking …',
    answered: 'Answered in {ms} ms',
    answeredWithErrors: 'Answered with errors in {ms} ms',
    notAnswered: 'The hub could not be reached.',
    notJson: '{part}: this is not JSON.',
    noSchema: 'The hub does not tell its schema. Queries can be asked all the same.',
    searchSchema: 'Find a type or a field',
    nothingFound: 'Nothing is called that.',
    startHere: 'What can be asked',
    arguments: 'Arguments',
    fields: 'Fields',
    values: 'Values',
    isOneOf: 'Is one of',
    addField: 'Add {field} to the query',
    deprecated: 'Deprecated',
    phrases: {},
  },
  de: {
    run: 'Ausführen',
    tidy: 'Ordnen',
    history: 'Verlauf',
    forgetHistory: 'Verlauf löschen',
    noHistory: 'Hier stehen die Abfragen, die Sie ausführen. Sie bleiben in diesem Browser.',
    documentation: 'Dokumentation',
    query: 'Abfrage',
    variables: 'Variablen',
    headers: 'Kopfzeilen',
    headersHint: 'Für Mitglieder: {"authorization": "Bearer …"}. Kopfzeilen werden nicht gespeichert.',
    answer: 'Antwort',
    asking: 'Wird abgefragt …',
    answered: 'Beantwortet in {ms} ms',
    answeredWithErrors: 'Mit Fehlern beantwortet in {ms} ms',
    notAnswered: 'Der Hub ist nicht erreichbar.',
    notJson: '{part}: Das ist kein JSON.',
    noSchema: 'Der Hub gibt sein Schema nicht bekannt. Abfragen sind trotzdem möglich.',
    searchSchema: 'Typ oder Feld suchen',
    nothingFound: 'Nichts heißt so.',
    startHere: 'Was sich abfragen lässt',
    arguments: 'Argumente',
    fields: 'Felder',
    values: 'Werte',
    isOneOf: 'Ist eines von',
    addField: '{field} in die Abfrage aufnehmen',
    deprecated: 'Veraltet',
    phrases: {
      Find: 'Suchen',
      next: 'weiter',
      previous: 'zurück',
      all: 'alle',
      'match case': 'Groß-/Kleinschreibung',
      regexp: 'regulärer Ausdruck',
      'by word': 'ganze Wörter',
      close: 'schließen',
      Completions: 'Vorschläge',
      Diagnostics: 'Fehler',
      'No diagnostics': 'Keine Fehler',
      'Fold line': 'Einklappen',
      'Unfold line': 'Ausklappen',
    },
  },
  nl: {
    run: 'Uitvoeren',
    tidy: 'Opmaken',
    history: 'Geschiedenis',
    forgetHistory: 'Geschiedenis wissen',
    noHistory: 'Hier staan de query’s die u uitvoert. Ze blijven in deze browser.',
    documentation: 'Documentatie',
    query: 'Query',
    variables: 'Variabelen',
    headers: 'Headers',
    headersHint: 'Voor leden: {"authorization": "Bearer …"}. Headers worden niet opgeslagen.',
    answer: 'Antwoord',
    asking: 'Bezig met opvragen …',
    answered: 'Beantwoord in {ms} ms',
    answeredWithErrors: 'Met fouten beantwoord in {ms} ms',
    notAnswered: 'De hub is niet bereikbaar.',
    notJson: '{part}: dit is geen JSON.',
    noSchema: 'De hub maakt zijn schema niet bekend. Query’s zijn toch mogelijk.',
    searchSchema: 'Zoek een type of veld',
    nothingFound: 'Niets heet zo.',
    startHere: 'Wat u kunt opvragen',
    arguments: 'Argumenten',
    fields: 'Velden',
    values: 'Waarden',
    isOneOf: 'Is een van',
    addField: '{field} aan de query toevoegen',
    deprecated: 'Verouderd',
    phrases: {
      Find: 'Zoeken',
      next: 'volgende',
      previous: 'vorige',
      all: 'alle',
      'match case': 'hoofdlettergevoelig',
      regexp: 'reguliere expressie',
      'by word': 'hele woorden',
      close: 'sluiten',
      Completions: 'Suggesties',
      Diagnostics: 'Fouten',
      'No diagnostics': 'Geen fouten',
      'Fold line': 'Inklappen',
      'Unfold line': 'Uitklappen',
    },
  },
};

/** What the explorer's program says in a language. */
export function explorerTextsOf(language: Language): ExplorerTexts {
  return TEXTS[language];
}
