import { exchanges, experts, offers, programmes } from '../kinds';
import type { Question } from '../question/understand';
import type { HitsRequest } from './HitsRequest';
import { verifyHits } from './verifyHits';

const byConcept: Question = {
  groups: [
    {
      terms: [
        { concept: 'concept:housing', weight: 1000 },
        { concept: 'concept:homelessness', weight: 800 },
      ],
    },
  ],
  text: null,
  weights: new Map([
    ['concept:housing', 1000],
    ['concept:homelessness', 800],
  ]),
};
const byText: Question = { groups: [], text: 'Wanzar', weights: new Map() };

const request: HitsRequest = { question: byConcept, filter: {}, day: '2026-03-01', first: 3, after: null };

/** (5 × 1000 + 2 × 1000 + 2 × 1000 + 1000) / 10 */
const best = {
  id: 'gera:staff:1',
  score: 1000,
  concept: 'concept:housing',
  mapping: 'EXACT_MATCH',
  text: null,
  topic: 'gera:topic:wohnen',
  role: 'LED',
  since: '2010',
  until: null,
};
/** (5 × 800 + 2 × 700 + 2 × 300 + 300) / 10 */
const second = {
  ...best,
  id: 'gera:staff:2',
  score: 630,
  concept: 'concept:homelessness',
  role: 'WORKED',
  since: null,
};
/** (5 × 400 + 0 + 2 × 300 + 300) / 10 */
const byWords = {
  ...{ id: 'gera:staff:3', score: 290, concept: null, mapping: null, text: 400, topic: null },
  ...{ role: null, since: null, until: null },
};

const verify = (hits: unknown[], more: Partial<HitsRequest> = {}, total: unknown = hits.length) =>
  verifyHits(experts, 'gera', { total, hits }, { ...request, ...more });

test('an honest answer by concept is taken', () => {
  expect(verify([best, second], {}, 17)).toEqual({
    ...{ total: 17, totalIsExact: true, totalMatchingAll: null, facets: null },
    hits: [
      {
        ...{ tier: 0, matched: null },
        ...{ id: 'gera:staff:1', score: 1000, topic: 'gera:topic:wohnen', role: 'LED', since: '2010', until: null },
        match: { by: 'concept', concept: 'concept:housing', mapping: 'EXACT_MATCH' },
      },
      {
        ...{ tier: 0, matched: null },
        ...{ id: 'gera:staff:2', score: 630, topic: 'gera:topic:wohnen', role: 'WORKED', since: null, until: null },
        match: { by: 'concept', concept: 'concept:homelessness', mapping: 'EXACT_MATCH' },
      },
    ],
  });
});

test('an honest answer by text is taken, also for staff without any experience', () => {
  const { hits } = verify([byWords], { question: byText });
  expect(hits[0]).toMatchObject({ match: { by: 'text', text: 400 }, topic: null, role: null });
});

test('an empty answer is taken', () => {
  expect(verify([], {}, 5)).toEqual({ total: 5, totalIsExact: true, totalMatchingAll: null, hits: [], facets: null });
});

test('programmes and exchanges are verified by their own features', () => {
  const programme = { ...best, id: 'gera:programme:1', status: 'ACTIVE', goodPractice: true };
  expect(verifyHits(programmes, 'gera', { total: 1, hits: [programme] }, request).hits).toHaveLength(1);
  expect(() =>
    verifyHits(programmes, 'gera', { total: 1, hits: [{ ...programme, goodPractice: null }] }, request),
  ).toThrow('hit 1.goodPractice: ');
  const exchange = { ...best, id: 'gera:exchange:1', until: '2026-02' };
  expect(verifyHits(exchanges, 'gera', { total: 1, hits: [exchange] }, request).hits).toMatchObject([{ role: null }]);
});

