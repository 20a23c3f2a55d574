import { packCursor } from '../../contract/cursor';
import { comparePlaces, readProgress, writeProgress } from './Progress';
import type { Place, Progress } from './Progress';

const at = Date.parse('2026-03-01T12:00:00Z');
const place: Place = { at, id: null, from: null };
const others = new Map<string, Place>([
  ['gera', { at: at - 5, id: 'jena:staff:1', from: at - 8 }],
  ['jena', { at: at - 7, id: null, from: null }],
  ['suhl', { at: at - 7, id: null, from: null }],
]);

test.each<[string, Progress]>([
  ['a moment', { place, others: new Map() }],
  ['within a page', { place: { at, id: 'gera:need:1', from: at - 9 }, others: new Map() }],
  ['with cities that are behind', { place, others }],
])('progress, %s, is read as it was written', (_, progress) => {
  expect(readProgress(writeProgress(progress))).toEqual(progress);
});

test('a plain one is a moment, which people can write, too', () => {
  expect(writeProgress({ place, others: new Map() })).toBe('2026-03-01T12:00:00.000Z');
  expect(readProgress('2026-03-01T13:00:00+01:00')?.place).toEqual(place);
});

test('where more cities are behind than a text holds, all are a moment before the last of them', () => {
  const many = new Map(
    Array.from({ length: 900 }, (_, number) => [`city-${number}`, { at: at - number, id: null, from: null }]),
  );
  expect(writeProgress({ place, others: many })).toBe(new Date(at - 900).toISOString());
});

test('places stand by time, then by id, and all of a time behind each of it', () => {
  const sorted = [
    { at: 1, id: 'a' },
    { at: 1, id: 'b' },
    { at: 1, id: null },
    { at: 2, id: 'a' },
  ];
  expect([...sorted].reverse().sort(comparePlaces)).toEqual(sorted);
});

test.each([
  ['text', 'since'],
  ['another cursor', packCursor(['cities', at, ''])],
  ['too little', packCursor(['changes', at, ''])],
  ['half a group', packCursor(['changes', at, '', -1, at, '', -1])],
  ['what is no id', packCursor(['changes', at, 'gera', -1])],
  ['what is no city', packCursor(['changes', at, '', -1, at, '', -1, 'gera hub'])],
  ['a time without end', packCursor(['changes', 1e18, '', -1])],
  ['half a millisecond', packCursor(['changes', at + 0.5, '', -1])],
  ['a year that no clock has', '+012026-03-01T12:00:00Z'],
  ['a moment before all', '1969-01-01T00:00:00Z'],
])('%s is no progress', (_, text) => {
  expect(readProgress(text)).toBeUndefined();
});
