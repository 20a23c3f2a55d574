import Table from 'cli-table3';
import type { Verdict } from './Verdict';

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