test('a hit that does not pass the filter by what it tells is a breach', () => {
  const exchange = { ...best, id: 'gera:exchange:1', since: '2026' };
  const verifyOne = (hit: object, more: Partial<HitsRequest>) =>
    verifyHits(exchanges, 'gera', { total: 1, hits: [hit] }, { ...request, ...more }).hits;
  expect(verifyOne(exchange, { filter: { startsAfter: '2026-05-01' } })).toHaveLength(1);
  expect(() => verifyOne(exchange, { filter: { startsAfter: '2026-12-31' } })).toThrow('the filter by startsAfter');
  const vague = { ...exchange, since: null, score: 790 };
  expect(() => verifyOne(vague, { filter: { startsAfter: '2026' } })).toThrow('the filter by startsAfter');

  const changed = { ...exchange, updatedAt: '2026-02-01T09:30:00.000Z' };
  const since = (updatedSince: string): Partial<HitsRequest> => ({ order: 'NEWEST', filter: { updatedSince } });
  expect(verifyOne(changed, since('2026-02-01T09:30:00.0009Z'))).toHaveLength(1);
  expect(() => verifyOne(changed, since('2026-02-01T09:30:00.001Z'))).toThrow('the filter by updatedSince');
  // By relevance, a hit does not tell it.
  expect(verifyOne(changed, { ...since('2026-03-01T00:00:00Z'), order: 'RELEVANCE' })).toHaveLength(1);

  expect(() => verify([best], { filter: { roles: ['WORKED'] } })).toThrow('the filter by roles');
  expect(verify([best], { filter: { roles: [], kinds: ['UNIT'], languages: ['fr'] } }).hits).toHaveLength(1);
});

test('offers are verified by the match alone', () => {
  const { id, score, concept, mapping, text, topic } = { ...best, id: 'gera:offer:1' };
  const offer = { id, score, concept, mapping, text, topic };
  expect(verifyHits(offers, 'gera', { total: 1, hits: [offer] }, request).hits).toMatchObject([
    { id, role: null, since: null, until: null },
  ]);
  expect(() => verifyHits(offers, 'gera', { total: 1, hits: [{ ...offer, score: 999 }] }, request)).toThrow(
    'hit 1: its score is 999, but its features make 1000',
  );
});

test('facets are verified where they were asked for, and left aside where not', () => {
  const facets = { concepts: [{ value: 'concept:housing', count: 1 }], languages: [], roles: [] };
  const answer = { total: 1, hits: [best], facets };
  expect(verifyHits(experts, 'gera', answer, request).facets).toBeNull();
  const wanted = { ...request, wantsFacets: true };
  expect(verifyHits(experts, 'gera', answer, wanted).facets?.concepts).toEqual(new Map([['concept:housing', 1]]));
  expect(() => verifyHits(experts, 'gera', { total: 1, hits: [best] }, wanted)).toThrow('gave no facets');
});

test.each([
  ['nothing', undefined, 'staffHits: '],
  ['a list', [], 'staffHits: '],
  ['no hits', { total: 0 }, 'staffHits.hits: '],
  ['no total', { hits: [] }, 'staffHits.total: '],
  ['half a total', { total: 0.5, hits: [] }, 'staffHits.total: '],
  ['an exactness that is none', { total: 0, totalIsExact: 'no', hits: [] }, 'staffHits.totalIsExact: '],
  ['a negative total', { total: -1, hits: [] }, 'staffHits.total: '],
  ['a total beyond belief', { total: 1_000_001, hits: [] }, 'staffHits.total: '],
])('%s for an answer is a breach', (_, raw, breach) => {
  expect(() => verifyHits(experts, 'gera', raw, request)).toThrow(breach);
});

