import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Tracer } from '@opentelemetry/api';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { readHubSchemas } from '../subgraphs/composing/HubSchemas';
import type { HubSchemas } from '../subgraphs/composing/HubSchemas';
import { createTokenSigner } from '../subgraphs/serving/tokens/createTokenSigner';
import type { TokenNames } from '../subgraphs/serving/tokens/createTokenSigner';
import { createKeysSigner } from '../subgraphs/serving/tokens/createKeysSigner';
import { openCities } from './cities/openCities';
import { warnOfNoRelay } from './cities/warnOfNoRelay';
import { warnOfPlainText } from './cities/warnOfPlainText';
import { openAll } from './Closers';
import type { HubConfig } from './config';
import { createHubServer } from './createHubServer';
import { createSubgraphs } from './createSubgraphs';
import { PlaceNames } from '../subgraphs/directory/places/PlaceNames';
import { takeTurns } from './engine/turns';
import { AnswerCache } from './front/cache/AnswerCache';
import { readCacheHints } from './front/cache/cacheHints';
import type { Phase } from './front/http/openRoutes';
import { pseudonymAt } from './front/sign-in/pseudonyms';
import { MemberReads } from './observe/audit/MemberReads';
import type { ReloadOutcome } from './watched/files/openWatchedFile';
import { createHubMetrics } from './observe/metrics/createHubMetrics';
import type { PlanCacheStatistics } from './observe/metrics/watchedMetrics';
import { serveMetrics } from './observe/metrics/serveMetrics';
import { openFiles } from './openFiles';
import { RequestWarnings } from './routing/RequestWarnings';
import { RecentlyLeft } from './watched/network/RecentlyLeft';

export interface Hub {
  /** Origin, such as `http://127.0.0.1:4000`; the API is at `/graphql` below it. */
  readonly url: string;
  /** Where its figures are, if it tells any. */
  readonly metricsUrl: string | undefined;
  /** Resolves when the first round of admission and summaries has ended, whatever came of it. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * Makes ahead what the first large queries and long questions would have to wait for, beside all else: a thread, and the
   * indexes of the vocabulary. Each takes a second of a processor.
   */
  warmUp(): void;
  /** Visits every city now: examines those not admitted, and fetches the summaries of the others. Never rejects. */
  refresh(): Promise<void>;
  /**
   * Reads the network's file, the signing keys and the operator's own questions now, which also happens of itself soon after
   * one of them changed.
   * Never rejects.
   */
  reload(): Promise<ReloadOutcome>;
  /**
   * Says that it is not ready any more, and goes on for the time that its configuration names. Then it takes no new
   * request, answers those under way, and ends everything it began. May be called again.
   *
   * @param idleMs how long connections on which nothing is asked are left open, since a request may be on its way
   */
  close(idleMs?: number): Promise<void>;
}

/**
 * The hub on one network's file. It is listening when this resolves, and answers from then on, with honest coverage;
 * cities come in as they are admitted. What changes in the file holds for the next query. Rejects with a
 * `NetworkFileError`, a `VocabularyError`, a `SafelistError`, a `SigningKeysError`, a `FileUnreadableError` or an
 * `AuditFolderError` when a file cannot be used, and with the error of the system when a port cannot be opened.
 *
 * @param tracer records requests and calls to cities; without it, nothing is recorded
 * @param schemas of another version than this one
 */
