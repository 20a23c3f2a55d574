import '../serving/requireNode';
import type { Tracer } from '@opentelemetry/api';
import { Command } from 'commander';
import { pino } from 'pino';
import { EnvironmentReader } from '../serving/EnvironmentReader';
import type { Environment } from '../serving/EnvironmentReader';
import { createTlsFetch } from '../serving/tls/createTlsFetch';
import type { Fetch } from '../serving/tls/createTlsFetch';
import { describeListenError } from '../serving/describeListenError';
import { useForwardProxy } from '../serving/useForwardProxy';
import { startTracing } from '../serving/tracing/startTracing';
import { readHubConnection } from './auth/readHubConnection';
import { createCheckCommand } from './check/createCheckCommand';
import { parseCityConfig, parseCityDatabase, refuseProblems } from './config';
import type { OperatorConfig } from './config';
import { migrate } from './database/migrate';
import { createForgetCommand } from './erasure/createForgetCommand';
import { ErasedFile, noErasedFile } from './erasure/ErasedFile';
import { ErasureMarks } from './erasure/ErasureMarks';
import { createExportCommand } from './erasure/exportStaff';
import { createHost } from './host/createHost';
import { parseHostConfig } from './host/HostConfig';
import { readCities } from './host/readCities';
import { readCommandSettings } from './host/readCommandSettings';
import { createGenerateCommand } from './generate/createGenerateCommand';
import { createImportCommand } from './import/createImportCommand';
import { ImportError } from './import/Problems';
import { describeProblems } from './import/report/describeProblems';
import { createCityServer } from './serve/createCityServer';
import { createInitCommand } from './starter/createInitCommand';
import { createTopicsCommand } from './suggest/createTopicsCommand';

const logger = pino({ name: 'city' });
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

interface ServeOptions {
  readonly migrate?: boolean;
  readonly cities?: string;
}

async function serve({ migrate: migrateFirst, cities }: ServeOptions): Promise<void> {
  const open = cities === undefined ? serveOne() : serveMany(cities);
  if (migrateFirst === true) {
    if (cities !== undefined) throw new Error('--migrate is for one city: run "city migrate --cities" first.');
    const { databaseUrl, runtimeRole, erasedFile } = operatorSettings();
    await migrate(databaseUrl, runtimeRole, erasedFile);
  }
  const tracing = await startTracing('hanse-city', process.env, logger);
  const server = await open(tracing.tracer);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process as usual.
    process.once(signal, () => {
      logger.info({ signal }, 'closing');
      server
        .close()
        .then(async () => {
          if (!(await tracing.shutdown())) process.exit();
        })
        .catch(fail);
    });
  }
}

type Open = (tracer: Tracer | undefined) => Promise<{ close(): Promise<void> }>;

function serveOne(): Open {
  const config = parseCityConfig(process.env);
  return (tracer) => createCityServer(config, logger, tracer);
}

function serveMany(folder: string): Open {
  const config = parseHostConfig(folder, process.env);
  return (tracer) => createHost(config, logger, tracer);
}