test.each([
  ['no object', null, 'hit 1: '],
  ['a missing feature', { ...best, role: undefined }, 'hit 1.role: '],
  ['a number for an id', { ...best, id: 12 }, 'hit 1.id: '],
  ['half a score', { ...best, score: 999.5 }, 'hit 1.score: '],
  ['a score in words', { ...best, score: '1000' }, 'hit 1.score: '],
  ['a role that the contract does not have', { ...best, role: 'BOSS' }, 'hit 1.role: '],
  ['a mapping that the contract does not have', { ...best, mapping: 'RELATED' }, 'hit 1.mapping: '],
  ['a date that the calendar does not have', { ...best, since: '2023-02-29' }, 'hit 1.since: is not a partial date'],
  ['a date that is none', { ...best, until: 'yesterday' }, 'hit 1.until: is not a partial date'],
  ["another city's record", { ...best, id: 'jena:staff:1' }, 'hit 1: its id is not that of a staff of gera'],
  ['a record of another type', { ...best, id: 'gera:topic:1' }, 'hit 1: its id is not that of a staff of gera'],
  ['a malformed id', { ...best, id: 'gera:staff:' }, 'hit 1: its id is not that of a staff of gera'],
  ["another city's topic", { ...best, topic: 'jena:topic:1' }, 'hit 1: its topic is not one of gera'],
  ['no topic', { ...best, topic: null }, 'hit 1: matches a concept, but by no topic'],
  ['no role', { ...best, role: null }, 'hit 1: rests on an experience, but names no role'],
  ['a concept not asked for', { ...best, concept: 'concept:youth' }, 'hit 1: its concept was not asked for'],
  ['no concept', { ...best, concept: null }, 'hit 1: names no concept and mapping'],
  ['no mapping', { ...best, mapping: null }, 'hit 1: names no concept and mapping'],
  ['a text beside the concept', { ...best, text: 600 }, 'hit 1: is by text, but concepts were asked for'],
  ['a text in place of the concept', byWords, 'hit 1: names no concept and mapping'],
  ['a score too high', { ...best, role: 'WORKED' }, 'hit 1: its score is 1000, but its features make 940'],
  ['a score too low', { ...best, score: 999 }, 'hit 1: its score is 999, but its features make 1000'],
  ["a narrower concept's full score", { ...best, concept: 'concept:homelessness' }, 'its features make 900'],
])('%s in a hit by concept is a breach', (_, hit, breach) => {
  expect(() => verify([hit])).toThrow(breach);
});

test.each([
  ['a concept', best, 'hit 1: is by concept, but only a text was asked for'],
  ['no text', { ...byWords, text: null }, 'hit 1: its text match is not between 1 and 600'],
  ['a text match of 0', { ...byWords, text: 0 }, 'hit 1: its text match is not between 1 and 600'],
  ['a text match above 600', { ...byWords, text: 601 }, 'hit 1: its text match is not between 1 and 600'],
  ['a date without a role', { ...byWords, since: '2020' }, 'hit 1: rests on an experience, but names no role'],
])('%s in a hit by text is a breach', (_, hit, breach) => {
  expect(() => verify([hit], { question: byText })).toThrow(breach);
});

test('hits out of order are a breach', () => {
  expect(() => verify([second, best])).toThrow('hit 2: is not in order, or stands there twice');
});

test('hits of the same score must stand by id', () => {
  const sameScore = { ...best, id: 'gera:staff:10' };
  expect(verify([best, sameScore]).hits).toHaveLength(2);
  expect(() => verify([sameScore, best])).toThrow('hit 2: is not in order');
});

test('a hit that stands there twice is a breach', () => {
  expect(() => verify([best, best])).toThrow('hit 2: is not in order, or stands there twice');
});

test('more hits than were asked for are a breach', () => {
  expect(() => verify([best, second], { first: 1 })).toThrow('gave 2 hits where 1 were asked for');
});

test('a total below the number of hits is a breach', () => {
  expect(() => verify([best, second], {}, 1)).toThrow('gave 2 hits of a total of 1');
});

test('a hit that is not behind the position asked for is a breach', () => {
  expect(verify([second], { after: { ...best, tier: 0 } }).hits).toHaveLength(1);
  for (const after of [best, { score: 1000, id: 'gera:staff:10' }, { score: 999, id: 'gera:staff:0' }]) {
    expect(() => verify([best, second], { after: { ...after, tier: 0 } })).toThrow(
      'hit 1: is not behind the position asked for',
    );
  }
});

