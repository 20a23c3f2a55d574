import type { Hit } from '../hits/Hit';
import { mergeHits } from './mergeHits';

const hit = (id: string, score: number): Hit => ({
  id,
  tier: 0,
  score,
  matched: null,
  match: { by: 'text', text: 400 },
  topic: null,
  role: null,
  since: null,
  until: null,
});

const ids = (hits: readonly Hit[]) => hits.map(({ id }) => id);

test('hits stand by score, then by id, byte by byte', () => {
  const page = mergeHits(
    [
      [hit('gera:staff:b', 900), hit('gera:staff:B', 500), hit('gera:staff:a', 500)],
      [hit('essen:staff:1', 950), hit('essen:staff:10', 500), hit('essen:staff:9', 500)],
    ],
    10,
  );
  expect(ids(page.hits)).toEqual([
    'essen:staff:1',
    'gera:staff:b',
    'essen:staff:10',
    'essen:staff:9',
    'gera:staff:B',
    'gera:staff:a',
  ]);
  expect(page.goesOn).toBe(false);
});

test('a page that is cut short has a next one', () => {
  const page = mergeHits([[hit('gera:staff:1', 900), hit('gera:staff:2', 800)], [hit('essen:staff:1', 850)]], 2);
  expect(ids(page.hits)).toEqual(['gera:staff:1', 'essen:staff:1']);
  expect(page.goesOn).toBe(true);
});

test('a page that is just full has none', () => {
  expect(mergeHits([[hit('gera:staff:1', 900)], [hit('essen:staff:1', 850)]], 2).goesOn).toBe(false);
});

test('no answers make an empty page', () => {
  expect(mergeHits([], 20)).toEqual({ hits: [], goesOn: false });
});
