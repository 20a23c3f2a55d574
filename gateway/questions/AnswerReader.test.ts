import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Coverage, SearchAnswer } from '../web/search/SearchAnswer';
import { createExpert, createFakeQuery, createPage, fullCoverage } from '../web/test/createFakeQuery';
import type { FakeQuery } from '../web/test/createFakeQuery';
import { createProgramme } from '../web/test/createProgramme';
import { english } from '../web/language/english';
import { questionTextsOf } from '../web/language/questionTexts';
import { AnswerReader } from './AnswerReader';
import type { AnswerSource } from './AnswerReader';
import { csv } from './formats/csv';
import { HeldAnswer } from './HeldAnswer';
import { experts as expertQuestion, programmes } from './manifest/searches';
import { Given } from './parameters';

const ENDS_EARLY = questionTextsOf('en').endsEarly;
const failures: unknown[] = [];

function sourceOf(fake: FakeQuery, given: Partial<AnswerSource> = {}): AnswerSource {
  return {
    query: fake.query,
    question: expertQuestion,
    given: new Given(new Map([['text', ['x']]])),
    reader: { texts: english, origin: 'http://hub' },
    after: undefined,
    limits: { maxRows: 10_000, maxMs: 60_000 },
    signal: new AbortController().signal,
    charge: () => Promise.resolve(undefined),
    onFailure: (cause) => failures.push(cause),
    ...given,
  };
}

/** A table with how it stands as its last line. */
async function begin(fake: FakeQuery, given?: Partial<AnswerSource>): Promise<AsyncIterator<string | Uint8Array>> {
  const reader = new AnswerReader(sourceOf(fake, given));
  const outcome = await reader.askFirstPage();
  if (outcome.state !== 'answered') throw new Error(outcome.state);
  // Nothing is held, so that each page is asked for when it is wanted.
  const answer = await HeldAnswer.hold(reader.read(outcome.answer), { rows: 0, characters: 0 });
  const { name, title, columns } = given?.question ?? expertQuestion;
  const written = csv.write(
    {
      ...{ name, title: title.en, columns, texts: english, askedAt: new Date(), address: new URL('http://hub/') },
      signal: new AbortController().signal,
      pages: answer.pages(),
      end: () => answer.end!,
    },
    new Given(
      new Map([
        ['comments', ['end']],
        ['headings', ['codes']],
      ]),
    ),
  );
  return written[Symbol.asyncIterator]();
}

async function readAll(fake: FakeQuery, given?: Partial<AnswerSource>): Promise<string> {
  const parts = await begin(fake, given);
  let text = '';
  for (let part = await parts.next(); part.done !== true; part = await parts.next()) text += String(part.value);
  return text;
}

function rowsOf(text: string): string[] {
  const rows: { id: string }[] = parse(text, { bom: true, columns: true, comment: '#' });
  return rows.map(({ id }) => id);
}

function lastLineOf(text: string): string | undefined {
  return text.trimEnd().split('\r\n').at(-1);
}

const experts = Array.from({ length: 250 }, (_, at) => createExpert({ id: `gera:staff:${at}` }));

beforeEach(() => {
  failures.length = 0;
});

test('every page is read to the end, from the beginning', async () => {
  const fake = createFakeQuery(experts);
  expect(rowsOf(await readAll(fake))).toEqual(experts.map(({ id }) => id));
  expect(fake.asked.map(({ variables }) => variables['after'])).toEqual([undefined, '100', '200']);
});

test('the file begins with a byte order mark and ends with the coverage as a comment', async () => {
  const text = await readAll(createFakeQuery());
  expect(text.startsWith('\uFEFFid,name,')).toBe(true);
  expect(lastLineOf(text)).toBe(
    '# Understood as: housing. 1 city could match and was asked; it answered. The answer is complete.',
  );
});