export async function createHub(
  config: HubConfig,
  logger: Logger,
  tracer?: Tracer,
  schemas = readHubSchemas(),
): Promise<Hub> {
  return await openAll(async (closers) => {
    const files = await openFiles(config, logger, closers);
    const { vocabulary, audit, signingKeys } = files;
    const network = files.network.current;
    const recentlyLeft = new RecentlyLeft(config.maxTimeoutMs);
    const contract = buildSubgraphSchema(parse(schemas.city));

    const cities = openCities(
      {
        ...{ config, schemas, contract, network, logger },
        reachable: () => recentlyLeft.among(network()),
        sign: createTokenSigner(signingKeys.current, { issuer: config.issuer, nameAt: createNames(config.signIn) }),
        signKeys: createKeysSigner(signingKeys.current, config.issuer),
      },
      closers,
    );

    let planCache: PlanCacheStatistics | undefined = undefined;
    const metrics = createHubMetrics({
      ...{ registry: cities.registry, honesty: cities.honesty, summaries: cities.summaries, paces: cities.paces },
      relay: cities.relay,
      cityIds: () => network().cities.keys(),
      files: { network: files.network, keys: signingKeys, questions: files.ownQuestions },
      planCache: () => planCache,
      audit,
    });
    // Opened before the server, so that it is closed after it: the figures of the last requests can still be read.
    const metricsServer = config.metrics && (await serveMetrics(metrics, config.metrics));
    closers.add(() => metricsServer?.close());

    const reads = audit && new MemberReads(audit);
    const warnings = new RequestWarnings();
    const cache = createCache(config, schemas);
    const subgraphs = createSubgraphs({
      ...{ config, contract, network, recentlyLeft, vocabulary, cities },
      ...{ metrics, audit, reads, cache, warnings, tracer, logger },
    });

    let phase: Phase = 'starting';
    let idleMs = 0;
    const server = await createHubServer({
      ...{ config, schemas, files, subgraphs, metrics, reads, cache, warnings, tracer, logger },
      phase: () => phase,
    });
    closers.add(() => server.close({ idleMs, answerMs: config.maxTimeoutMs }));
    planCache = server.planCache;

    const url = await server.listen(config);
    const metricsUrl = metricsServer?.url;
    logger.info({ url, metricsUrl, cities: network().cities.size }, 'hub listening');

    await cities.relay?.tried;
    const visits = cities.startVisits();
    warnOfPlainText(network(), config.addresses, logger);
    warnOfNoRelay(network(), config.relay, logger);
    files.network.onChange((after, before) => {
      warnOfPlainText(after, config.addresses, logger);
      warnOfNoRelay(after, config.relay, logger);
      recentlyLeft.follow(after, before);
      visits.welcome();
      void takeTurns(PlaceNames.of(after).prepare());
    });
    const ready = visits.firstRound.then(() => {
      if (phase === 'starting') phase = 'serving';
    });

    let closed: Promise<void> | undefined;
    async function shutDown(): Promise<void> {
      phase = 'draining';
      // Load balancers learn of it from their next probe, and until then they send requests.
      if (config.drainMs > 0) await sleep(config.drainMs);
      await closers.close();
    }
    return {
      url,
      metricsUrl,
      ready,
      warmUp: () => {
        server.warmUp();
        void takeTurns(vocabulary.prepare());
        void takeTurns(PlaceNames.of(network()).prepare());
      },
      refresh: () => visits.refresh(),
      reload: async () =>
        worstOf(
          await Promise.all([
            files.network.reload(),
            signingKeys.reload(),
            ...(files.ownQuestions ? [files.ownQuestions.reload()] : []),
          ]),
        ),
      close: (givenMs = 0) => {
        if (closed === undefined) idleMs = givenMs;
        return (closed ??= shutDown());
      },
    };
  });
}

/** Under which name a city knows a member. Where nobody can sign in, there is none. */
function createNames(signIn: HubConfig['signIn']): TokenNames['nameAt'] {
  return (cityId, subject) => {
    if (signIn === undefined) throw new Error('Nobody can sign in at this hub, and yet a city is asked for a member.');
    return pseudonymAt(cityId, subject, signIn.pseudonymSecret);
  };
}

function createCache({ cacheSeconds }: HubConfig, { directory, search, city }: HubSchemas): AnswerCache | undefined {
  return cacheSeconds > 0 ? new AnswerCache(cacheSeconds, readCacheHints([directory, search, city])) : undefined;
}

/** What is to be said of several files at once. */
function worstOf(outcomes: readonly ReloadOutcome[]): ReloadOutcome {
  if (outcomes.includes('refused')) return 'refused';
  return outcomes.includes('reloaded') ? 'reloaded' : 'unchanged';
}
