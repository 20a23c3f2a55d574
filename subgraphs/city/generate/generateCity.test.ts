import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CityPlan } from './CityPlan';
import { FolderNotEmptyError, generateCity } from './generateCity';
import { inventedTerms } from './inventedTerms';

const plan: CityPlan = {
  cityId: 'invented-7',
  language: 'de',
  seed: 7,
  staff: 200,
  experiences: 2500,
  topics: 60,
  programmes: 40,
};

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'hanse-generate-'));
});
afterEach(() => rm(home, { recursive: true }));

async function generate(name: string, change: Partial<CityPlan> = {}): Promise<Record<string, string>> {
  const folder = path.join(home, name);
  await generateCity({ ...plan, ...change }, folder);
  const files = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')] as const)),
  );
}

const rows = (text = ''): Record<string, string>[] => parse(text, { columns: true });

it('writes the same city for the same seed, and another one for another', async () => {
  const city = await generate('one');
  expect(await generate('same')).toEqual(city);
  const other = await generate('other', { seed: 8 });
  for (const file of Object.keys(city)) {
    expect([file, other[file] === city[file]]).toEqual([file, file === 'topics.csv']);
  }
});

it('has as many of everything as asked for, and refers to nothing else', async () => {
  const city = await generate('city');
  const keys = (file: string) => new Set(rows(city[file]).map(({ key }) => key));
  const staff = keys('staff.csv');
  const topics = keys('topics.csv');
  const programmes = keys('programmes.csv');
  const experiences = rows(city['experiences.csv']);
  expect([staff.size, topics.size, programmes.size, experiences.length]).toEqual([200, 60, 40, 2500]);
  for (const { staff: who, topic, programme } of experiences) {
    expect([staff.has(who), topics.has(topic), programme === '' || programmes.has(programme)]).toEqual([
      true,
      true,
      true,
    ]);
  }
  for (const { staff: who = '', topics: what = '' } of rows(city['programmes.csv'])) {
    expect(who.split('|').every((key) => staff.has(key)) && what.split('|').every((key) => topics.has(key))).toBe(true);
  }
});

it('says of a share of its programmes what they cost, who pays, what came of them and whom to ask', async () => {
  const city = await generate('city');
  const programmes = rows(city['programmes.csv']);
  const costs = new Map(programmes.map(({ key, costs_total }) => [key, costs_total]));
  const shareOf = (column: string) => programmes.filter((row) => row[column] !== '').length / programmes.length;
  for (const column of ['costs_total', 'problem', 'contact_email', 'reach_value']) {
    expect([column, shareOf(column) > 0.2 && shareOf(column) < 0.8]).toEqual([column, true]);
  }
  const paid = new Map<string, number>();
  for (const { programme = '', amount } of rows(city['funding.csv'])) {
    paid.set(programme, (paid.get(programme) ?? 0) + Number(amount));
  }
  for (const [programme, sum] of paid) expect([programme, Number(costs.get(programme))]).toEqual([programme, sum]);
  for (const file of ['funding.csv', 'results.csv', 'lessons.csv', 'texts.csv']) {
    expect([file, rows(city[file]).every(({ programme }) => costs.has(programme ?? ''))]).toEqual([file, true]);
    expect(rows(city[file]).length).toBeGreaterThan(0);
  }
});

it('writes no file without a record', async () => {
  expect(Object.keys(await generate('bare', { programmes: 0 }))).not.toContain('funding.csv');
});

it('gives a record that stays the same when the city grows', async () => {
  const small = rows((await generate('small'))['staff.csv']);
  const large = rows((await generate('large', { staff: 300 }))['staff.csv']);
  expect(large.slice(0, 200)).toEqual(small);
});

it('says of every person that it is invented, and writes to nobody', async () => {
  for (const language of ['de', 'nl', 'en'] as const) {
    for (const { source = '', email = '' } of rows((await generate(language, { language }))['staff.csv'])) {
      expect(source).toMatch(/^(Erfunden|Verzonnen|Invented): /);
      expect(email).toMatch(/^$|@invented-7\.example$/);
    }
  }
});

it("maps its topics to concepts of the network's vocabulary, under the names that they have there", async () => {
  const vocabulary = await readFile(path.join(__dirname, '../../../schema/topics.ttl'), 'utf8');
  for (const { concept, de, en, nl } of inventedTerms) {
    const start = `:${concept.replace('concept:', '')} a skos:Concept ;`;
    const entry = vocabulary.split('\n\n').find((paragraph) => paragraph.startsWith(start)) ?? '';
    for (const label of [`"${de}"@de`, `"${en}"@en`, `"${nl}"@nl`]) {
      expect(entry).toContain(label);
    }
  }
});

it('writes into an empty folder only', async () => {
  await writeFile(path.join(home, 'mine.txt'), '');
  await expect(generateCity(plan, home)).rejects.toThrow(FolderNotEmptyError);
});
