import { formatNumber } from './formatAmount';
import type { CityStatus } from '../record/Record';
import type { Language } from './Texts';

/** What the map of the cities says. */
interface MapTexts {
  readonly title: string;
  /** Of the link from an answer to where on the map it is. */
  readonly onMap: string;
  readonly asList: string;
  readonly description: string;
  readonly introduction: string;
  /** How to read the circles. */
  readonly legend: { readonly asked: string; readonly plain: string };
  readonly asTable: string;
  readonly toTable: string;
  readonly withoutPlace: string;
  /** Cities that a map has no room for. */
  readonly further: (count: number) => string;
  /** Of a city that is part of the network. */
  readonly connected: string;
  /** Why a city cannot be asked, in a few words. */
  readonly absent: Readonly<Record<Exclude<CityStatus, 'ADMITTED'>, string>>;
  readonly answered: string;
  readonly notAsked: string;
  /** As it counts itself. */
  readonly cannotMatch: string;
  readonly matches: (count: number) => string;
}

const TEXTS: Readonly<Record<Language, MapTexts>> = {
  en: {
    title: 'Map of the cities',
    onMap: 'On the map',
    asList: 'As a list',
    description: 'Where the cities of the network are, and which of them have experience with what you plan.',
    introduction: 'Ask a question, and each circle shows how much its city has on it.',
    legend: {
      asked:
        'The larger a circle, the more its city has. Dashed: the city did not answer in full. Empty: it could not, or need not, be asked.',
      plain: 'Each circle leads to its city. Empty: the city cannot be asked at the moment.',
    },
    asTable: 'The cities as a table',
    toTable: 'Skip the map',
    withoutPlace: 'Not on the map, since it is not known where they lie',
    further: (count) =>
      count === 1 ? 'One more city is not shown.' : `${formatNumber(String(count), 'en')} more cities are not shown.`,
    connected: 'connected',
    absent: {
      LISTED: 'no server yet',
      PENDING: 'new, not examined yet',
      UNREACHABLE: 'cannot be reached',
      REFUSED: 'takes no questions',
      QUARANTINED: 'not admitted',
      SUSPENDED: 'suspended',
    },
    answered: 'answered',
    notAsked: 'not asked',
    cannotMatch: 'has nothing on it',
    matches: (count) => `${formatNumber(String(count), 'en')} found`,
  },
  de: {
    title: 'Karte der Städte',
    onMap: 'Auf der Karte',
    asList: 'Als Liste',
    description: 'Wo die Städte des Netzes liegen und welche davon Erfahrung mit dem haben, was Sie vorhaben.',
    introduction: 'Stellen Sie eine Frage, und jeder Kreis zeigt, wie viel die Stadt dazu hat.',
    legend: {
      asked:
        'Je größer der Kreis, desto mehr hat die Stadt. Gestrichelt: Die Stadt hat nicht vollständig geantwortet. Leer: Sie musste nicht oder konnte nicht gefragt werden.',
      plain: 'Jeder Kreis führt zu seiner Stadt. Leer: Die Stadt kann derzeit nicht gefragt werden.',
    },
    asTable: 'Die Städte als Tabelle',
    toTable: 'Karte überspringen',
    withoutPlace: 'Nicht auf der Karte, weil die Lage nicht bekannt ist',
    further: (count) =>
      count === 1
        ? 'Eine weitere Stadt ist nicht dargestellt.'
        : `${formatNumber(String(count), 'de')} weitere Städte sind nicht dargestellt.`,
    connected: 'angeschlossen',
    absent: {
      LISTED: 'noch kein Server',
      PENDING: 'neu, noch nicht geprüft',
      UNREACHABLE: 'nicht erreichbar',
      REFUSED: 'nimmt keine Fragen an',
      QUARANTINED: 'nicht zugelassen',
      SUSPENDED: 'vorübergehend ausgesetzt',
    },
    answered: 'hat geantwortet',
    notAsked: 'nicht gefragt',
    cannotMatch: 'hat nichts dazu',
    matches: (count) => `${formatNumber(String(count), 'de')} gefunden`,
  },
  nl: {
    title: 'Kaart van de steden',
    onMap: 'Op de kaart',
    asList: 'Als lijst',
    description: 'Waar de steden van het netwerk liggen en welke ervaring hebben met wat u van plan bent.',
    introduction: 'Stel een vraag, en elke cirkel laat zien hoeveel de stad erover heeft.',
    legend: {
      asked:
        'Hoe groter de cirkel, hoe meer de stad heeft. Gestippeld: de stad heeft niet volledig geantwoord. Leeg: de stad kon niet of hoefde niet te worden bevraagd.',
      plain: 'Elke cirkel leidt naar de stad. Leeg: de stad kan op dit moment niet worden bevraagd.',
    },
    asTable: 'De steden als tabel',
    toTable: 'Kaart overslaan',
    withoutPlace: 'Niet op de kaart, omdat de ligging niet bekend is',
    further: (count) =>
      count === 1
        ? 'Nog één stad is niet weergegeven.'
        : `Nog ${formatNumber(String(count), 'nl')} steden zijn niet weergegeven.`,
    connected: 'aangesloten',
    absent: {
      LISTED: 'nog geen server',
      PENDING: 'nieuw, nog niet onderzocht',
      UNREACHABLE: 'niet bereikbaar',
      REFUSED: 'neemt geen vragen aan',
      QUARANTINED: 'niet toegelaten',
      SUSPENDED: 'tijdelijk uitgeschakeld',
    },
    answered: 'heeft geantwoord',
    notAsked: 'niet bevraagd',
    cannotMatch: 'heeft hier niets over',
    matches: (count) => `${formatNumber(String(count), 'nl')} gevonden`,
  },
};

export function mapTextsOf(language: Language): MapTexts {
  return TEXTS[language];
}