describe('in an order that is not by relevance', () => {
  const [anna, bodo] = [
    { ...best, updatedAt: '2026-02-01T00:00:00Z', sortTitle: 'anna' },
    { ...second, updatedAt: '2026-01-01T01:00:00+01:00', sortTitle: 'bodo 2' },
  ];

  test('hits stand by time or title, whatever their scores, and from the end where the order is turned round', () => {
    const low = { ...bodo, sortTitle: 'aachen', updatedAt: '2026-02-01T00:00:00.001Z' };
    expect(verify([low, anna], { order: 'TITLE' }).hits.map(({ sort }) => sort)).toEqual(['aachen', 'anna']);
    expect(verify([low, anna], { order: 'NEWEST' }).hits).toHaveLength(2);
    expect(verify([anna, low], { order: 'NEWEST', reversed: true }).hits).toHaveLength(2);
    for (const order of ['TITLE', 'NEWEST'] as const) {
      expect(() => verify([anna, low], { order })).toThrow('hit 2: is not in order');
      expect(() => verify([low, anna], { order, reversed: true })).toThrow('hit 2: is not in order');
    }
  });

  test('what stands alike stands by id', () => {
    const like = { ...bodo, sortTitle: 'anna', updatedAt: '2026-02-01T00:00:00.000Z' };
    for (const order of ['TITLE', 'NEWEST'] as const) {
      expect(verify([anna, like], { order }).hits).toHaveLength(2);
      expect(() => verify([like, anna], { order })).toThrow('hit 2: is not in order');
    }
  });

  test('titles stand in the order of their bytes, also beyond the first plane', () => {
    const titled = (...titles: string[]) => titles.map((sortTitle, at) => ({ ...[best, second][at]!, sortTitle }));
    expect(verify(titled('ﬀ'.normalize('NFKD'), '\u{20000}'), { order: 'TITLE' }).hits).toHaveLength(2);
    expect(verify(titled('\u9fff', '\u{20000}'), { order: 'TITLE' }).hits).toHaveLength(2);
  });

  test.each<[string, object, Partial<HitsRequest>, string]>([
    ['a title that is not folded', { sortTitle: 'Anna' }, { order: 'TITLE' }, 'hit 1.sortTitle: is not a folded title'],
    ['no title', { sortTitle: null }, { order: 'TITLE' }, 'hit 1.sortTitle: is not a folded title'],
    ['a title without end', { sortTitle: 'a'.repeat(301) }, { order: 'TITLE' }, 'hit 1.sortTitle: is not a folded'],
    ['a day for a time', { updatedAt: '2026-02-01' }, { order: 'NEWEST' }, 'hit 1.updatedAt: is not a point in time'],
    ['a day that there is not', { updatedAt: '2026-02-30T00:00:00Z' }, { order: 'NEWEST' }, 'hit 1.updatedAt'],
    ['no time', { updatedAt: null }, { order: 'NEWEST' }, 'hit 1.updatedAt: is not a point in time'],
  ])('%s is a breach', (_, change, more, breach) => {
    expect(() => verify([{ ...anna, ...change }], more)).toThrow(breach);
  });

  test('a hit that is not behind the position asked for is a breach', () => {
    const after = { tier: 0, score: 0, id: 'gera:staff:0', sort: 'anna' };
    expect(verify([anna, bodo], { order: 'TITLE', after }).hits).toHaveLength(2);
    expect(() => verify([anna], { order: 'TITLE', after: { ...after, id: 'gera:staff:1' } })).toThrow('is not behind');
    expect(() => verify([anna], { order: 'TITLE', reversed: true, after })).toThrow('is not behind');
    const at = Date.parse('2026-01-15T00:00:00Z');
    expect(verify([bodo], { order: 'NEWEST', after: { ...after, sort: at } }).hits).toHaveLength(1);
    expect(() => verify([anna], { order: 'NEWEST', after: { ...after, sort: at } })).toThrow('is not behind');
  });
});

test('a breach repeats no text of the city', () => {
  expect(() => verify([{ ...best, id: 'call 0900 now' }])).toThrow(/^(?!.*0900)/);
  expect(() => verify([{ ...best, role: 'call 0900 now' }])).toThrow(/^(?!.*0900)/);
});