async function migrateOnly({ all, cities }: { readonly all?: boolean; readonly cities?: string }): Promise<void> {
  if (all !== true) {
    await migrateOne();
    return;
  }
  if (cities === undefined) throw new Error('--all needs --cities.');
  // One that fails keeps no other from it.
  for (const cityId of (await readCities(cities)).keys()) {
    try {
      environment = readCommandSettings(cities, cityId, process.env);
      await migrateOne();
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${cityId}: ${describe(error)}\n`);
    }
  }
}

async function migrateOne(): Promise<void> {
  const { cityId, databaseUrl, runtimeRole, erasedFile } = operatorSettings();
  await migrate(databaseUrl, runtimeRole, erasedFile);
  say(
    `The database of ${cityId} has the schema of this version.${runtimeRole === null ? '' : ` ${runtimeRole} may serve it.`}`,
  );
  if (erasedFile === undefined) say(noErasedFile);
}

/** Where settings come from: the process, or the folder of the city that a command is for. */
let environment: Environment = process.env;

/** Adds `--cities` and `--city`, by which a command is for one city of a data centre. */
function ofDataCentre(command: Command): Command {
  return command
    .option('--cities <folder>', 'where each city of a data centre has its folder')
    .option('--city <slug>', "with --cities: take settings from this city's folder, its city.env and owner.env")
    .hook('preAction', () => {
      const { cities, city, all } = command.opts<{ cities?: string; city?: string; all?: boolean }>();
      if (cities === undefined && city === undefined) return;
      if (cities === undefined || (city === undefined) === (all !== true)) {
        throw new Error('--cities names the folder, and --city one city in it.');
      }
      if (city !== undefined) environment = readCommandSettings(cities, city, process.env);
    });
}

/** Takes settings from a file of `NAME=value` lines. What is set already stays. */
function loadEnvFile(file: string): void {
  try {
    process.loadEnvFile(file);
  } catch (cause) {
    throw new Error(`--env-file: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What commands on the city's data need. */
function operatorSettings(): Omit<OperatorConfig, 'erasedFile'> & {
  readonly erasureMarks: ErasureMarks | undefined;
  readonly erasedFile: ErasedFile | undefined;
} {
  const config = parseCityDatabase(environment);
  const { erasureKey, erasedFile, cityId } = config;
  return {
    ...config,
    erasureMarks: erasureKey === null ? undefined : new ErasureMarks(erasureKey, cityId),
    erasedFile: erasedFile == null ? undefined : new ErasedFile(erasedFile),
  };
}

/** With the certificate that the hub may want to see. */
function hubFetch(): Fetch {
  const variables = new EnvironmentReader(environment);
  const connection = readHubConnection(variables);
  refuseProblems(variables.problems);
  return connection === undefined ? fetch : createTlsFetch(connection);
}

/** Says what went wrong in words; the exit code 1 says that something did. */
function fail(error: unknown): void {
  process.exitCode = 1;
  process.stderr.write(`${describe(error)}\n`);
}

function describe(error: unknown): string {
  if (error instanceof ImportError) {
    return describeProblems(error, process.stderr.columns);
  }
  const listening = describeListenError(error, process.env);
  if (listening !== undefined) return listening;
  // Node gives an AggregateError without a message when every address of a host refuses.
  const causes: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  return causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('\n');
}

const program = new Command('city')
  .description(
    'A city of the network. Its settings come from the environment; "city init" writes a file that explains them all.',
  )
  .option(
    '--env-file <file>',
    'take settings from a file; what is set already stays. May be given several times',
    (file: string, files: readonly string[]) => [...files, file],
    [],
  )
  .hook('preAction', (command) => {
    command.opts<{ envFile: readonly string[] }>().envFile.forEach(loadEnvFile);
    useForwardProxy(process.env);
  });
program
  .command('serve', { isDefault: true })
  .description("answer the hub's questions")
  .option('--migrate', 'bring the database to the schema of this version first')
  .option('--cities <folder>', 'serve each city that has a folder there, with its settings in city.env')
  .action(serve);
ofDataCentre(program.command('migrate').description('bring the database to the schema of this version'))
  .option('--all', 'with --cities: each city')
  .action(migrateOnly);
program.addCommand(
  ofDataCentre(
    createImportCommand({ settings: operatorSettings, input: process.stdin, say, progress: process.stderr }),
  ),
);
program.addCommand(createInitCommand(say));
program.addCommand(createGenerateCommand(say));
program.addCommand(ofDataCentre(createForgetCommand(operatorSettings, say)));
program.addCommand(ofDataCentre(createExportCommand(operatorSettings, say)));
program.addCommand(
  createTopicsCommand({
    database: operatorSettings,
    hubFetch,
    write: (text) => process.stdout.write(text),
    tell: (line) => process.stderr.write(`${line}\n`),
  }),
);
program.addCommand(createCheckCommand(() => process.env));

program.parseAsync().catch(fail);
