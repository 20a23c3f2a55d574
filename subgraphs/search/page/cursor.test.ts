import { decodeCursor, encodeCursor } from './cursor';

const experts = { name: 'experts', idType: 'staff' } as const;
const programmes = { name: 'programmes', idType: 'programme' } as const;
const position = { day: '2026-03-01', score: 870, id: 'gera:staff:12' };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a cursor carries day, score and id', () => {
  expect(decodeCursor(experts, encodeCursor(experts, position))).toEqual(position);
});

test('a cursor is safe in a URL', () => {
  expect(encodeCursor(experts, position)).toMatch(/^[A-Za-z0-9_-]+$/);
});

test('a cursor of another search is foreign', () => {
  expect(decodeCursor(programmes, encodeCursor(experts, position))).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no base64url', '***'],
  ['no JSON', Buffer.from('gera:staff:12').toString('base64url')],
  ['an object', encode({})],
  ['too few parts', encode(['experts', '2026-03-01', 870])],
  ['too many parts', encode(['experts', '2026-03-01', 870, 'gera:staff:12', 1])],
  ['a day that the calendar does not have', encode(['experts', '2026-02-29', 870, 'gera:staff:12'])],
  ['a month for a day', encode(['experts', '2026-03', 870, 'gera:staff:12'])],
  ['a score above 1000', encode(['experts', '2026-03-01', 1001, 'gera:staff:12'])],
  ['a score below 0', encode(['experts', '2026-03-01', -1, 'gera:staff:12'])],
  ['half a score', encode(['experts', '2026-03-01', 0.5, 'gera:staff:12'])],
  ['no id', encode(['experts', '2026-03-01', 870, 'gera'])],
  ['an id of another type', encode(['experts', '2026-03-01', 870, 'gera:topic:12'])],
  ['a cursor with padding', `${encodeCursor(experts, position)}==`],
  ['a cursor with more behind it', `${encodeCursor(experts, position)}!`],
])('%s is no cursor', (_, text) => {
  expect(decodeCursor(experts, text)).toBeUndefined();
});
