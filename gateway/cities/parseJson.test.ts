import { findBrokenLimit } from './parseJson';

const find = (json: string) => findBrokenLimit(Buffer.from(json));
const PADDING = `"${'x'.repeat(70_000)}"`;

test.each([
  ['a short text, whatever it holds', '['.repeat(60_000)],
  ['a long text', PADDING],
  ['many records', JSON.stringify(new Array(30_000).fill({ id: 'gera:staff:1', name: 'Amt für Wohnen', role: null }))],
  ['a hundred levels', `${'['.repeat(100)}${PADDING}${']'.repeat(100)}`],
  ['brackets and commas within a text', JSON.stringify(`"\\${'[{,'.repeat(500_000)}`)],
  ['lists beside each other', `[${new Array(20_000).fill('[[1]]').join()}]`],
])('nothing is found in %s', async (_, json) => {
  expect(await find(json)).toBeUndefined();
});

test('what is nested too deeply is found, before its end', async () => {
  expect(await find(`[${PADDING},${'[{"a":'.repeat(51)}`)).toBe('TOO_DEEP');
});

test('too many values are found, in lists as in objects', async () => {
  expect(await find(`[${new Array(150_001).fill('1').join()}]`)).toBe('TOO_MANY_VALUES');
  expect(await find(`[${new Array(30_001).fill('{"a":1,"b":2,"c":3,"d":4}').join()}]`)).toBe('TOO_MANY_VALUES');
});

test('too many different names are found, in one object as in many', async () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `"name-${i}" :1`);
  expect(await find(`[${PADDING},{${names(5_000).join()}}]`)).toBeUndefined();
  expect(await find(`[${PADDING},{${names(5_001).join()}}]`)).toBe('TOO_MANY_NAMES');
  expect(await find(`[${PADDING},{${names(5_001).join('},{')}}]`)).toBe('TOO_MANY_NAMES');
});

test('a name that is long is not read again for each of many colons', async () => {
  const before = process.cpuUsage();
  await find(`{"${'x'.repeat(1_000_000)}"${':'.repeat(1_000_000)}`);
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});
