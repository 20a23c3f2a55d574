import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { SearchEvent } from '../../../subgraphs/search/SearchDependencies';
import { fillUp, onFullDisk } from '../../../test/faults/onFullDisk';
import { openAuditTrail } from './openAuditTrail';
import type { Asking } from './openAuditTrail';

const logger = pino({ level: 'silent' });
const member = { organisation: 'Stadt Musterstadt', city: 'musterstadt', roles: ['analyst'], subject: 'p-7' };
const asking: Asking = { viewer: { anonymous: false, ...member }, requestId: 'a'.repeat(32) };
const event: SearchEvent = {
  kind: 'experts',
  concepts: ['concept:housing'],
  byText: false,
  coverage: {
    asked: 2,
    answered: 1,
    notAsked: 0,
    withheld: null,
    complete: false,
    tookMs: 12,
    summariesAsOf: null,
    cities: [
      { city: { id: 'gera' }, status: 'ANSWERED', hits: 3, withheld: null, tookMs: 5, message: null },
      { city: { id: 'jena' }, status: 'TIMED_OUT', hits: null, withheld: null, tookMs: 9, message: 'Late.' },
    ],
  },
  found: 3,
  shown: 3,
};

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'hanse-audit-')), 'trail');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const linesOf = async (name: string): Promise<unknown[]> =>
  (await readFile(join(folder, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

test('a search is one line in the file of its day, which others cannot read', async () => {
  const trail = await openAuditTrail({ folder, keptDays: 30 }, logger, () => Date.UTC(2026, 10, 22, 23, 59));
  trail.record(event, asking);
  trail.record(event, { ...asking, viewer: { anonymous: true } });
  await trail.close();
  const lines = await linesOf('audit-2026-11-22.jsonl');
  expect(lines).toEqual([
    {
      time: expect.stringMatching(/Z$/),
      search: 'experts',
      viewer: member,
      requestId: 'a'.repeat(32),
      concepts: ['concept:housing'],
      byText: false,
      answered: ['gera'],
      failed: ['jena'],
      found: 3,
      shown: 3,
    },
    expect.objectContaining({ viewer: null }),
  ]);
  expect((await stat(join(folder, 'audit-2026-11-22.jsonl'))).mode & 0o777).toBe(0o600);
});

test('a new day has a new file, and old files go, at the start as well as later; others stay', async () => {
  let now = Date.UTC(2026, 10, 22, 12);
  const first = await openAuditTrail({ folder, keptDays: 2 }, logger, () => now);
  for (const name of ['audit-2026-11-19.jsonl', 'audit-2026-11-20.jsonl', 'notes.txt']) {
    await writeFile(join(folder, name), '');
  }
  await first.close();
  const second = await openAuditTrail({ folder, keptDays: 2 }, logger, () => now);
  expect((await readdir(folder)).sort()).toEqual(['audit-2026-11-20.jsonl', 'audit-2026-11-22.jsonl', 'notes.txt']);
  second.record(event, asking);
  now += 86_400_000;
  second.record(event, asking);
  await second.close();
  expect((await readdir(folder)).sort()).toEqual(['audit-2026-11-22.jsonl', 'audit-2026-11-23.jsonl', 'notes.txt']);
  expect(await linesOf('audit-2026-11-22.jsonl')).toHaveLength(1);
  expect(await linesOf('audit-2026-11-23.jsonl')).toHaveLength(1);
});

test('a folder that cannot be had is an error at once', async () => {
  await writeFile(folder, 'a file');
  await expect(openAuditTrail({ folder, keptDays: 2 }, logger)).rejects.toThrow(/EEXIST|ENOTDIR/);
});

test('OPS-151 what a full disk, or an end of the process, has left of a line spoils no later one', async () => {
  const name = 'audit-2026-11-22.jsonl';
  const now = (): number => Date.UTC(2026, 10, 22, 12);
  await mkdir(folder);
  await writeFile(join(folder, name), '{"time":');
  const trail = await openAuditTrail({ folder, keptDays: 2 }, logger, now);
  trail.record(event, asking);
  trail.record(event, asking);
  await trail.close();
  expect((await readFile(join(folder, name), 'utf8')).split('\n').map((line) => line.at(-1))).toEqual([
    ':',
    '}',
    '}',
    undefined,
  ]);

  // The disk is full for the first line alone.
  await writeFile(join(folder, name), fillUp('', 50));
  const program = `
    const { openAuditTrail } = require('./gateway/observe/audit/openAuditTrail');
    const { readFileSync, writeFileSync } = require('node:fs');
    const [event, asking, folder, file] = JSON.parse(process.env.WHAT);
    const logger = { error: ({ err }) => process.stderr.write(err.code) };
    (async () => {
      const trail = await openAuditTrail({ folder, keptDays: 2 }, logger, () => ${now()});
      trail.record(event, asking);
      await trail.close();
      writeFileSync(file, readFileSync(file).subarray(-60));
      trail.record(event, asking);
      await trail.close();
    })();`;
  const what = JSON.stringify([event, asking, folder, join(folder, name)]);
  expect(await onFullDisk(['-e', program], { WHAT: what })).toEqual({ code: 0, err: 'EFBIG' });
  const [, half = '', line = ''] = (await readFile(join(folder, name), 'utf8')).split('\n');
  expect(half).toMatch(/^\{"time":/);
  expect(JSON.parse(line)).toMatchObject({ search: 'experts' });
});

test('OPS-096 a trail that cannot be written says so until it can be again', async () => {
  const trail = await openAuditTrail({ folder, keptDays: 2 }, logger);
  expect(trail.isFailing()).toBe(false);
  await rm(folder, { recursive: true });
  trail.record(event, asking);
  await trail.close();
  expect(trail.isFailing()).toBe(true);
  await mkdir(folder);
  trail.record(event, asking);
  await trail.close();
  expect(trail.isFailing()).toBe(false);
});
