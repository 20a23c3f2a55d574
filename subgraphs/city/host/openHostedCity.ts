import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SharedConnections } from '../database/SharedConnections';
import { createCityApp, registerCity } from '../serve/registerCity';
import type { CitySurroundings } from '../serve/registerCity';
import type { Draining } from '../serve/Draining';
import type { FairTurns } from './FairTurns';
import type { HostedCitySettings } from './parseHostedCity';
import { claimsOf, databaseClaims } from './Tenants';
import type { Tenants } from './Tenants';

/** What a hosted city has of its host. */
export interface HostSurroundings extends Pick<CitySurroundings, 'logger' | 'tracer' | 'metrics'> {
  readonly draining: Draining;
  readonly tenants: Tenants;
  readonly connections: SharedConnections;
  readonly turns: FairTurns;
  /** Where the host listens, such as `http://127.0.0.1:4001`. */
  readonly origin: () => string;
}

/** A city of many that answers; a change of its settings makes another one. */
export interface OpenedCity {
  /** Where it answers by its path. */
  readonly url: string;
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** Takes the hub's calls from the relay as well, if the settings name one. */
  dialOut(): void;
  /** Takes no more calls from the relay. */
  hangUp(): Promise<void>;
  /** Resolves when nothing is under way any more. No request may come any more. */
  leave(): Promise<void>;
  /** Gives back what it has, also what is its alone. */
  close(): Promise<void>;
}

/** @throws as `registerCity` does, and TenancyError where the settings name what is another city's */
export async function openHostedCity(
  settings: HostedCitySettings,
  { logger, tracer, metrics, draining, tenants, connections, turns, origin }: HostSurroundings,
): Promise<OpenedCity> {
  const { cityId } = settings.config;
  const claims = [tenants.claim(cityId, claimsOf(settings))];
  const giveUp = (): void => {
    for (const end of claims) end();
  };
  const app = createCityApp();
  draining.announceOn(app);
  try {
    const city = await registerCity(app, settings.config, {
      ...{ logger, tracer, metrics, draining, connections },
      takeTurn: () => turns.take(cityId),
      admit: async (dataSource) => {
        claims.push(tenants.claim(cityId, await databaseClaims(dataSource)));
      },
    });
    const url = `${origin()}/${cityId}/graphql`;
    let underWay = 0;
    let onIdle: (() => void) | undefined;
    return {
      url,
      answer: (request, response) => {
        underWay += 1;
        response.once('close', () => {
          underWay -= 1;
          if (underWay === 0) onIdle?.();
        });
        app.routing(request, response);
      },
      dialOut: () => {
        city.dialOut(url);
      },
      hangUp: () => city.hangUp(),
      leave: async () => {
        await city.hangUp();
        if (underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      },
      close: () => city.close().finally(giveUp),
    };
  } catch (error) {
    giveUp();
    throw error;
  }
}
