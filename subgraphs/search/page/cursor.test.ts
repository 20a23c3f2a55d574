import { decodeCursor, encodeCursor } from './cursor';

const experts = { idType: 'staff' } as const;
const programmes = { idType: 'programme' } as const;
const position = { day: '2026-03-01', score: 870, id: 'gera:staff:12' };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('DIS-022 a cursor carries day, score and id, and nothing else', () => {
  expect(decodeCursor(experts, encodeCursor(position))).toEqual(position);
  const values = JSON.parse(Buffer.from(encodeCursor(position), 'base64url').toString()) as unknown;
  expect(values).toEqual(['2026-03-01', 870, 'gera:staff:12']);
});

test('DIS-022 of a list with tiers it carries the tier, too', () => {
  const tiered = { ...position, tier: 2 };
  expect(decodeCursor(experts, encodeCursor(tiered))).toEqual(tiered);
  const values = JSON.parse(Buffer.from(encodeCursor(tiered), 'base64url').toString()) as unknown;
  expect(values).toEqual(['2026-03-01', 870, 'gera:staff:12', 2]);
});

test('a cursor is safe in a URL', () => {
  expect(encodeCursor(position)).toMatch(/^[A-Za-z0-9_-]+$/);
});

test('a cursor of another search is foreign', () => {
  expect(decodeCursor(programmes, encodeCursor(position))).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no base64url', '***'],
  ['no JSON', Buffer.from('gera:staff:12').toString('base64url')],
  ['an object', encode({})],
  ['too few parts', encode(['2026-03-01', 870])],
  ['too many parts', encode(['2026-03-01', 870, 'gera:staff:12', 1, 1])],
  ['a tier below 0', encode(['2026-03-01', 870, 'gera:staff:12', -1])],
  ['a tier that no question makes', encode(['2026-03-01', 870, 'gera:staff:12', 11])],
  ['a text for a tier', encode(['2026-03-01', 870, 'gera:staff:12', '1'])],
  ['a day that the calendar does not have', encode(['2026-02-29', 870, 'gera:staff:12'])],
  ['a month for a day', encode(['2026-03', 870, 'gera:staff:12'])],
  ['a score above 1000', encode(['2026-03-01', 1001, 'gera:staff:12'])],
  ['a score below 0', encode(['2026-03-01', -1, 'gera:staff:12'])],
  ['half a score', encode(['2026-03-01', 0.5, 'gera:staff:12'])],
  ['no id', encode(['2026-03-01', 870, 'gera'])],
  ['an id of another type', encode(['2026-03-01', 870, 'gera:topic:12'])],
  ['a cursor with padding', `${encodeCursor(position)}==`],
  ['a cursor with more behind it', `${encodeCursor(position)}!`],
])('%s is no cursor', (_, text) => {
  expect(decodeCursor(experts, text)).toBeUndefined();
});
