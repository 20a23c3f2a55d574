import { join } from 'node:path';
import { z } from 'zod';
import type { AuditConfig } from './observe/audit/openAuditTrail';
import { readLimits } from './front/limits/LimitsConfig';
import type { LimitsConfig } from './front/limits/LimitsConfig';
import type { AddressRule } from './cities/transport/addressRules';
import { EnvironmentReader, flag, textThat, wholeNumber } from '../subgraphs/serving/EnvironmentReader';
import type { Environment } from '../subgraphs/serving/EnvironmentReader';
import { readForwardProxy } from '../subgraphs/serving/forwardProxy';
import type { ForwardProxy } from '../subgraphs/serving/forwardProxy';
import { readRelayConfig } from '../subgraphs/serving/relay/RelayConfig';
import type { RelayConfig } from '../subgraphs/serving/relay/RelayConfig';
import { refuseSharedPort } from '../subgraphs/serving/refuseSharedPort';
import { readSealSecrets } from '../subgraphs/serving/Seal';
import type { MetricsAddress } from './observe/metrics/serveMetrics';
import type { AnswerLimits } from './questions/AnswerReader';
import { readSignInConfig } from './front/sign-in/SignInConfig';
import type { SignInConfig } from './front/sign-in/SignInConfig';

/** How the hub runs. Times are in milliseconds, sizes in bytes. */
export interface HubConfig {
  readonly host: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** The network's file: its cities and alliances. */
  readonly networkFile: string;
  /** The shared vocabulary, SKOS in Turtle. */
  readonly vocabularyFile: string;
  /** From a query's arrival to its answer, unless the query asks for another time. */
  readonly timeoutMs: number;
  /** The most that a query may ask for. */
  readonly maxTimeoutMs: number;
  /** The end of that time, which search leaves to the fetch of the details; of a short time, a quarter at most. */
  readonly fetchReserveMs: number;
  /** From the end of one round of admission and summaries to the beginning of the next. */
  readonly refreshIntervalMs: number;
  /** How many cities a text without any concept is sent to. */
  readonly maxCitiesForText: number;
  /** What one query costs at most: one for each city that each of its searches asks. */
  readonly maxSearchCost: number;
  /** Calls to one city at a time, each over a connection of its own. */
  readonly connectionsPerCity: number;
  /** Calls at a time over all cities. */
  readonly maxCalls: number;
  /** A city that failed again and again is left alone; once it is well, it is asked again within this time. */
  readonly breakerResetMs: number;
  /** To which addresses of cities the hub connects. */
  readonly addresses: AddressRule;
  /** Through which proxy cities are asked. Left out or undefined: each directly. */
  readonly proxy?: ForwardProxy | undefined;
  /** Where cities that dial out are reached. Left out or undefined: nowhere. */
  readonly relay?: RelayConfig | undefined;
  /** Of one answer of one city. */
  readonly maxAnswerBytes: number;
  /** The private keys with which calls to cities are signed. Undefined makes one for the life of the process. */
  readonly signingKeysFile: string | undefined;
  /** The smallest count of staff that anonymous viewers are told. */
  readonly minCount: number;
  /** Which records cities are asked for along with their hits: those for everybody, those for members too, or none. */
  readonly recordsWithHits: RecordsWithHits;
  /** What seals the cursors of cities' lists, a new one first and maybe an old one. Null: a secret of this process. */
  readonly cursorKeys: readonly string[] | null;
  /** `iss` of the tokens that cities get. */
  readonly issuer: string;
  /** The operations that clients may send, a persisted query manifest. Undefined takes any. */
  readonly operationsFile: string | undefined;
  /** With which another engine may ask the hub's subgraphs. Undefined offers them to nobody. */
  readonly subgraphsToken: string | undefined;
  /** Seconds for which an answer to an anonymous viewer may be given again at most. 0 asks the cities each time. */
  readonly cacheSeconds: number;
  readonly limits: LimitsConfig;
  /** Where the operator's own questions are. Undefined: there are none. */
  readonly questionsFolder?: string | undefined;
  /** Of one answer at an address below `/questions`. */
  readonly answerLimits: AnswerLimits;
  /** Where who asked for what is written down. Undefined writes nothing. */
  readonly audit: AuditConfig | undefined;
  /** Where the operator's own pages are, see `readNotices`. Undefined shows none. */
  readonly noticesFolder: string | undefined;
  /** Where the hub's figures are. Undefined tells none. */
  readonly metrics: MetricsAddress | undefined;
  /** From the signal to end to the first request that is not taken any more. */
  readonly drainMs: number;
  /** Whose tokens the hub takes. Undefined leaves everybody anonymous. */
  readonly signIn: SignInConfig | undefined;
}

