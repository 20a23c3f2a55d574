import { Command, InvalidArgumentError, Option } from 'commander';
import { abuseBench } from './abuse/abuseBench';
import type { Bench, Figure, Row } from './Bench';
import { isMet } from './Bench';
import { cityBench } from './city/cityBench';
import { describeFigures } from './describeFigures';
import { gatewaysBench } from './gateways/gatewaysBench';
import { outageBench } from './outage/outageBench';
import { pagesBench } from './pages/pagesBench';
import { questionsBench } from './questions/questionsBench';
import { relayBench } from './relay/relayBench';
import { scaleBench } from './scale/scaleBench';
import { soakBench } from './soak/soakBench';
import { tablesBench } from './tables/tablesBench';
import { worstBench } from './worst/worstBench';

const benches: readonly Bench[] = [cityBench, scaleBench, outageBench, questionsBench, gatewaysBench];
/** Run when they are named alone, since they take long by their nature. */
const onDemand: readonly Bench[] = [soakBench, abuseBench, tablesBench, pagesBench, worstBench, relayBench];

interface Flags {
  readonly only?: string;
  readonly quick?: boolean;
  readonly seed: number;
  readonly staff?: number;
  readonly json?: boolean;
}

const interrupted = new AbortController();

async function run({ only, quick = false, seed, staff, json = false }: Flags): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second signal means that the orderly end takes too long.
      if (interrupted.signal.aborted) process.exit(1);
      tell('ending');
      interrupted.abort();
    });
  }
  const rows: Row[] = [];
  const figures: Figure[] = [];
  const chosen = only === undefined ? benches : [...benches, ...onDemand].filter(({ name }) => name === only);
  for (const bench of chosen) {
    const measured = await bench.run({ quick, seed, staff, signal: interrupted.signal }, (what) => {
      tell(`${bench.name}: ${what}`);
    });
    tell('');
    rows.push(...measured.rows.map((row) => ({ bench: bench.name, ...row })));
    figures.push(...measured.figures);
    if (!json) process.stdout.write(`${bench.name}\n${describeFigures(measured.figures)}\n${measured.report ?? ''}`);
  }
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  if (figures.some((figure) => isMet(figure) === false)) process.exitCode = 1;
}

/** One line on a terminal that is written over, so that results stand alone; elsewhere nothing. */
function tell(what: string): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001B[K${what}`);
  }
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 999999999.');
  return Number(text);
}

function parseStaff(text: string): number {
  if (!/^[1-9]\d{2,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 100 to 9999999.');
  return Number(text);
}

new Command('bench')
  .description('Measures what the project promises, as ratios within one run. Ends with 1 when a promise is missed.')
  .addOption(new Option('--only <bench>', 'one of them').choices([...benches, ...onDemand].map(({ name }) => name)))
  .option('--quick', 'small data and few rounds: says whether something is far off, not how fast it is')
  .option('--seed <number>', 'invent other data, and choose otherwise at random', parseSeed, 7)
  .option('--staff <number>', 'how large the city of "worst" is: ten times as many experiences', parseStaff)
  .option('--json', 'what was measured as one array; every element has "bench" and "target"')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    tell('');
    process.exitCode = 1;
    if (interrupted.signal.aborted) return;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