test('a table of programmes has amounts as they came, whom to ask, what is offered, and how old it is', async () => {
  const fake = createFakeQuery();
  fake.answerCall(0, () => ({ data: { programmes: createPage([createProgramme()]) } }));
  const [row]: Record<string, string>[] = parse(await readAll(fake, { question: programmes }), {
    bom: true,
    columns: true,
    comment: '#',
  });
  expect(row).toMatchObject({
    title: 'Homes for all',
    language: 'en',
    costsTotal: '4250000.00',
    costsYearly: '',
    ownShare: '1500000.50',
    currency: 'EUR',
    staffEffort: '6.5',
    reach: '1200',
    reachUnit: 'Haushalte im Jahr',
    contact: 'Wohnungsamt',
    email: 'wohnen@gera.example',
    // A spreadsheet would take it for a formula.
    phone: "'+49 30 23125-117",
    offers: 'VISIT: Wohnen ansehen (April to October)',
    reviewedOn: '2026-03',
    updatedAt: '2026-05-01T08:00:00Z',
  });
});

test('amounts stand in a row in one currency, and what is in another is left out', async () => {
  const fake = createFakeQuery();
  const amount = { period: 'ONCE', scope: 'TOTAL', note: null } as const;
  const costs = [
    { ...amount, amount: '1000.00', currency: 'CHF' },
    { ...amount, amount: '400.00', currency: 'EUR', scope: 'OWN_SHARE' as const },
  ];
  fake.answerCall(0, () => ({ data: { programmes: createPage([createProgramme({ costs })]) } }));
  const text = await readAll(fake, { question: programmes });
  const table: unknown = parse(text, { bom: true, columns: true, comment: '#' });
  expect(table).toEqual([expect.objectContaining({ costsTotal: '1000.00', ownShare: '', currency: 'CHF' })]);
});

test('a page is not asked for before the reader has taken the one before', async () => {
  const fake = createFakeQuery(experts);
  const parts = await begin(fake);
  for (const part of ['the byte order mark', 'the headings', 'the first page']) {
    expect([part, (await parts.next()).done]).toEqual([part, false]);
  }
  expect(fake.asked).toHaveLength(1);
  await parts.next();
  expect(fake.asked).toHaveLength(2);
});

test('a later page that fails is told in the last line', async () => {
  const fake = createFakeQuery(experts);
  fake.answerCall(1, () => Promise.reject(new Error('down')));
  expect(lastLineOf(await readAll(fake))).toBe(
    `# ${ENDS_EARLY}: the hub could not give the rows after this one. For the rest; ask the same with after=100; or ask a ` +
      'narrower question. Understood as: housing. 1 city could match and was asked; it answered. The answer is not complete.',
  );
  expect(failures).toEqual([new Error('down')]);
});

test('a cursor that does not move on ends the file with a word, and not never', async () => {
  const fake = createFakeQuery(experts);
  fake.answerCall(1, () => ({
    data: { experts: { ...createPage(experts), pageInfo: { hasNextPage: true, endCursor: '100' } } },
  }));
  expect(lastLineOf(await readAll(fake))).toContain(ENDS_EARLY);
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
    /# Understood as: housing. 1 city [^\r\n]*Did not answer in time: Gera\. The answer is not complete\.\r\n$/,
  );
});

test('hits without details are counted, not shown as empty rows', async () => {
  const text = await readAll(createFakeQuery([createExpert(), null, null]));
  expect(text.split('\r\n').filter((line) => line.startsWith('gera:staff'))).toHaveLength(1);
  expect(text).toContain('INCOMPLETE: 2 found without details');
});