describe('of a question with tiers', () => {
  const term = (concept: string) => ({ concept: `concept:${concept}`, weight: 1000 });
  const tiered: Question = {
    ...byConcept,
    tiers: {
      aspects: ['housing', 'homelessness'].map((slug) => ({ named: `concept:${slug}`, terms: [term(slug)] })),
      near: [],
      lift: ['wanzar'],
    },
  };
  const withNear: Question = {
    ...tiered,
    tiers: {
      ...tiered.tiers!,
      near: [
        { of: 0, named: 'concept:housing', terms: [term('housing'), term('land')] },
        { of: 1, named: 'concept:homelessness', terms: [term('homelessness'), term('poverty')] },
      ],
    },
  };
  const verifyTiers = (hits: object[], more: Partial<HitsRequest> = {}, totalMatchingAll: unknown = 1, total = 9) =>
    verifyHits(experts, 'gera', { total, totalMatchingAll, hits }, { ...request, question: tiered, ...more });
  const low = { ...best, matched: [0] };
  const high = { ...second, matched: [0, 1] };
  const highest = { ...second, id: 'gera:staff:9', matched: [0, 1, 2] };

  test('an answer in the order of tiers is taken, and told how many have all aspects', () => {
    const { hits, totalMatchingAll } = verifyTiers([highest, high, low], {}, 2);
    expect(hits.map(({ tier, matched }) => [tier, matched])).toEqual([
      [3, [0, 1, 2]],
      [2, [0, 1]],
      [1, [0]],
    ]);
    expect(totalMatchingAll).toBe(2);
  });

  test('a city that cannot say what hits have stands in the first tier', () => {
    const { hits, totalMatchingAll } = verifyTiers(
      [best, second].map((hit) => ({ ...hit, matched: null })),
      {},
      null,
    );
    expect(hits.map(({ tier }) => tier)).toEqual([1, 1]);
    expect(totalMatchingAll).toBeNull();
  });

  test.each<[string, object[], string]>([
    ['the order of scores alone', [low, high], 'hit 2: is not in order, or stands there twice'],
    ['an aspect that was not asked for', [{ ...low, matched: [0, 3] }], 'no ascending list of numbers below 3'],
    ['an aspect twice', [{ ...low, matched: [0, 0] }], 'no ascending list of numbers below 3'],
    ['aspects in no order', [{ ...high, matched: [1, 0] }], 'no ascending list of numbers below 3'],
    ['half an aspect', [{ ...low, matched: [0, 0.5] }], 'no ascending list of numbers below 3'],
    ['no list', [{ ...low, matched: 2 }], 'no ascending list of numbers below 3'],
    ['nothing', [best], 'no ascending list of numbers below 3'],
    [
      'not the aspect of its own concept',
      [{ ...low, matched: [1] }],
      'its concept is one of aspect 0, which it does not',
    ],
    ['something of one hit, and nothing of another', [high, { ...low, matched: null }], 'of some hits what they have'],
  ])('who says %s breaks the contract', (_, hits, breach) => {
    expect(() => verifyTiers(hits)).toThrow(breach);
  });

  test('what is near an aspect makes a tier, and is no aspect', () => {
    const both = { ...second, matched: [0, 1, 2, 3] };
    const near = { ...best, id: 'gera:staff:8', matched: [0, 2, 3] };
    const one = { ...best, id: 'gera:staff:9', matched: [0, 2] };
    const { hits, totalMatchingAll } = verifyTiers([both, near, one], { question: withNear });
    expect(hits.map(({ tier }) => tier)).toEqual([4, 3, 2]);
    expect(totalMatchingAll).toBe(1);
    expect(() => verifyTiers([{ ...one, matched: [0, 1, 2] }], { question: withNear })).toThrow(
      'has aspect 1, and not aspect 3, which has all of its terms',
    );
    // By whichever concept it was found, it has one and what is near it.
    const untold = verifyTiers([{ ...best, matched: null }], { question: withNear }, null);
    expect(untold.hits.map(({ tier }) => tier)).toEqual([2]);
  });

  test('who counts other than it shows breaks the contract', () => {
    expect(() => verifyTiers([high], {}, 0)).toThrow('counts 0 with all aspects, and shows 1');
    expect(() => verifyTiers([high, low], {}, 2, 2)).toThrow('counts 2 with all aspects, and shows 1');
    expect(() => verifyTiers([low], {}, 10)).toThrow('totalMatchingAll: is not a count up to 9');
    expect(() => verifyTiers([high], {}, null)).toThrow('counts who has all aspects, or says what hits have');
  });

  test('behind a position stands what is in a lower tier, whatever its score', () => {
    const after = { tier: 2, score: 0, id: 'gera:staff:2' };
    expect(verifyTiers([low], { after }).hits).toHaveLength(1);
    expect(() => verifyTiers([high], { after })).toThrow('hit 1: is not behind the position asked for');
  });
});
