import type { GraphqlAnswer } from '../answerTruly';
import type { Lie } from './Fault';

/** A lie about hits, and what is said of it. */
export interface HitLie extends Lie {
  readonly breach: string;
}

// The hits of the answer, best first. Each lie knows what it changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Hits = any;

const about =
  (tell: (hits: Hits) => unknown) =>
  ({ data }: GraphqlAnswer): unknown => ({ data: { ...data, staffHits: tell(data.staffHits) } });

const aboutFirst = (change: object): Lie['tell'] =>
  about(({ total, hits: [first, ...rest] }) => ({ total, hits: [{ ...first, ...change }, ...rest] }));

export const hitLies: readonly HitLie[] = [
  {
    id: 'FLT-100',
    does: 'gives null for hits',
    tell: about(() => null),
    breach: 'staffHits: is not an object',
  },
  {
    id: 'FLT-101',
    does: 'gives a text for hits',
    tell: about(() => 'none'),
    breach: 'staffHits: is not an object',
  },
  {
    id: 'FLT-102',
    does: 'gives an object for the list of hits',
    tell: about(({ total, hits }) => ({ total, hits: { ...hits } })),
    breach: 'staffHits.hits: is not a list',
  },
  {
    id: 'FLT-103',
    does: 'gives a null among its hits',
    tell: about(({ total, hits }) => ({ total, hits: [hits[0], null] })),
    breach: 'hit 2: is not an object',
  },
  {
    id: 'FLT-104',
    does: 'gives its hits in another order',
    tell: about(({ total, hits }) => ({ total, hits: hits.toReversed() })),
    breach: 'hit 2: is not in order, or stands there twice',
  },
  {
    id: 'FLT-105',
    does: 'gives a hit twice',
    tell: about(({ hits }) => ({ total: 2, hits: [hits[0], hits[0]] })),
    breach: 'hit 2: is not in order, or stands there twice',
  },
  {
    id: 'FLT-106',
    does: 'gives more hits than were asked for',
    tell: about(({ hits }) => ({ total: 500, hits: new Array(500).fill(hits[0]) })),
    breach: 'gave 500 hits where',
  },
  {
    id: 'FLT-107',
    does: 'counts fewer hits than it gives',
    tell: about(({ hits }) => ({ total: 1, hits })),
    breach: 'gave 2 hits of a total of 1',
  },
  {
    id: 'FLT-108',
    does: 'counts less than nothing',
    tell: about(() => ({ total: -1, hits: [] })),
    breach: 'staffHits.total: is not a count up to',
  },
  {
    id: 'FLT-109',
    does: 'counts more than any city has',
    tell: about(({ hits }) => ({ total: 1e308, hits })),
    breach: 'staffHits.total: is not a count up to',
  },
  {
    id: 'FLT-110',
    does: 'counts in halves',
    tell: about(({ hits }) => ({ total: 2.5, hits })),
    breach: 'staffHits.total: is not a count up to',
  },
  {
    id: 'FLT-111',
    does: 'exaggerates a score',
    tell: aboutFirst({ score: 1000 }),
    breach: 'hit 1: its score is 1000, but its features make',
  },
  {
    id: 'FLT-112',
    does: 'gives a score beyond all bounds',
    tell: aboutFirst({ score: 1e308 }),
    breach: 'hit 1.score: is not a whole number',
  },
  {
    id: 'FLT-113',
    does: 'gives a score below nothing',
    tell: aboutFirst({ score: -1 }),
    breach: 'hit 1: its score is -1',
  },
  {
    id: 'FLT-114',
    does: 'gives a text for a score',
    tell: aboutFirst({ score: 'NaN' }),
    breach: 'hit 1.score: is not a whole number',
  },
  {
    id: 'FLT-115',
    does: 'gives a fraction for a score',
    tell: aboutFirst({ score: 1.5 }),
    breach: 'hit 1.score: is not a whole number',
  },
  {
    id: 'FLT-116',
    does: 'gives a hit of another city',
    tell: aboutFirst({ id: 'musterstadt:staff:unit-1' }),
    breach: 'hit 1: its id is not that of a staff of flt-116',
  },
  {
    id: 'FLT-117',
    does: 'gives a hit of another kind',
    tell: aboutFirst({ id: 'flt-117:programme:unit-1' }),
    breach: 'hit 1: its id is not that of a staff of flt-117',
  },
  {
    id: 'FLT-118',
    does: 'gives a hit with a malformed id',
    tell: aboutFirst({ id: 'flt-118:staff:unit-1:musterstadt' }),
    breach: 'hit 1: its id is not that of a staff of flt-118',
  },
  {
    id: 'FLT-119',
    does: 'names the topic of another city',
    tell: aboutFirst({ topic: 'musterstadt:topic:plans' }),
    breach: 'hit 1: its topic is not one of flt-119',
  },
  {
    id: 'FLT-120',
    does: 'names a concept that was not asked for',
    tell: aboutFirst({ concept: 'concept:parks' }),
    breach: 'hit 1: its concept was not asked for',
  },
  {
    id: 'FLT-121',
    does: 'names a role that there is not',
    tell: aboutFirst({ role: 'SAVED_THE_WORLD' }),
    breach: 'hit 1.role: is not one of',
  },
  {
    id: 'FLT-122',
    does: 'names a day that there is not',
    tell: aboutFirst({ since: '2023-02-31' }),
    breach: 'hit 1.since: is not a partial date',
  },
  {
    id: 'FLT-123',
    does: 'answers something else than was asked',
    tell: () => ({ data: { programmeHits: { total: 0, hits: [] } } }),
    breach: 'staffHits: is not an object',
  },
];
