import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, meaningOf } from './errorCodes';

test('the README tells of every code, and of no other', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const [, table = ''] = readme.split('### Codes of errors');
  const told = [...table.matchAll(/^\| `(\w+)` +\| (\d+) +\| (.*?) +\|$/gm)].map(([, ...cells]) => cells);
  expect(told).toEqual(
    Object.entries(ERROR_CODES).map(([code, { status, meaning }]) => [code, String(status), meaning]),
  );
});

test('what is no code has no meaning', () => {
  for (const code of [undefined, 'toString', 'DOWNSTREAM_SERVICE_ERROR']) expect(meaningOf(code)).toBeUndefined();
});
