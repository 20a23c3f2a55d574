import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { drawBars } from './chart/drawBars';
import { writeTable } from './chart/writeTable';
import type { GatewayRow } from './toRows';

/** Writes chart.svg, and prints the table for the README. To be run on the machine that measured, for it names it. */
function draw(rowsFile: string): void {
  const rows = (JSON.parse(readFileSync(rowsFile, 'utf8')) as (GatewayRow & { readonly bench: string })[]).filter(
    ({ bench }) => bench === 'gateways',
  );
  if (rows.length === 0) throw new Error(`${rowsFile} has no row of the bench "gateways".`);
  const [date = ''] = statSync(rowsFile).mtime.toISOString().split('T');
  const processors = cpus();
  const machine = `${processors.length} x ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`;
  const measuredOn = `Measured on ${date}: ${machine}; one processor reads and writes ${rows[0]?.machineSpeed ?? NaN} pages of JSON a second.`;
  writeFileSync(path.join(__dirname, 'chart.svg'), drawBars(rows, measuredOn));
  process.stdout.write(`${writeTable(rows, measuredOn)}\n`);
}

new Command('drawChart')
  .description('Draws chart.svg of what `npm run bench -- --only gateways --json` printed, and prints a table of it.')
  .argument('<file>', 'the JSON')
  .action(draw)
  .parse();
