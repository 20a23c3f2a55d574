import type { Language } from './Texts';

/** What the hub says to people of counts of records on a subject. */
interface CountTexts {
  readonly narrowerIncluded: string;
  /** Where a count is not exact. */
  readonly atLeast: string;
  /** Of cities whose summary the hub does not have. */
  readonly notCounted: (cities: number) => string;
}

const TEXTS: Readonly<Record<Language, CountTexts>> = {
  en: {
    narrowerIncluded: 'Narrower subjects are included.',
    atLeast: '“3+” means at least 3, since a record may be about several of them; the search behind it counts exactly.',
    notCounted: (cities) =>
      cities === 1
        ? 'What one more city has is not known at the moment.'
        : `What ${cities} more cities have is not known at the moment.`,
  },
  de: {
    narrowerIncluded: 'Engere Themen sind mitgezählt.',
    atLeast:
      '„3+“ heißt mindestens 3, denn ein Eintrag kann zu mehreren davon gehören; genau zählt die Suche, zu der es führt.',
    notCounted: (cities) =>
      cities === 1
        ? 'Was eine weitere Stadt dazu hat, ist zurzeit nicht bekannt.'
        : `Was ${cities} weitere Städte dazu haben, ist zurzeit nicht bekannt.`,
  },
  nl: {
    narrowerIncluded: 'Specifiekere onderwerpen tellen mee.',
    atLeast:
      '“3+” betekent minstens 3, want een gegeven kan bij meer daarvan horen; de zoekvraag erachter telt precies.',
    notCounted: (cities) =>
      cities === 1
        ? 'Wat nog één stad hierover heeft, is op dit moment niet bekend.'
        : `Wat nog ${cities} steden hierover hebben, is op dit moment niet bekend.`,
  },
};

/** What is counted, and how a count is to be read. */
export function describeCounting(counts: readonly { readonly atMost: object | null }[], language: Language): string {
  const { narrowerIncluded, atLeast } = TEXTS[language];
  return counts.some(({ atMost }) => atMost !== null) ? `${narrowerIncluded} ${atLeast}` : narrowerIncluded;
}

/** That cities are missing among those that are counted; undefined where none is. */
export function describeNotCounted(cities: number, language: Language): string | undefined {
  return cities === 0 ? undefined : TEXTS[language].notCounted(cities);
}
