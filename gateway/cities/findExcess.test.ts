import { findExcess } from './findExcess';

const find = (json: string) => findExcess(Buffer.from(json));
const PADDING = `"${'x'.repeat(70_000)}"`;

test.each([
  ['a short text, whatever it holds', '['.repeat(60_000)],
  ['a long text', PADDING],
  ['many records', JSON.stringify(new Array(50_000).fill({ id: 'gera:staff:1', name: 'Amt für Wohnen', role: null }))],
  ['a hundred levels', `${'['.repeat(100)}${PADDING}${']'.repeat(100)}`],
  ['brackets and commas within a text', JSON.stringify(`"\\${'[{,'.repeat(500_000)}`)],
  ['lists beside each other', `[${new Array(20_000).fill('[[1]]').join()}]`],
])('nothing is found in %s', (_, json) => {
  expect(find(json)).toBeUndefined();
});

test('what is nested too deeply is found, before its end', () => {
  expect(find(`[${PADDING},${'[{"a":'.repeat(51)}`)).toBe('TOO_DEEP');
});

test('too many values are found, in lists as in objects', () => {
  expect(find(`[${new Array(400_001).fill('1').join()}]`)).toBe('TOO_MANY_VALUES');
  expect(find(`{${Array.from({ length: 400_001 }, (_, i) => `"${i}":1`).join()}}`)).toBe('TOO_MANY_VALUES');
});
