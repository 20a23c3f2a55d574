import type { FacetName } from '../facets/CityFacets';
import type { FieldRules } from '../hits/readFields';
import type { Role } from '../../contract/enums';
import type { OwnedType } from '../../contract/ids';
import type { ConceptCount } from '../summary/Summary';

/** What a hit may carry beside the match: the features behind its score, as far as `why` tells them. */
export interface Features {
  readonly role?: Role | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** In what the searches differ. */
export interface SearchKind<F extends Features> {
  /** Names the search, also in its cursors. */
  readonly name: 'experts' | 'programmes' | 'exchanges' | 'offers';
  readonly typename: 'Staff' | 'Programme' | 'Exchange' | 'Offer';
  readonly idType: OwnedType;
  /** The contract's field and the type of its filter. */
  readonly hitsField: 'staffHits' | 'programmeHits' | 'exchangeHits' | 'offerHits';
  readonly filterType: 'StaffHitFilter' | 'ProgrammeHitFilter' | 'ExchangeHitFilter' | 'OfferHitFilter';
  /** Which count of a city's summary says whether it can match. */
  readonly counted: keyof ConceptCount;
  /** Its fields are selected in every city, and its rules checked on every hit. */
  readonly features: FieldRules<F>;
  /** What a city can count of all its matches; the other facets of the contract do not apply. */
  readonly facets: readonly FacetName[];
  score(match: number, features: F, day: string): number;
}