test('a file has no more rows than it may, and the next one goes on behind its last', async () => {
  const fake = createFakeQuery(experts);
  const limits = { maxRows: 130, maxMs: 60_000 };
  const first = await readAll(fake, { limits });
  expect(rowsOf(first)).toHaveLength(130);
  expect(lastLineOf(first)).toContain(`${ENDS_EARLY}: a file holds 130 rows at most.`);
  const [, after] = / after=(\d+)/.exec(first)!;
  const second = await readAll(fake, { limits, after });
  expect(rowsOf(first).concat(rowsOf(second))).toEqual(experts.map(({ id }) => id));
  expect(lastLineOf(second)).toMatch(/^# Understood as: housing. 1 city .* complete\.$/);
});

test('an export takes no longer than it may', async () => {
  const fake = createFakeQuery(experts);
  const text = await readAll(fake, { limits: { maxRows: 10_000, maxMs: 0 } });
  expect(rowsOf(text)).toHaveLength(100);
  expect(lastLineOf(text)).toContain(`${ENDS_EARLY}: an export takes 0 s at most.`);
  expect(fake.asked).toHaveLength(1);
});

test('a page that cannot be paid is not asked for', async () => {
  const fake = createFakeQuery(experts);
  let paid = 0;
  const charge = () => Promise.resolve((paid += 1) < 2 ? undefined : { limit: 20, left: 0, retryAfter: 31 });
  const text = await readAll(fake, { charge });
  expect([rowsOf(text).length, fake.asked.length]).toEqual([200, 2]);
  expect(lastLineOf(text)).toContain(
    'each page costs points; of which there are 20 in a minute; there are more in 31 s',
  );
  expect(failures).toEqual([]);
});

test('a record that comes again stands in the file once, and its city is named', async () => {
  const fake = createFakeQuery(Array.from({ length: 250 }, (_, at) => createExpert({ id: `gera:staff:${at % 120}` })));
  const text = await readAll(fake);
  expect(rowsOf(text)).toHaveLength(120);
  expect(lastLineOf(text)).toContain('Gave records twice; which stand here once: Gera.');
});

test('a city that counts more records than it gives is named, unless the file is a part', async () => {
  const claims: Coverage = { ...fullCoverage, cities: [{ ...fullCoverage.cities[0]!, hits: 1_000_000 }] };
  const answer = () => ({ data: { experts: createPage([createExpert()], claims) } });
  const fake = createFakeQuery();
  fake.answerCall(0, answer);
  fake.answerCall(1, answer);
  expect(lastLineOf(await readAll(fake))).toContain(
    'INCOMPLETE: gave fewer records than they say they have: Gera 1 of 1000000.',
  );
  expect(lastLineOf(await readAll(fake, { after: '100' }))).not.toContain('INCOMPLETE');
});

test('whatever pages come, a file ends within its rows, has each record once, and says in its last line how it stands', async () => {
  const anyPage = fc.record({
    ids: fc.array(fc.option(fc.integer({ min: 0, max: 400 })), { maxLength: 130 }),
    hasNextPage: fc.boolean(),
    cursor: fc.option(fc.integer({ min: 0, max: 3 }).map(String)),
    total: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPage, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 500 }),
      async (pages, maxRows) => {
        let asked = 0;
        // The pages come again and again, without an end of their own. No page of the hub is longer than was asked for.
        const query: FakeQuery['query'] = ({ variables }) => {
          const { ids, hasNextPage, cursor, total } = pages[asked % pages.length]!;
          asked += 1;
          const nodes = ids
            .slice(0, variables['first'] as number)
            .map((id) => id && createExpert({ id: `gera:staff:${id}` }));
          const coverage = { ...fullCoverage, cities: [{ ...fullCoverage.cities[0]!, hits: total }] };
          const page = createPage(
            nodes.map((node) => node || null),
            coverage,
          );
          const endCursor = cursor === null ? null : `${cursor}-${asked}`;
          return Promise.resolve({ data: { experts: { ...page, pageInfo: { hasNextPage, endCursor } } } });
        };
        const limits = { maxRows, maxMs: 200 };
        const text = await readAll({ ...createFakeQuery(), query }, { limits });
        const rows = rowsOf(text);
        expect(rows.length).toBeLessThanOrEqual(maxRows);
        expect(new Set(rows).size).toBe(rows.length);
        expect(lastLineOf(text)).toMatch(/^# .*The answer is (not )?complete\.$/);
        if (asked > 1) expect(pages[0]!.hasNextPage).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
