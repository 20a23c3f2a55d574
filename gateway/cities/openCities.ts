import { dirname } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createAdmission } from '../../subgraphs/composing/createAdmission';
import type { HubSchemas } from '../../subgraphs/composing/HubSchemas';
import type { Network } from '../../subgraphs/directory/network/Network';
import { createSummaryStore } from '../../subgraphs/search/summary/createSummaryStore';
import type { SummaryStore } from '../../subgraphs/search/summary/SummaryStore';
import { safeText } from '../../subgraphs/serving/cleanText';
import type { SignCall } from '../../subgraphs/serving/tokens/createTokenSigner';
import type { Closers } from '../Closers';
import type { HubConfig } from '../config';
import { CityPaces } from './CityPaces';
import { CityRegistry, describeLacking } from './CityRegistry';
import { createCityClient } from './createCityClient';
import { createFitter } from './fitting/createFitter';
import { AnswerWatch } from './honesty/AnswerWatch';
import { HonestyWatch } from './honesty/HonestyWatch';
import { startRefreshing } from './startRefreshing';
import type { Refreshing } from './startRefreshing';
import { createRelayTransport } from './transport/createRelayTransport';
import type { RelayTransport } from './transport/createRelayTransport';
import { wayOfVisits } from './waysToAsk';

export interface CitiesOptions {
  readonly config: HubConfig;
  readonly schemas: HubSchemas;
  /** The schema that every city serves. */
  readonly contract: GraphQLSchema;
  readonly network: () => Network;
  /** The same with the cities that left a moment ago, of which requests under way have found records. */
  readonly reachable: () => Pick<Network, 'cities'>;
  readonly sign: SignCall;
  /** The hub's public keys, signed: what cities behind a relay know them by. */
  readonly signKeys: () => Promise<string>;
  readonly logger: Logger;
}

/** The hub's side of its cities: how it stands with each, what it knows of each, and the visits to them. */
export interface Cities {
  readonly registry: CityRegistry;
  /** The way to cities that dial out. Undefined where there is none. */
  readonly relay: Pick<RelayTransport, 'isUp' | 'tried'> | undefined;
  readonly summaries: SummaryStore;
  readonly paces: CityPaces;
  /** Whether what cities say is so: at visits, and in answers to clients. */
  readonly honesty: HonestyWatch;
  readonly answerWatch: AnswerWatch;
  /** Resolves when a city may be asked that came a moment ago, or is being looked at. Undefined for any other. */
  readonly arrivalOf: (cityId: string) => Promise<void> | undefined;
  /** Why a city is not admitted; or what it lacks, and what is not taken as it says. Undefined where nothing is to be said. */
  readonly reasonOf: (cityId: string) => string | undefined;
  /** Visits the cities from now on. */
  startVisits(): Refreshing;
}

/** Of why a city is not admitted, in which its own schema has its part; in characters. */
const MAX_REASON_LENGTH = 1_000;

/** No city is asked anything until the visits start. */
export function openCities(options: CitiesOptions, closers: Closers): Cities {
  const { config, schemas, contract, network, reachable, sign, signKeys, logger } = options;
  let visits: Refreshing | undefined;

  if (config.proxy !== undefined && config.addresses.publicOnly) {
    logger.warn(
      'the forward proxy looks up the names of cities, so that HANSE_CITIES_PUBLIC_ONLY holds for addresses in numbers alone: ' +
        'THE PROXY HAS TO REFUSE ADDRESSES THAT ARE NOT PUBLIC',
    );
  }
  const relay = config.relay && createRelayTransport({ config: config.relay, keys: signKeys, logger });
  const client = createCityClient({
    ...config,
    sign,
    isBound: (cityId) => reachable().cities.get(cityId)?.bind === 'body',
    connectionOf: (cityId) => reachable().cities.get(cityId)?.connection,
    folder: dirname(config.networkFile),
    relay,
    logger,
  });
  closers.add(() => client.close());
  const registry = new CityRegistry({
    network: reachable,
    client,
    admit: createAdmission({
      contract: schemas.city,
      firstContract: schemas.firstCity,
      hubSubgraphs: { directory: schemas.directory, search: schemas.search },
    }),
    fit: createFitter(contract),
    limits: {
      maxCalls: config.maxCalls,
      maxCallsPerCity: config.connectionsPerCity,
      // A search leaves a city three quarters of the usual time, or nearly: half of it is fair.
      fairTimeMs: config.timeoutMs / 2,
      resetMs: config.breakerResetMs,
    },
    onFailure: (cityId) => {
      visits?.miss(cityId);
    },
    logger,
  });
  closers.add(() => {
    registry.close();
  });

  const summaries = createSummaryStore(registry.askForHub, logger, {
    populationOf: (cityId) => network().cities.get(cityId)?.population,
  });
  const paces = new CityPaces();
  const honesty = new HonestyWatch({
    askCity: wayOfVisits(registry, paces),
    summaries,
    condemn: (cityId, reason) => {
      registry.condemn(cityId, reason);
    },
    now: () => new Date(),
    logger,
  });
  const answerWatch = new AnswerWatch({
    contract,
    askCity: registry.askForHub,
    honesty,
    timeoutMs: config.timeoutMs,
    logger,
  });

  return {
    ...{ registry, relay, summaries, paces, honesty, answerWatch },
    arrivalOf: (cityId) => visits?.arrivalOf(cityId) ?? answerWatch.lookAt(cityId),
    reasonOf: (cityId) => {
      const state = registry.stateOf(cityId);
      if ('reason' in state) return safeText(state.reason, MAX_REASON_LENGTH);
      const sentences = [
        describeLacking(state) ?? [],
        summaries.odditiesOf(cityId),
        paces.describe(cityId) ?? [],
        honesty.describe(cityId) ?? [],
      ].flat();
      return sentences.length === 0 ? undefined : sentences.join(' ');
    },
    startVisits() {
      const started = startRefreshing({
        network,
        registry,
        summaries: {
          refresh: (cityId, signal) => summaries.refresh(cityId, signal),
          forget: (cityId) => {
            for (const known of [summaries, paces, honesty, answerWatch]) known.forget(cityId);
          },
        },
        look: (cityId, signal) => honesty.look(cityId, { signal, viewer: { anonymous: true }, needsAnswer: true }),
        intervalMs: config.refreshIntervalMs,
        callTimeoutMs: config.timeoutMs,
        logger,
      });
      closers.add(() => started.stop());
      visits = started;
      return started;
    },
  };
}
