import '../serving/requireNode';
import { parseEnv } from 'node:util';
import type { Tracer } from '@opentelemetry/api';
import { Command } from 'commander';
import { pino } from 'pino';
import { AskedSettings } from '../serving/AskedSettings';
import { EnvironmentReader } from '../serving/EnvironmentReader';
import { readRegularFileSync } from '../serving/files/regularFile';
import { settingsText } from '../serving/files/settingsText';
import { createTlsFetch } from '../serving/tls/createTlsFetch';
import type { Fetch } from '../serving/tls/createTlsFetch';
import { describeListenError } from '../serving/describeListenError';
import { useForwardProxy } from '../serving/useForwardProxy';
import { startTracing } from '../serving/tracing/startTracing';
import { readHubConnection } from './auth/readHubConnection';
import { createCheckCommand } from './check/createCheckCommand';
import { parseCityConfig, parseCityDatabase, refuseProblems } from './config';
import type { OperatorConfig } from './config';
import { describeMissingOwner } from './database/describeDatabaseError';
import { migrate } from './database/migrate';
import { createForgetCommand } from './erasure/createForgetCommand';
import { ErasedFile, noErasedFile } from './erasure/ErasedFile';
import { ErasureMarks } from './erasure/ErasureMarks';
import { createExportCommand } from './erasure/exportStaff';
import { CityChoice } from './host/CityChoice';
import { createHost } from './host/createHost';
import { parseHostConfig } from './host/HostConfig';
import { createGenerateCommand } from './generate/createGenerateCommand';
import { createImportCommand } from './import/createImportCommand';
import { ImportError } from './import/Problems';
import { describeProblems } from './import/report/describeProblems';
import { createCityServer } from './serve/createCityServer';
import { SETTINGS_OF_COMMANDS } from './settingsOfCommands';
import { createInitCommand } from './starter/createInitCommand';
import { createTopicsCommand } from './suggest/createTopicsCommand';

const logger = pino({ name: 'city' });
const say = (text: string): unknown => process.stdout.write(`${text}\n`);
const tell = (text: string): unknown => process.stderr.write(`${text}\n`);

/** Those of the settings that are of cities alone. */
const PREFIXES = ['CITY_', 'CITIES_', 'DATABASE_', 'HUB_', 'REQUIRE_'];

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
  const settings = new AskedSettings(process.env);
  const config = settings.parse(parseCityConfig, PREFIXES, SETTINGS_OF_COMMANDS);
  warnOf(settings);
  return (tracer) => createCityServer(config, logger, tracer);
}

function serveMany(folder: string): Open {
  const settings = new AskedSettings(process.env);
  const config = parseHostConfig(folder, settings.environment);
  return async (tracer) => {
    const host = await createHost(config, logger, tracer);
    // What is common to all is asked for by each, and so by none where there is none.
    if (host.cities > 0) warnOf(settings);
    return host;
  };
}

function warnOf(settings: AskedSettings): void {
  for (const warning of settings.warnings(PREFIXES, SETTINGS_OF_COMMANDS)) logger.warn(warning);
}

async function migrateOne(): Promise<void> {
  const { cityId, databaseUrl, runtimeRole, erasedFile, erasureMarks } = operatorSettings();
  await migrate(databaseUrl, runtimeRole, erasedFile, erasureMarks);
  say(
    `The database of ${cityId} has the schema of this version.${runtimeRole === null ? '' : ` ${runtimeRole} may serve it.`}`,
  );
  if (erasedFile === undefined) say(noErasedFile);
}

/** Where settings come from: the process, or the folder of the city that a command is for. */
const choice = new CityChoice(process.env, tell, describe);

/** Takes settings from a file of `NAME=value` lines. What is set already stays. */
function loadEnvFile(file: string): void {
  let text: string;
  try {
    text = settingsText(readRegularFileSync(file), file);
  } catch (cause) {
    throw new Error(`--env-file: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}

/** What commands on the city's data need. */
function operatorSettings(): Omit<OperatorConfig, 'erasedFile'> & {
  readonly erasureMarks: ErasureMarks | undefined;
  readonly erasedFile: ErasedFile | undefined;
} {
  const config = parseCityDatabase(choice.environment);
  const { erasureKey, erasedFile, cityId } = config;
  return {
    ...config,
    erasureMarks: erasureKey === null ? undefined : new ErasureMarks(erasureKey, cityId),
    erasedFile: erasedFile == null ? undefined : new ErasedFile(erasedFile),
  };
}

/** With the certificate that the hub may want to see. */
function hubFetch(): Fetch {
  const variables = new EnvironmentReader(choice.environment);
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
  const message = causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('\n');
  return describeMissingOwner(message, choice.environment) ?? message;
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
choice.offer(
  program
    .command('migrate')
    .description('bring the database to the schema of this version')
    .option('--all', 'with --cities: each city')
    .action(() => choice.forEach(migrateOne)),
);
program.addCommand(
  choice.offer(
    createImportCommand({ settings: operatorSettings, input: process.stdin, say, progress: process.stderr, choice }),
  ),
);
program.addCommand(createInitCommand(say));
program.addCommand(createGenerateCommand(say));
program.addCommand(choice.offer(createForgetCommand(operatorSettings, say)));
program.addCommand(choice.offer(createExportCommand(operatorSettings, say)));
const topics = createTopicsCommand({
  database: operatorSettings,
  hubFetch,
  forEach: (work) => choice.forEach(work),
  write: (text) => process.stdout.write(text),
  tell,
});
for (const command of topics.commands) choice.offer(command);
program.addCommand(topics);
program.addCommand(
  choice.offer(
    createCheckCommand(
      () => choice.environment,
      (work) => choice.forEach(work),
    ),
  ),
);

program.parseAsync().catch(fail);
