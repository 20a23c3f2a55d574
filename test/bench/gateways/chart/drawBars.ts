import type { GatewayRow } from '../toRows';
import { caveat } from './writeTable';

const WIDTH = 860;
const LEFT = 130;
const BAR = 16;
const GAP = 6;
const PANEL_WIDTH = 290;
const COLOURS: Readonly<Record<string, string>> = {
  ...{ floor: '#9aa5b1', 'floor-two-rounds': '#9aa5b1' },
  ...{ hub: '#0b6e4f', 'hub-two-rounds': '#0b6e4f' },
};
const OTHERS = '#5b7db1';

interface Panel {
  readonly title: string;
  readonly valueOf: (row: GatewayRow) => number | null;
}

const PANELS: readonly Panel[] = [
  { title: 'requests a second, of the floor’s', valueOf: ({ ratioToFloor }) => ratioToFloor },
  { title: 'requests for the same CPU, of the floor’s', valueOf: ({ cpuRatioToFloor }) => cpuRatioToFloor },
];

/** Bars for what bounds a gateway: recorded cities that answer at once. More is better, and the floor is 1. */
export function drawBars(rows: readonly GatewayRow[], measuredOn: string): string {
  const shown = rows.filter(({ mode, matches, delayMs }) => mode === 'recorded' && matches === 'even' && delayMs === 0);
  const sizes = [...new Set(shown.map(({ cities }) => cities))];
  const parts: string[] = [];
  let top = 64;
  for (const cities of sizes) {
    const ofSize = shown.filter((row) => row.cities === cities);
    parts.push(text(16, top, `${cities} cities`, 'font-weight="600"'));
    for (const [place, panel] of PANELS.entries()) {
      const left = LEFT + place * (PANEL_WIDTH + 90);
      parts.push(text(left, top, panel.title, 'fill="#52606d"'));
      for (const [line, row] of ofSize.entries()) {
        const y = top + 12 + line * (BAR + GAP);
        if (place === 0) parts.push(text(LEFT - 8, y + BAR - 4, row.target, 'text-anchor="end"'));
        parts.push(drawBar(left, y, row.target, panel.valueOf(row)));
      }
    }
    top += 12 + ofSize.length * (BAR + GAP) + 34;
  }
  const notes = [measuredOn, ...wrap(caveat, 118)];
  for (const [line, note] of notes.entries()) parts.push(text(16, top + line * 18, note, 'fill="#52606d"'));
  const height = top + notes.length * 18;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#1f2933">
<title>Gateways beside the least that any of them has to do</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${text(16, 30, 'A page of 20 experts out of many cities, beside the least that any gateway has to do (floor = 1)', 'font-size="15" font-weight="600"')}
${parts.join('\n')}
</svg>
`;
}

function drawBar(x: number, y: number, target: string, value: number | null): string {
  if (value === null) return text(x, y + BAR - 4, 'not told', 'fill="#52606d"');
  const width = Math.min(1.15, value) * PANEL_WIDTH * 0.85;
  return [
    `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${COLOURS[target] ?? OTHERS}"/>`,
    text(x + width + 6, y + BAR - 4, value.toFixed(2), ''),
  ].join('\n');
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escape(content)}</text>`;
}

function escape(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function wrap(content: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
