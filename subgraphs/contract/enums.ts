// The values of the contract's enums, for whoever reads them where no GraphQL checks them.

export const MAPPING_KINDS = ['EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH'] as const;
/** How a city's topic relates to a concept: the mapping properties of SKOS. */
export type MappingKind = (typeof MAPPING_KINDS)[number];

export const STAFF_KINDS = ['PERSON', 'POST', 'UNIT'] as const;
export type StaffKind = (typeof STAFF_KINDS)[number];

export const ROLES = ['LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART'] as const;
/** What someone did in a piece of work. */
export type Role = (typeof ROLES)[number];

export const PROGRAMME_STATUSES = ['PLANNED', 'ACTIVE', 'COMPLETED', 'DISCONTINUED'] as const;
export type ProgrammeStatus = (typeof PROGRAMME_STATUSES)[number];

export const EXCHANGE_KINDS = [
  'STUDY_VISIT',
  'EXPERT_EXCHANGE',
  'DIALOGUE_EVENT',
  'NETWORK_MEETING',
  'PEER_REVIEW',
] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];

export const OFFER_KINDS = ['VISIT', 'WORK_SHADOWING', 'TALK', 'ADVICE'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export const COST_PERIODS = ['ONCE', 'YEARLY'] as const;
export type CostPeriod = (typeof COST_PERIODS)[number];

export const COST_SCOPES = ['TOTAL', 'OWN_SHARE', 'PER_CASE'] as const;
export type CostScope = (typeof COST_SCOPES)[number];

export const FUNDING_KINDS = ['OWN', 'STATE', 'NATIONAL', 'EU', 'OTHER'] as const;
export type FundingKind = (typeof FUNDING_KINDS)[number];

export const LESSON_KINDS = ['WORKED', 'DID_NOT_WORK', 'CONDITION'] as const;
export type LessonKind = (typeof LESSON_KINDS)[number];

export const NEED_STATUSES = ['OPEN', 'MET'] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];

export const PARTNER_KINDS = [
  'ASSOCIATION',
  'CIVIL_SOCIETY',
  'WELFARE_PROVIDER',
  'PUBLIC_BODY',
  'FUNDER',
  'RESEARCH',
  'BUSINESS',
  'OTHER',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const HIT_ORDERS = ['RELEVANCE', 'NEWEST', 'TITLE'] as const;
/** In what order what was found stands. */
export type HitOrder = (typeof HIT_ORDERS)[number];

export const VISIBILITIES = ['PUBLIC', 'NETWORK', 'INTERNAL'] as const;
/**
 * Who may see a record: everybody, signed-in members of the network, or nobody outside the city. The contract's SDL does
 * not know it, for a city shows a record or does not.
 */
export type Visibility = (typeof VISIBILITIES)[number];
