import type { GatewayRow } from '../toRows';
import { caveat } from './caveat';

/** What was measured, as a table in Markdown, with what is to be known of it. */
export function writeTable(rows: readonly GatewayRow[], measuredOn: string): string {
  const cells = rows.map((row) => [
    row.mode,
    String(row.cities),
    `${row.delayMs} ms`,
    `\`${row.target}\``,
    row.rps.toFixed(0),
    (row.p50Us / 1000).toFixed(1),
    (row.p99Us / 1000).toFixed(1),
    row.cpuUsPerRequest === null ? '' : (row.cpuUsPerRequest / 1000).toFixed(2),
    row.ratioToFloor.toFixed(2),
    row.cpuRatioToFloor?.toFixed(2) ?? '',
  ]);
  const head = [
    'cities',
    'number',
    'delay',
    'target',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'CPU ms',
    'requests/s to floor',
    'CPU to floor',
  ];
  const rule = head.map((_, column) => (column < 4 && column !== 1 ? '---' : '---:'));
  return [head, rule, ...cells]
    .map((line) => `| ${line.join(' | ')} |`)
    .concat('', `${measuredOn} CPU is that of the gateway for one request. ${caveat}`)
    .join('\n');
}
