import type { Features, SearchKind } from './SearchKind';

export const offers: SearchKind<Features> = {
  name: 'offers',
  typename: 'Offer',
  idType: 'offer',
  hitsField: 'offerHits',
  filterType: 'OfferHitFilter',
  counted: 'offers',
  features: {},
  facets: [],
  // An offer stands until it is withdrawn: nothing but what it is about makes it fit.
  score: (match) => match,
};
