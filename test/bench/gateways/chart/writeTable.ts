import type { GatewayRow } from '../toRows';

const HEAD = [
  'cities',
  'gateway',
  'requests/s',
  "of the floor's",
  'CPU of a request, ms',
  "of the floor's",
  'p50 with 20 ms of delay, ms',
  "to the floor's",
  'with 50 ms',
  "to the floor's",
];

/** What recorded cities showed of the gateways, as tables in Markdown, with what is to be known of them. */
export function writeTable(rows: readonly GatewayRow[], measuredOn: string): string {
  const recorded = rows.filter(({ mode }) => mode === 'recorded');
  const tables = (['even', 'skewed'] as const).map((matches) => {
    const delays = matches === 'even' ? [20, 50] : [20];
    const cells = recorded
      .filter((row) => row.matches === matches && row.delayMs === 0)
      .map((row) => cellsOf(row, recorded, delays));
    const head = HEAD.slice(0, 6 + 2 * delays.length);
    const rule = head.map((_, column) => (column === 1 ? '---' : '---:'));
    return [head, rule, ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
  });
  const [even = '', skewed = ''] = tables;
  return [even, '', `${measuredOn} ${caveat}`, '', skewedCaveat, '', skewed].join('\n');
}

function cellsOf(row: GatewayRow, rows: readonly GatewayRow[], delays: readonly number[]): readonly string[] {
  const p50Of = (target: GatewayRow['target'], delayMs: number): number =>
    rows.find(
      (other) =>
        other.target === target &&
        other.cities === row.cities &&
        other.matches === row.matches &&
        other.delayMs === delayMs,
    )?.p50Us ?? NaN;
  return [
    String(row.cities),
    `\`${row.target}\``,
    row.rps.toFixed(0),
    row.ratioToFloor.toFixed(2),
    row.cpuUsPerRequest === null ? '' : (row.cpuUsPerRequest / 1000).toFixed(2),
    row.cpuRatioToFloor?.toFixed(2) ?? '',
    ...delays.flatMap((delayMs) => {
      const p50Us = p50Of(row.target, delayMs);
      return [(p50Us / 1000).toFixed(1), (p50Us / p50Of('floor', delayMs)).toFixed(2)];
    }),
  ];
}

/** What is to be known of the figures wherever they are shown. */
export const caveat =
  'apollo, hive and hive-rust ask types per city: one round of requests, and no ranking. floor and hub rank the experts of all ' +
  'cities, and get their records with the hits; those with two rounds fetch them afterwards.';

const skewedCaveat =
  'Where one city has 80 % of the experts that pass the filter, and no summary tells so, some records have to be fetched:';
