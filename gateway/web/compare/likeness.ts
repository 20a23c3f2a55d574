import type { Texts } from '../language/Texts';

/** What to ask for to describe in what a city is like another; `$lang` is the language of the subjects. */
export const LIKENESS = 'why { kind score sharedConcepts concepts { id label(lang: $lang) } alliances { name } }';

/** A city that is like another one. */
export interface SimilarCity {
  readonly score: number;
  readonly node: { readonly id: string; readonly name: string; readonly connected: boolean };
  readonly why: readonly Likeness[];
}

/** In what two cities are alike: `SimilarityReason` of the API. */
interface Likeness {
  readonly kind: 'WORK' | 'POPULATION' | 'ALLIANCE' | 'COUNTRY';
  readonly concepts: readonly { readonly id: string; readonly label: string }[];
  readonly sharedConcepts: number | null;
  readonly alliances: readonly { readonly name: string }[];
}

/** In what two cities are alike, in a few words. */
export function describeLikeness(why: readonly Likeness[], texts: Texts): string {
  return why.map((reason) => describeOne(reason, texts)).join('; ');
}

function describeOne({ kind, concepts, sharedConcepts, alliances }: Likeness, { alike }: Texts): string {
  switch (kind) {
    case 'WORK': {
      const subjects = concepts.map(({ label }) => label).join(', ');
      return alike.work(subjects, (sharedConcepts ?? 0) - concepts.length);
    }
    case 'POPULATION':
      return alike.size;
    case 'ALLIANCE':
      return alliances.map(({ name }) => name).join(', ');
    case 'COUNTRY':
      return alike.country;
  }
}
