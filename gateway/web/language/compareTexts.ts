import { formatPartialDate, LOCALES } from './describePeriod';
import { keepFormats } from './keepFormats';
import type { Language } from './Texts';

/** What the hub says to people who hold cities beside each other. */
interface CompareTexts {
  readonly title: string;
  readonly introduction: string;
  /** Of a page of some cities by their names, as a list in a sentence. */
  readonly compared: (names: string) => string;
  /** Where one city is chosen and another one is not yet. */
  readonly oneCity: (name: string) => string;
  readonly withWhich: string;

  /** Heading of the facts of each city, and of their names. */
  readonly figures: string;
  readonly figure: string;
  readonly population: string;
  readonly notKnown: string;
  readonly nothing: string;

  /** How many subjects all cities have, of all that any of them has. */
  readonly shared: (count: number, of: number) => string;
  readonly noSubjects: string;
  readonly subjectsMissing: string;
  /** How many subjects stand folded away. */
  readonly furtherSubjects: (count: number) => string;

  /** What the page rests on. */
  readonly figuresFrom: string;
  readonly silent: (names: string) => string;
  readonly onlyTheirs: (names: string) => string;
  readonly firstTopics: (names: string) => string;
  readonly countsFrom: (asOf: string) => string;
  readonly notCounted: (count: number) => string;

  readonly similarTo: (name: string) => string;
  readonly compareWith: (name: string) => string;
  readonly add: (name: string) => string;

  /** Of the list of cities that are compared, and of the link that leaves one out. */
  readonly cities: string;
  readonly without: (name: string) => string;
  readonly firstCity: string;
  readonly secondCity: string;
  readonly furtherCity: string;
  readonly choose: string;
  readonly submit: string;
  /** Where not all cities stand in the list to choose from. */
  readonly notAllListed: (listed: number, count: string) => string;

  readonly tooMany: string;
  readonly tooManyHint: string;
  readonly firstOnes: string;
  readonly unknown: string;
  /** Before what was given in place of a city. */
  readonly notInNetwork: string;
  readonly compareOthers: string;

  /** On the page of a city: before the names of others, and for any other. */
  readonly compareCityWith: (name: string) => string;
  readonly anotherCity: string;
}

const dayOf = (moment: string, language: Language): string => formatPartialDate(moment.slice(0, 10), language);

