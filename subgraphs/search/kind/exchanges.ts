import { z } from 'zod';
import type { Period } from '../hits/score';
import { scoreExchange } from '../hits/score';
import type { SearchKind } from './SearchKind';
import { partialDate } from './SearchKind';

export const exchanges: SearchKind<Period> = {
  name: 'exchanges',
  typename: 'Exchange',
  idType: 'exchange',
  hitsField: 'exchangeHits',
  filterType: 'ExchangeHitFilter',
  counted: 'exchanges',
  features: z.object({ since: partialDate, until: partialDate }),
  facets: ['concepts'],
  score: scoreExchange,
};
