import { parse } from 'csv-parse/sync';
import type { SearchAnswer } from '../search/SearchAnswer';
import { createExpert, createFakeQuery, createPage, fullCoverage } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import { askFirstPage, ENDS_EARLY, exportCsv } from './exportCsv';
import type { ExportSource } from './exportCsv';

const failures: unknown[] = [];

function sourceOf(fake: FakeQuery): ExportSource {
  return {
    query: fake.query,
    search: { kind: 'experts', text: 'x', concepts: [], cities: [], alliances: [], lang: 'en', after: 'ignored' },
    signal: new AbortController().signal,
    onFailure: (cause) => failures.push(cause),
  };
}

async function begin(fake: FakeQuery): Promise<AsyncGenerator<string>> {
  const source = sourceOf(fake);
  const outcome = await askFirstPage(source);
  if (outcome.state !== 'answered') throw new Error(outcome.state);
  return exportCsv(outcome.answer, source);
}

async function readAll(fake: FakeQuery): Promise<string> {
  let text = '';
  for await (const part of await begin(fake)) text += part;
  return text;
}

const experts = Array.from({ length: 250 }, (_, at) => createExpert({ id: `gera:staff:${at}` }));

beforeEach(() => {
  failures.length = 0;
});

test('every page is read to the end, from the beginning', async () => {
  const fake = createFakeQuery(experts);
  const rows: { id: string }[] = parse(await readAll(fake), { bom: true, columns: true, comment: '#' });
  expect(rows.map(({ id }) => id)).toEqual(experts.map(({ id }) => id));
  expect(fake.asked.map(({ variables }) => variables['after'])).toEqual([undefined, '100', '200']);
});

test('the file begins with a byte order mark and ends with the coverage as a comment', async () => {
  const text = await readAll(createFakeQuery());
  expect(text.startsWith('\uFEFFid,name,')).toBe(true);
  expect(text.trimEnd().split('\r\n').at(-1)).toBe(
    '# 1 city could match and was asked; it answered. The answer is complete.',
  );
});

test('a page is not asked for before the reader has taken the one before', async () => {
  const fake = createFakeQuery(experts);
  const parts = await begin(fake);
  await parts.next();
  await parts.next();
  expect(fake.asked).toHaveLength(1);
  await parts.next();
  expect(fake.asked).toHaveLength(2);
});

test('a later page that fails is told in the last line', async () => {
  const fake = createFakeQuery(experts);
  fake.answerCall(1, () => Promise.reject(new Error('down')));
  const text = await readAll(fake);
  expect(text.endsWith(ENDS_EARLY)).toBe(true);
  expect(text).not.toContain('complete.');
  expect(failures).toEqual([new Error('down')]);
});

test('a cursor that does not move on ends the file with a word, and not never', async () => {
  const fake = createFakeQuery(experts);
  fake.answerCall(1, () => ({
    data: { experts: { ...createPage(experts), pageInfo: { hasNextPage: true, endCursor: '100' } } },
  }));
  expect((await readAll(fake)).endsWith(ENDS_EARLY)).toBe(true);
});

test('a city that failed on a later page stands in the coverage of the whole', async () => {
  const fake = createFakeQuery(experts);
  const [answer] = fullCoverage.cities;
  fake.answerCall(1, (page) => {
    const found = page.data?.['experts'] as SearchAnswer['page'];
    const coverage = { ...fullCoverage, answered: 0, complete: false, cities: [{ ...answer!, status: 'TIMED_OUT' }] };
    return { data: { experts: { ...found, coverage } } };
  });
  expect(await readAll(fake)).toMatch(
    /# 1 city [^\r\n]*Did not answer in time: Gera\. The answer is not complete\.\r\n$/,
  );
});

test('hits without details are counted, not shown as empty rows', async () => {
  const text = await readAll(createFakeQuery([createExpert(), null, null]));
  expect(text.split('\r\n').filter((line) => line.startsWith('gera:staff'))).toHaveLength(1);
  expect(text).toContain('INCOMPLETE: 2 found without details');
});
