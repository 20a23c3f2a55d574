import type { Language } from './Texts';

/** What the hub says to people of counts of records on a subject. */
interface CountTexts {
  readonly narrowerIncluded: string;
  /** Where a count is not exact. */
  readonly ranges: string;
}

const TEXTS: Readonly<Record<Language, CountTexts>> = {
  en: {
    narrowerIncluded: 'Narrower subjects are included.',
    ranges: 'A range such as 2–3 is given where a record may be about several of them.',
  },
  de: {
    narrowerIncluded: 'Engere Themen sind mitgezählt.',
    ranges: 'Eine Spanne wie 2–3 steht, wo ein Eintrag zu mehreren davon gehören kann.',
  },
  nl: {
    narrowerIncluded: 'Specifiekere onderwerpen tellen mee.',
    ranges: 'Een reeks zoals 2–3 staat er waar een gegeven bij meer van die onderwerpen kan horen.',
  },
};

/** What is counted, and how a count is to be read. */
export function describeCounting(counts: readonly { readonly atMost: object | null }[], language: Language): string {
  const { narrowerIncluded, ranges } = TEXTS[language];
  return counts.some(({ atMost }) => atMost !== null) ? `${narrowerIncluded} ${ranges}` : narrowerIncluded;
}