/** What a process runs: one hub on a network's file, or the demo. */
export interface ProcessConfig extends Omit<HubConfig, 'networkFile'> {
  /** Undefined runs the demo. */
  readonly networkFile: string | undefined;
  /** Where the demo keeps its data. Undefined leaves it in the checkout. */
  readonly home: string | undefined;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const logLevel = z.enum(LOG_LEVELS, `be one of ${LOG_LEVELS.join(', ')}`);

const RECORDS_WITH_HITS = ['public', 'all', 'off'] as const;
type RecordsWithHits = (typeof RECORDS_WITH_HITS)[number];

const recordsWithHits = z.enum(RECORDS_WITH_HITS, `be one of ${RECORDS_WITH_HITS.join(', ')}`);

/** It goes into a header (RFC 6750, section 2.1). */
const bearerToken = textThat('be 32 or more of the characters A-Z a-z 0-9 - . _ ~ + /', (text) =>
  /^[\w.~+/-]{32,}=*$/.test(text),
);

/** The environment cannot be used. The message names every variable that is wrong, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Reads the hub's configuration from an environment. An empty variable counts as one that is not set. */
export function parseHubConfig(
  environment: Environment & { readonly HANSE_NETWORK: string },
): ProcessConfig & HubConfig;
export function parseHubConfig(environment: Environment): ProcessConfig;
export function parseHubConfig(environment: Environment): ProcessConfig {
  const variables = new EnvironmentReader(environment);
  const text = (name: string): string | undefined => variables.text(name);
  const integer = (name: string, fallback: number, min: number, max: number, what: string): number =>
    variables.read(name, wholeNumber(`${what} from`, min, max), fallback);

  // All cities of the demo share one process, on the machine of somebody who is doing other things as well.
  const usualMs = text('HANSE_NETWORK') === undefined ? 5_000 : 2_000;
  const timeoutMs = integer('HANSE_TIMEOUT_MS', usualMs, 100, 120_000, 'milliseconds');
  const auditFolder = text('HANSE_AUDIT_FOLDER');
  const auditDays = integer('HANSE_AUDIT_DAYS', 90, 1, 3_650, 'days');
  const config: ProcessConfig = {
    host: text('HOST') ?? '127.0.0.1',
    port: integer('PORT', 4000, 0, 65_535, 'a port number'),
    networkFile: text('HANSE_NETWORK'),
    home: text('HANSE_HOME'),
    vocabularyFile: text('HANSE_VOCABULARY') ?? join(__dirname, '..', 'schema', 'topics.ttl'),
    timeoutMs,
    maxTimeoutMs: integer('HANSE_MAX_TIMEOUT_MS', Math.max(10_000, timeoutMs), 100, 120_000, 'milliseconds'),
    fetchReserveMs: integer('HANSE_FETCH_RESERVE_MS', 500, 0, 60_000, 'milliseconds'),
    refreshIntervalMs: integer('HANSE_REFRESH_SECONDS', 15, 1, 86_400, 'seconds') * 1_000,
    maxCitiesForText: integer('HANSE_MAX_CITIES_FOR_TEXT', 200, 0, 100_000, 'a number of cities'),
    // It was a number of cities once, and by default 10,000: who still has such a figure is to choose anew.
    maxSearchCost: integer('HANSE_MAX_SEARCH_COST', 60, 1, 5_000, 'a number of points, of which each is 5 ms of work'),
    connectionsPerCity: integer('HANSE_CONNECTIONS_PER_CITY', 16, 1, 1_000, 'a number of connections'),
    maxCalls: integer('HANSE_MAX_CALLS', 1_000, 1, 100_000, 'a number of calls'),
    breakerResetMs: integer('HANSE_BREAKER_RESET_MS', Math.max(5_000, timeoutMs), timeoutMs, 3_600_000, 'milliseconds'),
    addresses: {
      // The demo's cities are on this machine, and have no certificates.
      httpsOnly: variables.read('HANSE_CITIES_HTTPS_ONLY', flag, text('HANSE_NETWORK') !== undefined),
      publicOnly: variables.read('HANSE_CITIES_PUBLIC_ONLY', flag, false),
    },
    proxy: readForwardProxy(variables),
    relay: readRelayConfig(variables, {
      url: 'HANSE_NATS_URL',
      credentials: 'HANSE_NATS_CREDENTIALS',
      tls: { ca: 'HANSE_NATS_TLS_CA', cert: 'HANSE_NATS_TLS_CERT', key: 'HANSE_NATS_TLS_KEY' },
    }),
    maxAnswerBytes: integer('HANSE_MAX_ANSWER_BYTES', 8 * 1024 * 1024, 1_024, 1024 ** 3, 'bytes'),
    signingKeysFile: text('HANSE_SIGNING_KEYS'),
    minCount: integer('HANSE_MIN_COUNT', 3, 1, 100, 'a number of persons'),
    recordsWithHits: variables.read('HANSE_RECORDS_WITH_HITS', recordsWithHits, 'public'),
    cursorKeys: readSealSecrets(variables, 'HANSE_CURSOR_KEYS'),
    issuer: text('HANSE_ISSUER') ?? 'hanse-hub',
    audit: auditFolder === undefined ? undefined : { folder: auditFolder, keptDays: auditDays },
    metrics:
      text('METRICS_PORT') === undefined
        ? undefined
        : {
            host: text('METRICS_HOST') ?? '127.0.0.1',
            port: integer('METRICS_PORT', 0, 0, 65_535, 'a port number'),
          },
    noticesFolder: text('HANSE_PAGES_FOLDER'),
    drainMs: integer('HANSE_DRAIN_SECONDS', 0, 0, 300, 'seconds') * 1_000,
    operationsFile: text('HANSE_OPERATIONS'),
    subgraphsToken: variables.read('HANSE_SUBGRAPHS_TOKEN', bearerToken, undefined, { but: () => 'is not' }),
    cacheSeconds: integer('HANSE_CACHE_SECONDS', 0, 0, 60, 'seconds'),
    limits: readLimits(variables),
    questionsFolder: text('HANSE_QUESTIONS_FOLDER'),
    answerLimits: {
      maxRows: integer('HANSE_EXPORT_ROWS', 10_000, 1, 1_000_000, 'a number of rows'),
      maxMs: integer('HANSE_EXPORT_SECONDS', 60, 1, 3_600, 'seconds') * 1_000,
    },
    signIn: readSignInConfig(variables),
    // The demo tells a person in plain lines what it does.
    logLevel: variables.read('LOG_LEVEL', logLevel, text('HANSE_NETWORK') === undefined ? 'warn' : 'info'),
  };
  refuseSharedPort(variables, config, config.metrics);
  if (config.fetchReserveMs >= config.timeoutMs) {
    variables.report(
      `HANSE_FETCH_RESERVE_MS must be less than HANSE_TIMEOUT_MS (${config.timeoutMs}), but got "${config.fetchReserveMs}".`,
    );
  }
  if (config.timeoutMs > config.maxTimeoutMs) {
    variables.report(
      `HANSE_MAX_TIMEOUT_MS must be at least HANSE_TIMEOUT_MS (${config.timeoutMs}), but got "${config.maxTimeoutMs}".`,
    );
  }
  if (variables.problems.length > 0) throw new ConfigError(variables.problems);
  return config;
}
