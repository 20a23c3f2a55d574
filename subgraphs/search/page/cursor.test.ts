import { Seal } from '../../serving/Seal';
import { decodeCursor, encodeCursor } from './cursor';
import type { Cursor, HitList } from './cursor';

const seal = Seal.ofProcess();
const experts: HitList = { idType: 'staff', order: 'RELEVANCE', fingerprint: 'question' };
const newest: HitList = { ...experts, order: 'NEWEST' };
const byName: HitList = { ...experts, order: 'TITLE' };
const position = { day: '2026-03-01', score: 870, id: 'gera:staff:12' };
const changed = { day: '2026-03-01', sort: Date.parse('2026-02-03T04:05:06.789Z'), score: 0, id: 'gera:staff:12' };
const named = { day: '2026-03-01', sort: 'erika mustermann', score: 0, id: 'gera:staff:12' };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decodeJson = (cursor: string): unknown => JSON.parse(Buffer.from(cursor, 'base64url').toString());

test('DIS-022 a cursor carries day, score, id and which question it is of, and nothing else', () => {
  const cursor = encodeCursor(position, experts, seal);
  expect(decodeCursor(cursor, experts, seal)).toEqual(position);
  expect(decodeJson(cursor)).toEqual(['2026-03-01', 870, 'gera:staff:12', 'question']);
});

test('DIS-022 of a list with tiers it carries the tier, too', () => {
  const tiered = { ...position, tier: 2 };
  const cursor = encodeCursor(tiered, experts, seal);
  expect(decodeCursor(cursor, experts, seal)).toEqual(tiered);
  expect(decodeJson(cursor)).toEqual(['2026-03-01', 870, 'gera:staff:12', 'question', 2]);
});

test('DIS-022 of a list by titles it carries the title, which nobody can read who has no secret of the hub', () => {
  const cursor = encodeCursor(named, byName, seal);
  expect(decodeCursor(cursor, byName, seal)).toEqual(named);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/erika|mustermann|gera/);
  expect(decodeCursor(cursor, byName, Seal.ofProcess())).toBeUndefined();
});

test('a cursor of the version before is taken by the list that it began', () => {
  const before = encode(['2026-03-01', 870, 'gera:staff:12']);
  expect(decodeCursor(before, experts, seal)).toEqual(position);
  expect(decodeCursor(before, newest, seal)).toBeUndefined();
  expect(decodeCursor(before, byName, seal)).toBeUndefined();
});

test('of a list by time it carries when the record was changed', () => {
  expect(decodeCursor(encodeCursor(changed, newest, seal), newest, seal)).toEqual(changed);
});

test.each<[string, Cursor, HitList]>([
  ['by relevance', position, experts],
  ['by time', changed, newest],
  ['by title', named, byName],
])('a cursor %s is safe in a URL, and foreign in any other list', (_, cursor, list) => {
  const text = encodeCursor(cursor, list, seal);
  expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(decodeCursor(text, { ...list, idType: 'programme' }, seal)).toBeUndefined();
  expect(decodeCursor(text, { ...list, fingerprint: 'another' }, seal)).toBeUndefined();
  expect(decodeCursor(`${text}==`, list, seal)).toBeUndefined();
  expect(decodeCursor(`${text}!`, list, seal)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no base64url', '***'],
  ['no JSON', Buffer.from('gera:staff:12').toString('base64url')],
  ['an object', encode({})],
  ['too few parts', encode(['2026-03-01', 870])],
  ['too many parts', encode(['2026-03-01', 870, 'gera:staff:12', 'question', 1, 1])],
  ['a tier below 0', encode(['2026-03-01', 870, 'gera:staff:12', 'question', -1])],
  ['a tier that no question makes', encode(['2026-03-01', 870, 'gera:staff:12', 'question', 11])],
  ['a text for a tier', encode(['2026-03-01', 870, 'gera:staff:12', 'question', '1'])],
  ['a day that the calendar does not have', encode(['2026-02-29', 870, 'gera:staff:12', 'question'])],
  ['a month for a day', encode(['2026-03', 870, 'gera:staff:12', 'question'])],
  ['a score above 1000', encode(['2026-03-01', 1001, 'gera:staff:12', 'question'])],
  ['a score below 0', encode(['2026-03-01', -1, 'gera:staff:12', 'question'])],
  ['half a score', encode(['2026-03-01', 0.5, 'gera:staff:12', 'question'])],
  ['no id', encode(['2026-03-01', 870, 'gera', 'question'])],
  ['an id of another type', encode(['2026-03-01', 870, 'gera:topic:12', 'question'])],
])('%s is no cursor', (_, text) => {
  expect(decodeCursor(text, experts, seal)).toBeUndefined();
  expect(decodeCursor(text, byName, seal)).toBeUndefined();
});
