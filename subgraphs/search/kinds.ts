import type { FacetName } from './facets/verifyFacets';
import type { FieldRules } from './hits/readFields';
import type { Role } from '../contract/enums';
import type { OwnedType } from '../contract/ids';
import type { ConceptCount } from './summary/Summary';
import { oneOf, orNull, partialDate, flag } from './hits/readFields';
import type { ExperienceFeatures, NeedFeatures, ProgrammeFeatures, Period } from './hits/score';
import { NEED_STATUSES, ROLES, PROGRAMME_STATUSES } from '../contract/enums';
import { scoreExperience, scoreNeed, scoreProgramme, scoreExchange } from './hits/score';

/** What a hit may carry beside the match: the features behind its score, as far as `why` tells them. */
export interface Features {
  readonly role?: Role | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** In what the searches differ. */
export interface SearchKind<F extends Features> {
  /** Names the search, also in its cursors. */
  readonly name: 'experts' | 'programmes' | 'exchanges' | 'offers' | 'needs';
  readonly typename: 'Staff' | 'Programme' | 'Exchange' | 'Offer' | 'Need';
  readonly idType: OwnedType;
  /** The contract's field and the type of its filter. */
  readonly hitsField: 'staffHits' | 'programmeHits' | 'exchangeHits' | 'offerHits' | 'needHits';
  readonly filterType:
    'StaffHitFilter' | 'ProgrammeHitFilter' | 'ExchangeHitFilter' | 'OfferHitFilter' | 'NeedHitFilter';
  /** Which count of a city's summary says whether it can match. */
  readonly counted: keyof ConceptCount;
  /** Its fields are selected in every city, and its rules checked on every hit. */
  readonly features: FieldRules<F>;
  /** What a city can count of all its matches; the other facets of the contract do not apply. */
  readonly facets: readonly FacetName[];
  /** Whether this search has facets since contract 1.1 only, so that a city may tell none. */
  readonly facetsAreNew?: true;
  score(match: number, features: F, day: string): number;
}

export const experts: SearchKind<ExperienceFeatures> = {
  name: 'experts',
  typename: 'Staff',
  idType: 'staff',
  hitsField: 'staffHits',
  filterType: 'StaffHitFilter',
  counted: 'staff',
  features: { role: orNull(oneOf(ROLES)), since: orNull(partialDate), until: orNull(partialDate) },
  facets: ['concepts', 'languages', 'roles'],
  score: scoreExperience,
};

export const programmes: SearchKind<ProgrammeFeatures> = {
  name: 'programmes',
  typename: 'Programme',
  idType: 'programme',
  hitsField: 'programmeHits',
  filterType: 'ProgrammeHitFilter',
  counted: 'programmes',
  features: {
    status: orNull(oneOf(PROGRAMME_STATUSES)),
    goodPractice: flag,
    since: orNull(partialDate),
    until: orNull(partialDate),
  },
  facets: ['concepts', 'statuses', 'years', 'goodPractice', 'openToVisitors', 'funders'],
  score: scoreProgramme,
};

export const exchanges: SearchKind<Period> = {
  name: 'exchanges',
  typename: 'Exchange',
  idType: 'exchange',
  hitsField: 'exchangeHits',
  filterType: 'ExchangeHitFilter',
  counted: 'exchanges',
  features: { since: orNull(partialDate), until: orNull(partialDate) },
  facets: ['concepts', 'years'],
  score: scoreExchange,
};

export const offers: SearchKind<Features> = {
  name: 'offers',
  typename: 'Offer',
  idType: 'offer',
  hitsField: 'offerHits',
  filterType: 'OfferHitFilter',
  counted: 'offers',
  features: {},
  facets: ['concepts', 'languages'],
  facetsAreNew: true,
  // An offer stands until it is withdrawn: nothing but what it is about makes it fit.
  score: (match) => match,
};

export const needs: SearchKind<NeedFeatures & Features> = {
  name: 'needs',
  typename: 'Need',
  idType: 'need',
  hitsField: 'needHits',
  filterType: 'NeedHitFilter',
  counted: 'needs',
  features: { status: orNull(oneOf(NEED_STATUSES)) },
  facets: ['concepts', 'needStatuses'],
  facetsAreNew: true,
  score: scoreNeed,
};
