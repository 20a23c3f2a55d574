import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tracer } from '@opentelemetry/api';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { REQUEST_TIMEOUT_HEADER } from '../../contract/headers';
import { watchFolder } from '../../serving/files/watchFolder';
import { readPatience } from '../database/Deadline';
import { SharedConnections } from '../database/SharedConnections';
import { Draining } from '../serve/Draining';
import { CityMetrics, serveMetrics } from '../serve/metrics';
import { REQUEST_TIMEOUT_MS } from '../serve/registerCity';
import { FairTurns } from './FairTurns';
import { HostedCity } from './HostedCity';
import type { HostConfig } from './HostConfig';
import { createHostFigures } from './hostFigures';
import { InFlight } from './InFlight';
import { openHostedCity } from './openHostedCity';
import { fingerprintCities, readCities } from './readCities';
import { refuse } from '../serve/refuse';
import { Tenants } from './Tenants';
import { Turns } from './Turns';

/** Many cities that answer under one address. */
export interface CityHost {
  /** Such as `http://127.0.0.1:4001`. */
  readonly origin: string;
  /** Where the figures of all cities are, if they are told. */
  readonly metricsUrl: string | null;
  /** How many were found when it began. */
  readonly cities: number;
  /** Looks at the folder now. Resolves when what changed has taken hold, or was in vain. Never rejects. */
  reload(): Promise<void>;
  /** Ends: answers what is under way, takes nothing more, and gives all databases' connections back. */
  close(): Promise<void>;
}

/** Cities that are opened at once: each asks its database a few things, and loads one core. */
const OPENED_AT_ONCE = 8;
/** As Fastify has it. */
const KEEP_ALIVE_MS = 72_000;
/** The slug of a city, and what the city itself sees of the path. */
const CITY_PATH = /^\/([a-z0-9-]+)(\/.*)$/;

/**
 * Serves each city whose settings are in the folder: at `/<slug>/graphql`, and at `/graphql` under the host names of its
 * own. Each has its own database, keys, cursors and lines of the log, and follows its settings without a restart; what
 * befalls one concerns no other. Listens when it resolves, with each city opened or found broken.
 *
 * Rejects when the folder cannot be read, or with what the network says.
 */
export async function createHost(config: HostConfig, logger: Logger, tracer?: Tracer): Promise<CityHost> {
  const cities = new Map<string, HostedCity>();
  let isRead = false;
  const cityOf = (request: IncomingMessage): HostedCity | undefined => {
    const name = hostNameOf(request);
    for (const city of cities.values()) if (city.hosts.includes(name)) return city;
    const [, cityId = '', path] = CITY_PATH.exec(request.url ?? '') ?? [];
    const city = cities.get(cityId);
    if (city !== undefined) request.url = path;
    return city;
  };
  const inFlight = new InFlight();
  const app = fastify({
    return503OnClosing: false,
    serverFactory: (answer) => {
      const server = createServer((request, response) => {
        const city = cityOf(request);
        if (city === undefined) {
          answer(request, response);
          return;
        }
        inFlight.begin(city.cityId, response, readPatience(request), {
          work: (leftMs) => {
            // Its deadline counts from now on.
            if (leftMs < Infinity) request.headers[REQUEST_TIMEOUT_HEADER] = String(Math.max(0, Math.floor(leftMs)));
            city.answer(request, response);
          },
          refuse: (message) => {
            refuse(response, message);
          },
        });
      });
      server.requestTimeout = REQUEST_TIMEOUT_MS;
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      return server;
    },
  });
  const draining = new Draining(app);
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', (_request, reply) => {
    const status = draining.isDraining ? 'ending' : isRead ? 'ready' : 'starting';
    void reply.code(status === 'ready' ? 200 : 503).send({ status });
  });
  const metrics = new CityMetrics();
  const figures = createHostFigures(cities);
  const tenants = new Tenants();
  const opening = new Turns(OPENED_AT_ONCE);
  const turns = new FairTurns();
  const connections = new SharedConnections(config.connections);
  const surroundings = { connections, turns, logger, tracer, metrics, draining, tenants, origin: () => originOf(app) };
  const options = {
    common: config.common,
    open: (settings: Parameters<typeof openHostedCity>[0]) =>
      opening.take(() => openHostedCity(settings, surroundings)),
    logger,
  };

  async function follow(): Promise<void> {
    const found = await readCities(config.folder);
    const gone = [...cities.values()].filter(({ cityId }) => !found.has(cityId));
    await Promise.all([
      ...gone.map((city) => {
        cities.delete(city.cityId);
        inFlight.forget(city.cityId);
        turns.forget(city.cityId);
        logger.info({ city: city.cityId }, 'gone from the folder, and served no more');
        return city.close();
      }),
      ...[...found].map(([cityId, settings]) => {
        const city = cities.get(cityId) ?? new HostedCity(cityId, options);
        cities.set(cityId, city);
        return city.follow(settings);
      }),
    ]);
  }
  const reload = async (): Promise<void> => {
    try {
      await follow();
    } catch (error) {
      // Such as a network drive that is away for a moment: no reason to end anything.
      logger.error(
        { err: error, folder: config.folder },
        'the folder of the cities cannot be read: all stays as it is',
      );
    }
  };

  const served =
    config.metrics === null
      ? null
      : await serveMetrics(
          {
            contentType: metrics.contentType,
            render: async () => `${await figures.metrics()}\n${await metrics.render()}`,
          },
          config.metrics,
        );
  const end = async (): Promise<void> => {
    await draining.drain(config.graceMs);
    await Promise.all([...cities.values()].map((city) => city.close()));
    await app.close();
    await served?.close();
  };
  try {
    await app.listen({ host: config.host, port: config.port });
    await follow();
  } catch (error) {
    await app.close();
    await served?.close();
    throw error;
  }
  isRead = true;
  const watch = watchFolder(
    config.folder,
    { what: config.folder, concerns: () => true, fingerprint: () => fingerprintCities(config.folder) },
    () => void reload(),
    logger,
  );
  const origin = originOf(app);
  const metricsUrl = served?.url ?? null;
  const isServed = [...cities.values()].filter(({ isServing }) => isServing).length;
  logger.info({ origin, metricsUrl, cities: cities.size, served: isServed }, 'serving the cities of a folder');

  let closing: Promise<void> | undefined;
  return {
    origin,
    metricsUrl,
    cities: cities.size,
    reload,
    close: () =>
      (closing ??= (async () => {
        watch.close();
        await Promise.all([...cities.values()].map((city) => city.hangUp()));
        await end();
      })()),
  };
}

/** In lower case and without a port; empty where there is none. What a proxy says of another one is not heeded. */
function hostNameOf({ headers: { host = '' } }: IncomingMessage): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}

function originOf(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
