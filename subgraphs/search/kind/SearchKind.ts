import { z } from 'zod';
import { isPartialDate } from '../date/partialDate';
import type { Role, Period } from '../hits/score';
import type { OwnedType } from '../id/parseId';
import type { ConceptCount } from '../summary/Summary';

/** What every kind's hit carries beside the match: the features behind its score. */
export interface Features extends Period {
  readonly role?: Role | null;
}

/** In what the three searches differ. */
export interface SearchKind<F extends Features> {
  /** The field of `Query`, also in its cursors. */
  readonly name: 'experts' | 'programmes' | 'exchanges';
  readonly typename: 'Staff' | 'Programme' | 'Exchange';
  readonly idType: OwnedType;
  /** The contract's field and the type of its filter. */
  readonly hitsField: 'staffHits' | 'programmeHits' | 'exchangeHits';
  readonly filterType: 'StaffHitFilter' | 'ProgrammeHitFilter' | 'ExchangeHitFilter';
  /** Which count of a city's summary says whether it can match. */
  readonly counted: keyof ConceptCount;
  /** Its fields are selected in every city, and its rules checked on every hit. */
  readonly features: z.ZodObject & z.ZodType<F>;
  score(match: number, features: F, day: string): number;
}

/** A partial date of a city's answer, or null. */
export const partialDate = z.string().refine(isPartialDate, 'not a partial date').nullable();
