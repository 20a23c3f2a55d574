import { orNull, partialDate } from '../hits/fieldRules';
import type { Period } from '../hits/score';
import { scoreExchange } from '../hits/score';
import type { SearchKind } from './SearchKind';

export const exchanges: SearchKind<Period> = {
  name: 'exchanges',
  typename: 'Exchange',
  idType: 'exchange',
  hitsField: 'exchangeHits',
  filterType: 'ExchangeHitFilter',
  counted: 'exchanges',
  features: { since: orNull(partialDate), until: orNull(partialDate) },
  facets: ['concepts'],
  score: scoreExchange,
};
