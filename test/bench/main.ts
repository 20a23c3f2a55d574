import { Command, Option } from 'commander';
import type { Bench, Figure } from './Bench';
import { isMet } from './Bench';
import { cityBench } from './city/cityBench';
import { describeFigures } from './describeFigures';

const benches: readonly Bench[] = [cityBench];

interface BenchOptions {
  readonly only?: string;
  readonly quick?: boolean;
  readonly json?: boolean;
}

async function run({ only, quick = false, json = false }: BenchOptions): Promise<void> {
  const figures: Record<string, readonly Figure[]> = {};
  for (const bench of benches.filter(({ name }) => only === undefined || name === only)) {
    figures[bench.name] = await bench.run({ quick }, (what) => {
      tell(`${bench.name}: ${what}`);
    });
  }
  tell('');
  if (json) {
    const told = Object.values(figures).map((list) => list.map((figure) => ({ ...figure, met: isMet(figure) })));
    process.stdout.write(
      `${JSON.stringify(Object.fromEntries(Object.keys(figures).map((name, at) => [name, told[at]])), null, 2)}\n`,
    );
  } else {
    for (const [name, list] of Object.entries(figures)) {
      process.stdout.write(`${name}\n${describeFigures(list)}\n`);
    }
  }
  if (
    Object.values(figures)
      .flat()
      .some((figure) => isMet(figure) === false)
  ) {
    process.exitCode = 1;
  }
}

/** One line on a terminal that is written over, so that results stand alone; elsewhere nothing. */
function tell(what: string): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001B[K${what}`);
  }
}

new Command('bench')
  .description('Measures what the project promises, as ratios within one run. Ends with 1 when a promise is missed.')
  .addOption(new Option('--only <bench>', 'one of them').choices(benches.map(({ name }) => name)))
  .option('--quick', 'small data and few rounds: says whether something is far off, not how fast it is')
  .option('--json', 'the figures as JSON')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
