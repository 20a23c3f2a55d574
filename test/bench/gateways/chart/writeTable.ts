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
];

/** What recorded cities showed of the gateways, as a table in Markdown, with what is to be known of it. */
export function writeTable(rows: readonly GatewayRow[], measuredOn: string): string {
  const recorded = rows.filter(({ mode }) => mode === 'recorded');
  const delayed = new Map(recorded.filter(({ delayMs }) => delayMs > 0).map((row) => [nameOf(row), row]));
  const cells = recorded
    .filter(({ delayMs }) => delayMs === 0)
    .map((row) => {
      const { p50Us = NaN } = delayed.get(nameOf(row)) ?? {};
      const { p50Us: floorP50Us = NaN } = delayed.get(nameOf({ ...row, target: 'floor' })) ?? {};
      return [
        String(row.cities),
        `\`${row.target}\``,
        row.rps.toFixed(0),
        row.ratioToFloor.toFixed(2),
        row.cpuUsPerRequest === null ? '' : (row.cpuUsPerRequest / 1000).toFixed(2),
        row.cpuRatioToFloor?.toFixed(2) ?? '',
        (p50Us / 1000).toFixed(1),
        (p50Us / floorP50Us).toFixed(2),
      ];
    });
  const rule = HEAD.map((_, column) => (column === 1 ? '---' : '---:'));
  return [HEAD, rule, ...cells]
    .map((line) => `| ${line.join(' | ')} |`)
    .concat('', `${measuredOn} ${caveat}`)
    .join('\n');
}

function nameOf({ cities, target }: Pick<GatewayRow, 'cities' | 'target'>): string {
  return `${cities} ${target}`;
}

/** What is to be known of the figures wherever they are shown. */
export const caveat =
  'apollo, hive and hive-rust ask types per city: one round of requests, and no ranking. floor and hub ask two rounds ' +
  'and rank the experts of all cities.';
