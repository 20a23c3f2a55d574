import '../subgraphs/serving/requireNode';
import { join } from 'node:path';
import type { Tracer } from '@opentelemetry/api';
import { Command } from 'commander';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { parseHubConfig } from './config';
import type { ProcessConfig } from './config';
import type * as HubModule from './createHub';
import type * as Demo from './demo/startDemo';
import { AskedSettings } from '../subgraphs/serving/AskedSettings';
import { describeListenError } from '../subgraphs/serving/describeListenError';
import { useForwardProxy } from '../subgraphs/serving/useForwardProxy';
import { startTracing } from '../subgraphs/serving/tracing/startTracing';

/** At the end, for connections on which nothing is asked at the moment. */
const IDLE_MS = 1_000;

/** What the hub's own settings begin with, beside those that all servers have. */
const PREFIXES = ['HANSE_'];
/** Of `npm run ask`. */
const SETTINGS_OF_OTHERS = ['HANSE_HUB', 'HANSE_TOKEN'];

/**
 * Runs the hub on the network that `HANSE_NETWORK` names, or the demo without it, until SIGINT or SIGTERM ends it. SIGHUP
 * has a hub read its network's file again, and ends the demo.
 */
async function main(): Promise<void> {
  new Command('start')
    .description('Runs the hub on the network that HANSE_NETWORK names, or the demo network without it.')
    .addHelpText('after', '\nIts settings are variables of the environment: see gateway/README.md.')
    .parse();
  const settings = new AskedSettings(process.env);
  const config = settings.parse(parseHubConfig, PREFIXES, SETTINGS_OF_OTHERS);
  useForwardProxy(process.env);
  // Standard output is left to what a person should read.
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  for (const warning of settings.warnings(PREFIXES, SETTINGS_OF_OTHERS)) logger.warn(warning);
  const interrupted = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    // The second signal means that the orderly end takes too long.
    if (interrupted.signal.aborted) process.exit(1);
    logger.info({ signal }, 'closing');
    interrupted.abort(new InterruptedError(signal));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  let running: Running | undefined = undefined;
  process.on('SIGHUP', (signal) => {
    // The demo runs in a terminal, which was closed. What it started must not stay behind.
    if (config.networkFile === undefined) onSignal(signal);
    // A hub that is still starting reads the file anyway.
    else
      void running?.reload?.().then((outcome) => {
        logger.info({ signal, outcome }, 'files read');
      });
  });

  const tracing = await startTracing('hanse-hub', process.env, logger);
  running = await start(config, logger, interrupted.signal, tracing.tracer);
  await new Promise((resolve) => {
    if (interrupted.signal.aborted) resolve(undefined);
    else interrupted.signal.addEventListener('abort', resolve);
  });
  await running.close(IDLE_MS);
  if (!(await tracing.shutdown())) process.exit();
}

/** The process was told to end while it started. */
class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** A hub, or the demo, whose network is not its user's to change. */
type Running = Pick<HubModule.Hub, 'close'> & Partial<Pick<HubModule.Hub, 'reload'>>;

async function start(config: ProcessConfig, logger: Logger, signal: AbortSignal, tracer?: Tracer): Promise<Running> {
  const { networkFile, home } = config;
  if (networkFile !== undefined) {
    const hub = await loadHub().createHub({ ...config, networkFile }, logger, tracer);
    hub.warmUp();
    process.stdout.write(`The hub answers at ${hub.url}/graphql\n`);
    return hub;
  }
  return await loadDemo().startDemo({ ...config, home: home ?? join(__dirname, '..', '.hanse'), logger, signal });
}

/** All that a hub needs takes a second to load. What is wrong with an option or a setting is told before. */
function loadHub(): typeof HubModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads it when it is needed
  return require('./createHub') as typeof HubModule;
}

/** The demo brings the whole stack of a city. A hub that serves must not have to load it. */
function loadDemo(): typeof Demo {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads it when it is needed
  return require('./demo/startDemo') as typeof Demo;
}

/** One clear line; the stack only where the error is none that a person can mend. */
function describe(error: unknown): string {
  const listening = describeListenError(error, process.env);
  if (listening !== undefined) return listening;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'ENOENT') return `${path ?? 'A file'} cannot be read (${code}).`;
  return error.constructor === Error || error instanceof TypeError ? (error.stack ?? error.message) : error.message;
}

main().catch((error: unknown) => {
  if (error instanceof InterruptedError) return;
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
});
