import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import { cutText, spellUnseen } from '../serving/cleanText';
import type { Level, Requirement } from './Requirement';
import type { CityUnderCheck } from './CityUnderCheck';
import { NotMetError, NoEvidenceError } from './checkErrors';
import { NoReplyError } from './http/createWire';

/**
 * `NO ANSWER`: the city has no data for the question, or another requirement comes first. `NO REPLY`: its server did not
 * answer at all, so that the check itself is incomplete.
 */
type Status = 'PASS' | 'FAIL' | 'NO ANSWER' | 'NO REPLY';

/** What became of one requirement. */
export interface Verdict {
  readonly id: Requirement['id'];
  readonly level: Level;
  readonly title: string;
  readonly status: Status;
  /** What was seen, or why nothing was. */
  readonly seen: string;
  readonly tookMs: number;
}

/** In characters: what was seen may hold what the city said. */
const MAX_SEEN = 2_000;

/** Checks one requirement. Rejects only for a fault of the kit itself. */
export async function judge({ id, level, title, check }: Requirement, city: CityUnderCheck): Promise<Verdict> {
  const startedAt = performance.now();
  const [status, seen] = await check(city).then<[Status, string], [Status, string]>(
    (passed) => ['PASS', passed],
    (error: unknown) => [statusOf(error), (error as Error).message],
  );
  return {
    id,
    level,
    title,
    status,
    seen: spellUnseen(cutText(seen, MAX_SEEN)),
    tookMs: Math.round(performance.now() - startedAt),
  };
}

function statusOf(error: unknown): Status {
  if (error instanceof NotMetError) return 'FAIL';
  if (error instanceof NoEvidenceError) return 'NO ANSWER';
  if (error instanceof NoReplyError) return 'NO REPLY';
  throw error;
}

const BEFORE_COLUMNS = { id: 10, level: 8, status: 11 } as const;
const MIN_WIDTH = 80;

/** The verdicts as a table and a line that sums them up, for a terminal of this width. */
export function formatVerdicts(verdicts: readonly Verdict[], width: number): string {
  const rest =
    Math.max(width, MIN_WIDTH) - Object.values(BEFORE_COLUMNS).reduce<number>((sum, each) => sum + each, 0) - 6;
  const titles = Math.floor(rest / 2);
  const table = new Table({
    head: ['id', 'level', 'verdict', 'a city ...', 'what was seen'],
    colWidths: [...Object.values(BEFORE_COLUMNS), titles, rest - titles],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const { id, level, status, title, seen } of verdicts) table.push([id, level, status, title, seen]);
  return `${table.toString()}\n${sumUp(verdicts)}`;
}

function sumUp(verdicts: readonly Verdict[]): string {
  const count = (status: Verdict['status'], level?: Verdict['level']): number =>
    verdicts.filter((verdict) => verdict.status === status && (level === undefined || verdict.level === level)).length;
  const parts = [
    `${count('PASS')} PASS`,
    `${count('FAIL')} FAIL (${count('FAIL', 'MUST')} MUST)`,
    `${count('NO ANSWER')} NO ANSWER`,
    ...(count('NO REPLY') > 0 ? [`${count('NO REPLY')} NO REPLY`] : []),
  ];
  return `${verdicts.length} requirements: ${parts.join(', ')}`;
}

/** 0: no MUST failed; 1: one did; 2: the server left a MUST without any reply, so that nobody can tell. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 | 2 {
  const musts = verdicts.filter(({ level }) => level === 'MUST');
  if (musts.some(({ status }) => status === 'FAIL')) return 1;
  return musts.some(({ status }) => status === 'NO REPLY') ? 2 : 0;
}
