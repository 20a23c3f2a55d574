import type { Texts } from './Texts';

export const dutch: Texts = {
  language: 'nl',
  languageName: 'Nederlands',

  tagline: 'Steden vinden elkaars ervaring',
  introduction:
    'Vraag het in uw eigen woorden, in het Duits, Engels of Nederlands. Het antwoord komt rechtstreeks van de servers van de steden.',
  skipToResults: 'Naar de resultaten',
  languages: 'Taal',
  question: 'Waarover wilt u iets weten?',
  questionHint:
    'Een trefwoord is genoeg. Woorden die geen onderwerp van het netwerk noemen, gaan zoals u ze schrijft naar de steden.',
  searchFor: 'Zoeken naar',
  kinds: { experts: 'Deskundigen', programmes: 'Programma’s', exchanges: 'Uitwisselingen tussen steden' },
  submit: 'Zoeken',
  forExample: 'Bijvoorbeeld',
  examples: [
    { kind: 'experts', text: 'opvang van vluchtelingen' },
    { kind: 'experts', text: 'dakloosheid' },
    { kind: 'exchanges', text: 'jeugdhulp' },
  ],
  onlyCities: (names) => `Alleen in deze steden: ${names}`,
  onlyAlliances: (names) => `Alleen in deze samenwerkingsverbanden: ${names}`,
  footer: 'Deze pagina gebruikt geen scripts en geen cookies en laadt niets van andere servers.',

  found: (kind, count) =>
    ({
      experts: `${count} ${count === 1 ? 'deskundige' : 'deskundigen'} gevonden`,
      programmes: `${count} ${count === 1 ? 'programma' : 'programma’s'} gevonden`,
      exchanges: `${count} ${count === 1 ? 'uitwisseling' : 'uitwisselingen'} gevonden`,
    })[kind],
  noneFound: {
    experts: 'Geen deskundigen gevonden',
    programmes: 'Geen programma’s gevonden',
    exchanges: 'Geen uitwisselingen gevonden',
  },
  noneFoundHint: 'Probeer een algemener woord, of zoek hierboven naar iets anders.',
  understoodAs: 'Begrepen als',
  whyFound: 'Waarom gevonden',
  why: (match, topic, concept) => {
    const own = topic === undefined ? 'het onderwerp' : `het onderwerp “${topic}” van de stad`;
    const asked = concept === undefined ? 'wat u zoekt' : `“${concept}”`;
    return {
      EXACT: `${own} betekent ${asked}`,
      CLOSE: `${own} ligt dicht bij ${asked}`,
      NARROWER: `${own} hoort bij ${asked}`,
      BROADER: `${own} is ruimer dan ${asked}`,
      TEXT: 'uw woorden staan in de tekst',
    }[match];
  },
  score: 'Score',
  scoreOf: (score) => `Score ${score} van 1000`,
  roles: { LED: 'leiding', WORKED: 'meegewerkt', HOSTED: 'gastheer', ADVISED: 'advies', TOOK_PART: 'deelname' },
  staffKinds: { PERSON: 'Persoon', POST: 'Functie', UNIT: 'Eenheid' },
  statuses: { PLANNED: 'gepland', ACTIVE: 'loopt', COMPLETED: 'afgerond', DISCONTINUED: 'stopgezet' },
  exchangeKinds: {
    STUDY_VISIT: 'Studiebezoek',
    EXPERT_EXCHANGE: 'Uitwisseling van deskundigen',
    DIALOGUE_EVENT: 'Dialoogbijeenkomst',
    NETWORK_MEETING: 'Netwerkbijeenkomst',
    PEER_REVIEW: 'Collegiale toetsing',
  },
  since: (date) => `sinds ${date}`,
  until: (date) => `tot ${date}`,
  goodPractice: 'Goed voorbeeld',
  openToVisitors: 'Bezoek welkom',
  languagesSpoken: 'Talen',
  contact: 'Contact',
  webPage: 'Webpagina',
  publishedBy: (city) => `Gepubliceerd door ${city}`,
  host: 'Gastheer',
  guests: 'Gasten',
  partners: 'Partners',
  participants: (count, approximate) =>
    `${approximate ? 'ongeveer ' : ''}${count} ${count === 1 ? 'deelnemer' : 'deelnemers'}`,
  days: (count) => `${count} ${count === 1 ? 'dag' : 'dagen'}`,
  inProgramme: 'Programma',
  source: 'Bron',
  detailsMissing: 'De stad van deze gegevens was niet bereikbaar voor de details.',

  coverage: 'Waarop dit antwoord berust',
  coverageOf: (answered, asked) =>
    asked === 1
      ? `1 stad kwam in aanmerking en is gevraagd; ${answered === 1 ? 'zij heeft geantwoord' : 'zij heeft niet volledig geantwoord'}.`
      : `${asked} steden kwamen in aanmerking en zijn gevraagd; ${answered === asked ? 'alle' : answered} hebben volledig geantwoord.`,
  coverageComplete: 'Het antwoord is volledig.',
  coverageIncomplete: 'Het antwoord is niet volledig.',
  nothingAsked: 'Er is geen stad gevraagd.',
  notAsked: (count) => `${count} andere ${count === 1 ? 'stad is' : 'steden zijn'} niet gevraagd.`,
  cityStatuses: {
    PARTIAL: (names) => `Gedeeltelijk geantwoord: ${names}.`,
    TIMED_OUT: (names) => `Niet op tijd geantwoord: ${names}.`,
    UNREACHABLE: (names) => `Niet bereikbaar: ${names}.`,
    REFUSED: (names) => `Weigerde te antwoorden: ${names}.`,
    INVALID: (names) => `Gaf een onbruikbaar antwoord: ${names}.`,
  },
  withheld: (names) => `Heeft meer voor aangemelde leden van het netwerk: ${names}.`,

  furtherUse: 'Dit resultaat gebruiken',
  firstPage: 'Eerste pagina',
  nextPage: 'Volgende pagina',
  asCsv: 'Alles als tabel (CSV)',
  inExplorer: 'Dezelfde zoekvraag in de explorer',

  badQuestion: 'Deze vraag kan niet worden beantwoord',
  repeatedParameter: (name) => `“${name}” mag maar één keer voorkomen.`,
  tooLong: (name) => `“${name}” is te lang.`,
  unknownValue: (name) => `“${name}” heeft een onbekende waarde.`,
  hubSays: 'De hub meldt:',
  hubFailed: 'De hub kon niet antwoorden',
  hubFailedHint: 'Probeer het zo dadelijk nog eens.',

  explorerTitle: 'Explorer',
  explorerIntroduction: 'Schrijf GraphQL, druk op Ctrl-Enter, lees het antwoord.',
  explorerExamples: 'Voorbeeldvragen',
  explorerNeedsScript: 'De explorer heeft JavaScript nodig. Zoeken kan zonder.',
  backToSearch: 'Terug naar zoeken',

  columns: {
    who: 'Wie',
    city: 'Stad',
    topic: 'Onderwerp',
    role: 'Rol',
    programme: 'Programma',
    years: 'Jaren',
    score: 'Score',
    status: 'Status',
    exchange: 'Uitwisseling',
    publisher: 'Gepubliceerd door',
    host: 'Gastheer',
    guests: 'Gasten',
    participants: 'Personen',
  },
  goOn: 'Meer met dezelfde vraag en:',
};
