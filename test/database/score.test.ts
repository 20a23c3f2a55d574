import { emptyTables } from './emptyTables';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

/**
 * The score is computed a second time here, day by day and month by month instead of by the formulas of the SQL, so that
 * the same mistake is unlikely on both sides.
 */
const DAY = '2026-03-15';
const concept = { concept: 'concept:housing', weight: 1000 };

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
});
beforeEach(() => emptyTables(city.dataSource, 'topic', 'staff', 'programme', 'exchange'));
afterAll(() => city.close());

const pad = (number: number) => String(number).padStart(2, '0');
const firstDay = (date: string) =>
  `${date}-01-01`.slice(0, date.length === 4 ? 10 : date.length === 7 ? 7 : 10).padEnd(10, '-01');

function lastDay(date: string): string {
  if (date.length === 10) return date;
  const [year, month = 12] = date.split('-').map(Number) as [number, number?];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Counts birthdays of the last day that have come by the day. */
function recency(date: string): number {
  const last = lastDay(date);
  let score = 1000;
  for (let year = 1; year <= 10; year++) {
    const birthday = `${Number(last.slice(0, 4)) + year}${last.slice(4)}`;
    if (birthday <= DAY) score -= 100;
  }
  return score;
}

/** Walks through the calendar and counts the months touched. */
function monthsTouched(since: string, until: string | null): number {
  const end = [until === null ? DAY : lastDay(until), DAY].sort()[0] as string;
  let months = 0;
  for (let year = 1900; year <= 2100; year++) {
    for (let month = 1; month <= 12; month++) {
      const name = `${year}-${pad(month)}`;
      if (name >= firstDay(since).slice(0, 7) && name <= end.slice(0, 7)) months++;
    }
  }
  return months;
}

const MAPPING = { EXACT_MATCH: 1000, CLOSE_MATCH: 850, BROAD_MATCH: 800, NARROW_MATCH: 500 } as const;
const ROLE = { LED: 1000, WORKED: 700, HOSTED: 500, ADVISED: 500, TOOK_PART: 300 } as const;
const STATUS = { ACTIVE: 1000, COMPLETED: 800, PLANNED: 400, DISCONTINUED: 200 } as const;

const dates: readonly (readonly [since: string | null, until: string | null])[] = [
  [null, null],
  ['2026-03-15', null],
  ['2026-03-16', null],
  ['2026-04', null],
  ['2027', null],
  ['2021-04', null],
  ['2021-03', null],
  ['1998', null],
  [null, '2025'],
  [null, '2024'],
  ['2023', '2023'],
  ['2023-10', '2023-10'],
  ['2023-10-06', '2023-10-06'],
  ['2020-02-29', '2024-02-29'],
  ['2024-02', '2024-02'],
  ['2023-02', '2025-03-14'],
  ['2023-02', '2025-03-15'],
  ['2023-02', '2025-03-16'],
  ['2017-11-07', '2017-11-07'],
  ['2001', '2016-03-14'],
  ['2001', '2016-03-15'],
  ['2001', '2016-03-16'],
  ['1970', '1980'],
  ['2025', '2030'],
  ['2030', '2031'],
  ['2024', '2022'],
];

describe('the score of staff', () => {
  it('follows from mapping, role and dates as the definition says', async () => {
    const expected: Record<string, number> = {};
    for (const mapping of Object.keys(MAPPING) as (keyof typeof MAPPING)[]) {
      const topic_key = mapping;
      await city.insert('topic', { key: topic_key });
      await city.insert('topic_mapping', { topic_key, concept_id: 'concept:housing', match: mapping });
      for (const role of Object.keys(ROLE) as (keyof typeof ROLE)[]) {
        const rows = dates.map(([since, until], index) => ({ key: `${mapping}-${role}-${index}`, since, until }));
        await city.insert('staff', ...rows.map(({ key }) => ({ key })));
        await city.insert('experience', ...rows.map((row) => ({ ...row, staff_key: row.key, topic_key, role })));
        for (const { key, since, until } of rows) {
          const recent = until !== null ? recency(until) : since !== null ? 1000 : 300;
          const duration = since === null ? 300 : Math.min(1000, Math.floor((monthsTouched(since, until) * 1000) / 60));
          expected[`gera:staff:${key}`] = Math.floor(
            (5 * MAPPING[mapping] + 2 * ROLE[role] + 2 * recent + duration) / 10,
          );
        }
      }
    }
    const { staffHits } = await city.data(
      'query ($concepts: [ConceptGroup!], $day: PartialDate!) { staffHits(concepts: $concepts, day: $day, first: 1001) { hits { id score } } }',
      { concepts: [{ terms: [concept] }], day: DAY },
    );
    expect(Object.fromEntries(staffHits.hits.map(({ id, score }: Answer) => [id, score]))).toEqual(expected);
  });

  it('takes a narrower concept at the weight that the question gives it, rounding down', async () => {
    await city.insert('topic', { key: 't' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:narrower', match: 'CLOSE_MATCH' });
    await city.insert('staff', { key: 's' });
    await city.insert('experience', { key: 'x', staff_key: 's', topic_key: 't' });
    const { staffHits } = await city.data(
      `{ staffHits(concepts: [{ terms: [{ concept: "concept:narrower", weight: 801 }] }], day: "${DAY}", first: 1) { hits { score } } }`,
    );
    // 850 * 801 / 1000 = 680; (5 * 680 + 2 * 1000 + 2 * 300 + 300) / 10
    expect(staffHits.hits).toEqual([{ score: 630 }]);
  });
});

describe('the score of programmes', () => {
  it('follows from mapping, dates, status and practice as the definition says', async () => {
    const expected: Record<string, number> = {};
    await city.insert('topic', { key: 't' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'EXACT_MATCH' });
    for (const status of [null, ...(Object.keys(STATUS) as (keyof typeof STATUS)[])]) {
      for (const good_practice of [true, false]) {
        const rows = dates.map(([starts_on, ends_on], index) => ({
          key: `${status}-${good_practice}-${index}`,
          starts_on,
          ends_on,
          status,
          good_practice,
        }));
        await city.insert('programme', ...rows);
        await city.insert('programme_topic', ...rows.map(({ key }) => ({ programme_key: key, topic_key: 't' })));
        for (const { key, starts_on, ends_on } of rows) {
          const runs = starts_on !== null && (status === 'ACTIVE' || status === 'PLANNED');
          const recent = ends_on !== null ? recency(ends_on) : runs ? 1000 : 300;
          const state = status === null ? 0 : STATUS[status];
          expected[`gera:programme:${key}`] = Math.floor((6000 + 2 * recent + state + (good_practice ? 1000 : 0)) / 10);
        }
      }
    }
    const { programmeHits } = await city.data(
      'query ($concepts: [ConceptGroup!], $day: PartialDate!) { programmeHits(concepts: $concepts, day: $day, first: 1001) { hits { id score } } }',
      { concepts: [{ terms: [concept] }], day: DAY },
    );
    expect(Object.fromEntries(programmeHits.hits.map(({ id, score }: Answer) => [id, score]))).toEqual(expected);
  });
});

describe('the score of exchanges', () => {
  it('follows from mapping and the last day known', async () => {
    await city.insert('topic', { key: 't' });
    await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'BROAD_MATCH' });
    const rows = dates.map(([starts_on, ends_on], index) => ({ key: String(index), starts_on, ends_on }));
    await city.insert('exchange', ...rows);
    await city.insert('exchange_topic', ...rows.map(({ key }) => ({ exchange_key: key, topic_key: 't' })));
    const expected = rows.map(({ key, starts_on, ends_on }) => {
      const end = ends_on ?? starts_on;
      return [`gera:exchange:${key}`, Math.floor((7 * 800 + 3 * (end === null ? 300 : recency(end))) / 10)];
    });
    const { exchangeHits } = await city.data(
      'query ($concepts: [ConceptGroup!], $day: PartialDate!) { exchangeHits(concepts: $concepts, day: $day, first: 1001) { hits { id score } } }',
      { concepts: [{ terms: [concept] }], day: DAY },
    );
    expect(Object.fromEntries(exchangeHits.hits.map(({ id, score }: Answer) => [id, score]))).toEqual(
      Object.fromEntries(expected),
    );
  });
});
