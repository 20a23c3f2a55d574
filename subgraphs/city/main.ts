import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { pino } from 'pino';
import { parseCityConfig } from './config';
import { createCityServer } from './createCityServer';
import { createDataSource } from './database/createDataSource';
import { migrate } from './database/migrate';
import { formatTable } from './formatTable';
import { ImportError } from './import/ImportError';
import { importFolder } from './import/importFolder';

const logger = pino({ name: 'city' });
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

async function serve({ migrate: migrateFirst }: { readonly migrate?: boolean }): Promise<void> {
  const config = parseCityConfig(process.env);
  if (migrateFirst === true) {
    await migrate(config.databaseUrl);
  }
  const server = await createCityServer(config, logger);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process as usual.
    process.once(signal, () => {
      logger.info({ signal }, 'closing');
      server.close().catch(fail);
    });
  }
}

async function migrateOnly(): Promise<void> {
  const { cityId, databaseUrl } = parseCityConfig(process.env);
  await migrate(databaseUrl);
  say(`The database of ${cityId} has the schema of this version.`);
}

async function importInto(folder: string): Promise<void> {
  const { cityId, databaseUrl } = parseCityConfig(process.env);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new Error(`There is no folder ${folder}.`);
  }
  const dataSource = createDataSource(databaseUrl);
  await dataSource.initialize();
  try {
    const report = await importFolder(dataSource, cityId, folder);
    say(
      report.outcome === 'unchanged'
        ? `${cityId} has this data already.`
        : `${cityId} now has:\n${formatTable(
            ['what', 'how many'],
            Object.entries(report.counts).map(([what, count]) => [what, String(count)]),
          )}`,
    );
  } finally {
    await dataSource.destroy();
  }
}

/** Says what went wrong in words; the exit code 1 says that something did. */
function fail(error: unknown): void {
  process.exitCode = 1;
  process.stderr.write(`${describe(error)}\n`);
}

function describe(error: unknown): string {
  if (error instanceof ImportError) {
    const rows = error.problems.map(({ file, line, column, reason }) => [
      file,
      line === null ? '' : String(line),
      column ?? '',
      reason,
    ]);
    return `Nothing was imported.\n${formatTable(['file', 'line', 'column', 'problem'], rows)}`;
  }
  // Node gives an AggregateError without a message when every address of a host refuses.
  const causes: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  return causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('\n');
}

const program = new Command('city').description(
  'A city of the network. Reads CITY_ID, DATABASE_URL, HOST (127.0.0.1) and PORT (4001) from the environment.',
);
program
  .command('serve', { isDefault: true })
  .description("answer the hub's questions")
  .option('--migrate', 'bring the database to the schema of this version first')
  .action(serve);
program.command('migrate').description('bring the database to the schema of this version').action(migrateOnly);
program
  .command('import')
  .description("replace the city's data by that of a folder, all or nothing")
  .argument('<folder>', 'a folder with city.yaml and CSV files')
  .action(importInto);

program.parseAsync().catch(fail);