const TEXTS: Readonly<Record<Language, CompareTexts>> = {
  en: {
    title: 'Compare cities',
    introduction: 'What two to four cities work on and how much they have of it, side by side.',
    compared: (names) => `${names} compared`,
    oneCity: (name) => `Compare ${name}`,
    withWhich: 'With which city?',
    figures: 'The cities',
    figure: 'Figure',
    population: 'Inhabitants',
    notKnown: 'not known',
    nothing: 'nothing',
    shared: (count, of) =>
      count === 0 ? `Of ${of} subjects, none is common to all.` : `${count} of ${of} subjects are common to all.`,
    noSubjects: 'None of these cities counts anything on a subject yet.',
    subjectsMissing: 'How much these cities have on their subjects cannot be told at the moment.',
    furtherSubjects: (count) => (count === 1 ? '1 more subject' : `${count} more subjects`),
    figuresFrom: 'The figures come straight from the cities’ own servers.',
    silent: (names) => `Did not answer in full: ${names}.`,
    onlyTheirs: (names) => `Subjects found only in ${names} may be missing.`,
    firstTopics: (names) => `Not all subjects of ${names} could be looked at.`,
    countsFrom: (asOf) => `Subjects are counted from the cities’ summaries, the oldest of ${dayOf(asOf, 'en')}.`,
    notCounted: (count) =>
      count === 1
        ? 'What one of these cities has on each subject is not known yet.'
        : `What ${count} of these cities have on each subject is not known yet.`,
    similarTo: (name) => `Cities like ${name}`,
    compareWith: (name) => `Compare with ${name}`,
    add: (name) => `Add ${name}`,
    cities: 'Cities compared',
    without: (name) => `Compare without ${name}`,
    firstCity: 'First city',
    secondCity: 'Second city',
    furtherCity: 'Another city',
    choose: 'Choose a city',
    submit: 'Compare',
    notAllListed: (listed, count) =>
      `The list has the first ${listed} of ${count} cities. Each city’s own page leads here, too.`,
    tooMany: 'Too many cities for one comparison',
    tooManyHint: 'No more than four fit side by side.',
    firstOnes: 'Compare the first four',
    unknown: 'There is no such city in the network',
    notInNetwork: 'Not in the network:',
    compareOthers: 'Go on without',
    compareCityWith: (name) => `Compare ${name} with`,
    anotherCity: 'another city',
  },
  de: {
    title: 'Städte vergleichen',
    introduction: 'Woran zwei bis vier Städte arbeiten und wie viel sie dazu haben, nebeneinander.',
    compared: (names) => `${names} im Vergleich`,
    oneCity: (name) => `${name} vergleichen`,
    withWhich: 'Mit welcher Stadt?',
    figures: 'Die Städte',
    figure: 'Angabe',
    population: 'Einwohner',
    notKnown: 'nicht bekannt',
    nothing: 'nichts',
    shared: (count, of) =>
      count === 0
        ? `Von ${of} Themen ist keines allen gemeinsam.`
        : `${count} von ${of} Themen ${count === 1 ? 'ist' : 'sind'} allen gemeinsam.`,
    noSubjects: 'Noch gibt keine dieser Städte an, zu einem Thema etwas zu haben.',
    subjectsMissing: 'Wie viel diese Städte zu ihren Themen haben, lässt sich gerade nicht sagen.',
    furtherSubjects: (count) => (count === 1 ? '1 weiteres Thema' : `${count} weitere Themen`),
    figuresFrom: 'Die Zahlen kommen unmittelbar von den Servern der Städte.',
    silent: (names) => `Nicht vollständig geantwortet: ${names}.`,
    onlyTheirs: (names) => `Themen, die nur in ${names} vorkommen, können fehlen.`,
    firstTopics: (names) => `Nicht alle Themen von ${names} konnten berücksichtigt werden.`,
    countsFrom: (asOf) =>
      `Die Themen sind nach den Übersichten der Städte gezählt, die älteste vom ${dayOf(asOf, 'de')}.`,
    notCounted: (count) =>
      count === 1
        ? 'Wie viel eine dieser Städte zu den Themen hat, ist noch nicht bekannt.'
        : `Wie viel ${count} dieser Städte zu den Themen haben, ist noch nicht bekannt.`,
    similarTo: (name) => `Städte, die ${name} ähneln`,
    compareWith: (name) => `Mit ${name} vergleichen`,
    add: (name) => `${name} hinzufügen`,
    cities: 'Verglichene Städte',
    without: (name) => `Ohne ${name} vergleichen`,
    firstCity: 'Erste Stadt',
    secondCity: 'Zweite Stadt',
    furtherCity: 'Weitere Stadt',
    choose: 'Stadt wählen',
    submit: 'Vergleichen',
    notAllListed: (listed, count) =>
      `In der Liste stehen die ersten ${listed} von ${count} Städten. Auch die Seite jeder Stadt führt hierher.`,
    tooMany: 'Zu viele Städte für einen Vergleich',
    tooManyHint: 'Mehr als vier passen nicht nebeneinander.',
    firstOnes: 'Die ersten vier vergleichen',
    unknown: 'Diese Stadt gehört nicht zum Netz',
    notInNetwork: 'Nicht im Netz:',
    compareOthers: 'Ohne weitermachen',
    compareCityWith: (name) => `${name} vergleichen mit`,
    anotherCity: 'einer anderen Stadt',
  },
  nl: {
    title: 'Steden vergelijken',
    introduction: 'Waaraan twee tot vier steden werken en hoeveel ze daarover hebben, naast elkaar.',
    compared: (names) => `${names} vergeleken`,
    oneCity: (name) => `${name} vergelijken`,
    withWhich: 'Met welke stad?',
    figures: 'De steden',
    figure: 'Gegeven',
    population: 'Inwoners',
    notKnown: 'niet bekend',
    nothing: 'niets',
    shared: (count, of) =>
      count === 0
        ? `Van ${of} onderwerpen is er geen dat ze allemaal hebben.`
        : `${count} van de ${of} onderwerpen hebben ze allemaal.`,
    noSubjects: 'Nog geen van deze steden geeft aan iets over een onderwerp te hebben.',
    subjectsMissing: 'Hoeveel deze steden over hun onderwerpen hebben, is op dit moment niet te zeggen.',
    furtherSubjects: (count) => (count === 1 ? 'Nog 1 onderwerp' : `Nog ${count} onderwerpen`),
    figuresFrom: 'De cijfers komen rechtstreeks van de servers van de steden.',
    silent: (names) => `Niet volledig geantwoord: ${names}.`,
    onlyTheirs: (names) => `Onderwerpen die alleen in ${names} voorkomen, kunnen ontbreken.`,
    firstTopics: (names) => `Niet alle onderwerpen van ${names} konden worden meegenomen.`,
    countsFrom: (asOf) =>
      `De onderwerpen zijn geteld in de overzichten van de steden, het oudste van ${dayOf(asOf, 'nl')}.`,
    notCounted: (count) =>
      count === 1
        ? 'Hoeveel een van deze steden over de onderwerpen heeft, is nog niet bekend.'
        : `Hoeveel ${count} van deze steden over de onderwerpen hebben, is nog niet bekend.`,
    similarTo: (name) => `Steden die op ${name} lijken`,
    compareWith: (name) => `Vergelijken met ${name}`,
    add: (name) => `${name} toevoegen`,
    cities: 'Vergeleken steden',
    without: (name) => `Vergelijken zonder ${name}`,
    firstCity: 'Eerste stad',
    secondCity: 'Tweede stad',
    furtherCity: 'Nog een stad',
    choose: 'Kies een stad',
    submit: 'Vergelijken',
    notAllListed: (listed, count) =>
      `In de lijst staan de eerste ${listed} van ${count} steden. Ook de pagina van elke stad leidt hierheen.`,
    tooMany: 'Te veel steden voor één vergelijking',
    tooManyHint: 'Meer dan vier passen niet naast elkaar.',
    firstOnes: 'De eerste vier vergelijken',
    unknown: 'Deze stad hoort niet bij het netwerk',
    notInNetwork: 'Niet in het netwerk:',
    compareOthers: 'Verder zonder',
    compareCityWith: (name) => `${name} vergelijken met`,
    anotherCity: 'een andere stad',
  },
};

/** What the hub says of cities beside each other, in a language it speaks. */
export function compareTextsOf(language: Language): CompareTexts {
  return TEXTS[language];
}

const QUOTATION_MARKS: Readonly<Record<Language, readonly [opening: string, closing: string]>> = {
  de: ['„', '“'],
  en: ['“', '”'],
  nl: ['“', '”'],
};
const listFormat = keepFormats((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** Names in a sentence: `Gera, Jena and Velbert`, `Gera, Jena und Velbert`, `Gera, Jena en Velbert`. */
export function listNames(names: readonly string[], language: Language): string {
  return listFormat(LOCALES[language]).format(names);
}

/** The same of names in the quotation marks of the language. */
export function listQuoted(names: readonly string[], language: Language): string {
  const [opening, closing] = QUOTATION_MARKS[language];
  return listNames(
    names.map((name) => opening + name + closing),
    language,
  );
}
