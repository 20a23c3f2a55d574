import { listNames } from './compareTexts';
import type { Texts } from './Texts';

const inDigits = (count: number): string => count.toLocaleString('nl');

const quoteAll = (names: readonly string[]): string =>
  listNames(
    names.map((name) => `“${name}”`),
    'nl',
  );

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
  suggestions: 'Suggesties',
  kinds: {
    experts: 'Deskundigen',
    programmes: 'Programma’s',
    exchanges: 'Uitwisselingen',
    offers: 'Aanbod',
    needs: 'Hulpvragen',
  },
  order: 'Volgorde',
  submit: 'Zoeken',
  forExample: 'Bijvoorbeeld',
  examples: [
    { kind: 'experts', text: 'opvang van vluchtelingen' },
    { kind: 'experts', text: 'dakloosheid' },
    { kind: 'exchanges', text: 'jeugdhulp' },
  ],
  footer: 'Deze pagina werkt ook zonder scripts, plaatst geen cookies en laadt niets van andere servers.',

  found: (kind, count, certainty) =>
    ({ ALL: '', AT_LEAST: 'Ten minste ', MORE_THAN: 'Meer dan ' })[certainty] +
    {
      experts: `${inDigits(count)} ${count === 1 ? 'deskundige' : 'deskundigen'} gevonden`,
      programmes: `${inDigits(count)} ${count === 1 ? 'programma' : 'programma’s'} gevonden`,
      exchanges: `${inDigits(count)} ${count === 1 ? 'uitwisseling' : 'uitwisselingen'} gevonden`,
      offers: `${inDigits(count)} keer aanbod gevonden`,
      needs: `${inDigits(count)} ${count === 1 ? 'hulpvraag' : 'hulpvragen'} gevonden`,
    }[kind],
  moreThanCounted: 'Een stad toont en telt hoogstens 10.000 resultaten. Met een preciezere vraag vindt u ook de rest.',
  matchingAll: (count) =>
    count === 0
      ? 'Geen resultaat gaat over alle onderwerpen samen'
      : `${count} ${count === 1 ? 'resultaat gaat' : 'resultaten gaan'} over alle onderwerpen samen`,
  noneFound: {
    experts: 'Geen deskundigen gevonden',
    programmes: 'Geen programma’s gevonden',
    exchanges: 'Geen uitwisselingen gevonden',
    offers: 'Geen aanbod gevonden',
    needs: 'Geen hulpvragen gevonden',
  },
  noneFoundYet: (noneFound) => `${noneFound}; het antwoord is niet volledig`,
  noneAnswered: (asked) =>
    asked === 1 ? 'De stad die is bevraagd, heeft niet geantwoord' : 'Geen stad heeft geantwoord',
  noneFoundHint: 'Probeer een algemener woord, of zoek hierboven naar iets anders.',
  understoodAs: 'Begrepen als',
  andNarrower: (count) => (count === 1 ? 'en één specifiekere term' : `en ${count} specifiekere termen`),
  isBroad: 'Een breed onderwerp. Preciezer misschien',
  furtherChoices: (count) => `en nog ${count}`,
  onlyPlace: (name) => `alleen ${name}`,
  notPlace: (name) => `niet ${name}`,
  withoutCondition: (name) => `Zoeken zonder deze voorwaarde: ${name}`,
  searchedWords: 'Gezocht als woord',
  ignored: { NOT_IN_NETWORK: 'Niet in het netwerk', TOO_VAGUE: 'Te onbepaald', NO_MATCH: 'Niet gebruikt' },
  didYouMean: 'Bedoelde u',
  noCityMeets: 'Geen stad die bevraagd kan worden, voldoet aan alle voorwaarden',
  leaveNoCity: (conditions) =>
    `${quoteAll(conditions)} ${conditions.length === 1 ? 'laat' : 'laten samen'} geen stad over die bevraagd kan worden`,
  nearQuestion: 'Verwante vragen waarop wel iets te vinden is',
  asAsked: 'dezelfde vraag',
  inAllCities: 'in alle steden',
  inCities: (count) => `in ${count} ${count === 1 ? 'stad' : 'steden'}`,
  inhabitants: (count) => `${count} inwoners`,
  hostsNoServer: 'staat op de lijst, maar heeft geen server die bevraagd kan worden',
  why: (match, topic, concept) => {
    const own = topic === undefined ? 'het onderwerp' : `het onderwerp “${topic}” van de stad`;
    const asked = concept === undefined ? 'wat u zoekt' : `“${concept}”`;
    return {
      EXACT: `${own} komt overeen met ${asked}`,
      CLOSE: `${own} ligt dicht bij ${asked}`,
      NARROWER: `${own} hoort bij ${asked}`,
      BROADER: `${own} is ruimer dan ${asked}`,
      TEXT: 'uw woorden staan in de tekst',
      ASPECT: `het gaat ook over ${asked}`,
      NEAR: `het gaat ook over iets dat dicht bij ${asked} ligt`,
    }[match];
  },
  whyBelow: (topic, concept, asked) =>
    `het onderwerp “${topic}” van de stad hoort bij “${concept}” en daarmee bij ${asked === undefined ? 'wat u zoekt' : `“${asked}”`}`,
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
  confirmedByHost: 'bevestigd door de gastheer',
  notConfirmedByHost: 'niet bevestigd door de gastheer',
  hostNotHeard: 'of de gastheer dit bevestigt, is niet bekend',
  guests: 'Gasten',
  partners: 'Partners',
  participants: (count, approximate) =>
    `${approximate ? 'ongeveer ' : ''}${count} ${count === 1 ? 'deelnemer' : 'deelnemers'}`,
  days: (count) => `${count} ${count === 1 ? 'dag' : 'dagen'}`,
  inProgramme: 'Programma',
  source: 'Bron',
  more: 'Meer',
  problem: 'Probleem',
  approach: 'Aanpak',
  costsName: 'Kosten',
  costs: {
    TOTAL: { ONCE: (amount) => `in totaal ${amount}`, YEARLY: (amount) => `${amount} per jaar` },
    OWN_SHARE: {
      ONCE: (amount) => `${amount} uit eigen middelen van de stad`,
      YEARLY: (amount) => `${amount} per jaar uit eigen middelen van de stad`,
    },
    PER_CASE: { ONCE: (amount) => `${amount} per geval`, YEARLY: (amount) => `${amount} per geval en jaar` },
  },
  funding: 'Betaald door',
  fundingKinds: {
    OWN: 'Begroting van de stad',
    STATE: 'Provincie of regio',
    NATIONAL: 'Rijk',
    EU: 'Europese Unie',
    OTHER: 'Anderen',
  },
  ofCosts: (share) => `${share} % van de kosten`,
  staffEffort: 'Personeel',
  fullTimeEquivalents: (count) => `${count} fte`,
  reach: 'Bereikt',
  results: 'Resultaten',
  before: (figure) => `eerder: ${figure}`,
  lessons: { WORKED: 'Wat lukte', DID_NOT_WORK: 'Wat niet lukte', CONDITION: 'Wat er nodig is' },
  targetGroups: 'Voor wie',
  legalBasis: 'Wettelijke grondslag',
  documents: 'Documenten',
  people: 'Betrokkenen',
  exchangesAbout: 'Uitwisselingen hierover',
  adaptedFrom: 'Naar het voorbeeld',
  adaptedBy: 'Overgenomen door',
  licence: 'Licentie',
  offerKinds: { VISIT: 'Bezoek', WORK_SHADOWING: 'Meelopen', TALK: 'Lezing', ADVICE: 'Advies' },
  upToPeople: (count) => (count === 1 ? 'voor één persoon' : `voor maximaal ${count} personen`),
  registerBy: 'Aanmelden tot en met',
  openTo: 'Open voor',
  place: 'Plaats',
  asOf: (date) => `Stand: ${date}`,
  changedOn: (date) => `Laatst gewijzigd: ${date}`,
  reportErrorTo: (city, way) => `Fout melden aan ${city}: ${way}`,
  noContact: (city) => `niet vermeld; vraag het de gemeente ${city}`,
  reportErrorToCity: (city) => `Fout melden aan de gemeente ${city}; de vermelding noemt geen contact`,
  errorIn: (id) => `Fout in ${id}`,
  detailsMissing: 'De stad van deze gegevens was niet bereikbaar voor de details.',

  coverage: 'Waarop dit antwoord berust',
  coverageOf: (answered, asked) =>
    asked === 1
      ? `1 stad kwam in aanmerking en is bevraagd; ${answered === 1 ? 'zij heeft geantwoord' : 'zij heeft niet volledig geantwoord'}.`
      : `${asked} steden kwamen in aanmerking en zijn bevraagd; ${haveAnswered(answered, asked)} volledig geantwoord.`,
  coverageComplete: 'Het antwoord is volledig.',
  coverageIncomplete: 'Het antwoord is niet volledig.',
  nothingAsked: 'Er is geen stad bevraagd.',
  noneCounts: 'Geen stad telt iets dat bij de hele vraag past; daarom hoefde er geen te worden bevraagd.',
  noneCountsForAll: 'Geen stad heeft hierover iets dat iedereen mag zien.',
  notAsked: (count) => `${count} andere ${count === 1 ? 'stad is' : 'steden zijn'} niet bevraagd.`,
  cityStatuses: {
    PARTIAL: (names) => `Gedeeltelijk geantwoord: ${names}.`,
    TIMED_OUT: (names) => `Niet op tijd geantwoord: ${names}.`,
    UNREACHABLE: (names) => `Niet bereikbaar: ${names}.`,
    REFUSED: (names) => `Weigerde te antwoorden: ${names}.`,
    INVALID: (names) => `Gaf een onbruikbaar antwoord: ${names}.`,
    SUSPENDED: (names) => `Door de beheerder van het netwerk tijdelijk uitgezet: ${names}.`,
  },
  withheld: (names) => `Heeft meer voor aangemelde leden van het netwerk: ${names}.`,
  withheldAlone: (count) =>
    `${count} ${count === 1 ? 'stad heeft' : 'steden hebben'} hier iets over, maar alleen voor aangemelde leden van het netwerk.`,

  furtherUse: 'Dit resultaat gebruiken',
  firstPage: 'Eerste pagina',
  previousPage: 'Vorige pagina',
  nextPage: 'Volgende pagina',
  asWorkbook: 'Alles als werkmap (Excel)',
  asCsv: 'Alles als tabel (CSV)',
  inExplorer: 'Dezelfde zoekvraag in de explorer',
  otherAddresses: 'Voor programma’s, feeds en agenda’s',

  badQuestion: 'Deze vraag kan niet worden beantwoord',
  repeatedParameter: (name) => `“${name}” mag maar één keer voorkomen.`,
  tooLong: (name) => `“${name}” is te lang.`,
  unknownValue: (name) => `“${name}” heeft een onbekende waarde.`,
  noWord: 'Er staat geen woord in om op te zoeken. Typ een trefwoord of een naam.',
  pageGone: 'De lijst heeft deze pagina niet, of niet meer.',
  tooCostly: 'De vraag is te omvangrijk. Vraag naar minder onderwerpen, steden of voorwaarden tegelijk.',
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
    contact: 'Contact',
    city: 'Stad',
    topic: 'Onderwerp',
    role: 'Rol',
    programme: 'Programma',
    years: 'Jaren',
    score: 'Score',
    status: 'Status',
    exchange: 'Uitwisseling',
    offer: 'Aanbod',
    need: 'Hulpvraag',
    form: 'Vorm',
    availability: 'Wanneer',
    wantedBy: 'Gezocht tot',
    publisher: 'Gepubliceerd door',
    host: 'Gastheer',
    guests: 'Gasten',
    participants: 'Personen',
    alike: 'Gemeenschappelijk',
  },
  similarFound: (count, city) => (count === 1 ? `1 stad is als ${city}` : `${count} steden zijn als ${city}`),
  similarUnknown: (count) =>
    count === 1 ? 'Waaraan 1 stad werkt, is nog niet bekend.' : `Waaraan ${count} steden werken, is nog niet bekend.`,
  alike: {
    work: (subjects, further) => `werk: ${subjects}${further > 0 ? ` en ${further} meer` : ''}`,
    size: 'grootte',
    country: 'land',
  },
  goOn: 'Meer met dezelfde vraag en:',
  goBack: 'Terug met dezelfde vraag en:',

  experience: 'Ervaring',
  subjects: 'Onderwerpen',
  cities: 'Steden',
  needStatuses: { OPEN: 'nog open', MET: 'gevonden' },
  wantedBy: 'Gezocht tot',
  alsoCalled: 'Ook',
  furtherWords: (count) =>
    count === 1 ? 'Ook één ander woord leidt hierheen' : `Ook ${count} andere woorden leiden hierheen`,
  broader: 'Onderdeel van',
  narrower: 'Nader bekeken',
  related: 'Zie ook',
  allOfKind: (kind) => `${kind} over dit onderwerp`,
  counted: (name, count) => `${name} (${count})`,
  andMore: (count) => `en nog ${count}`,
  noCityHasIt: 'Nog geen stad meldt hier iets over te hebben.',
  connections: {
    LISTED: 'Vermeld in het netwerk, zonder server die bevraagd kan worden',
    PENDING: 'Nieuw vermeld; de server is nog niet onderzocht',
    UNREACHABLE: 'De server is op dit moment niet bereikbaar',
    REFUSED: 'De server neemt op dit moment geen vragen aan',
    QUARANTINED: 'Buiten het netwerk gehouden totdat de server zich aan de regels houdt',
    SUSPENDED: 'Door de beheerder van het netwerk tijdelijk uitgeschakeld',
  },
  notHere: 'Op dit adres is niets te vinden',
  notHereHint:
    'Misschien heeft de stad de vermelding ingetrokken, of is die alleen voor aangemelde leden van het netwerk.',
  partOnly: (city = 'een stad') => `Niet alles was op te vragen: ${city} heeft niet volledig geantwoord.`,
  notToBeHad: 'Deze vermelding is op dit moment niet op te vragen',
  cityUnreachable: (city) => `De stad van deze vermelding, ${city}, was niet bereikbaar. Probeer het zo nog eens.`,
  noSuchCity: (city) => `Het netwerk heeft geen stad “${city}”.`,
  noSuchCentre: (city) =>
    `Rond “${city}” kan niet worden gezocht: het netwerk heeft zo’n stad niet, of de ligging is niet bekend.`,
  citySuspended: (city) =>
    `De beheerder van het netwerk heeft ${city}, de stad van deze vermelding, tijdelijk uitgeschakeld. De vermelding kan nog bestaan.`,
  toCity: (city) => `Wat ${city} nog meer heeft`,
  tooManyQuestions: 'Te veel vragen tegelijk',
  askAgainIn: (seconds) => `Vraag het over ${seconds} ${seconds === 1 ? 'seconde' : 'seconden'} nog eens.`,
  mailAbout: (title) =>
    `Goedendag,\n\nin het stedennetwerk Hanse vonden wij “${title}”. Wij horen er graag meer over. Wanneer kunnen wij elkaar spreken?\n\nMet vriendelijke groet\n`,
};

function haveAnswered(answered: number, asked: number): string {
  if (answered === asked) return 'alle hebben';
  if (answered === 1) return '1 heeft';
  return answered === 0 ? 'geen heeft' : `${answered} hebben`;
}
