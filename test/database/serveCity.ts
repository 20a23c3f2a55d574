import { pino } from 'pino';
import type { CityConfig } from '../../subgraphs/city/config';
import { embeddedOperations } from '../../subgraphs/city/operations/Operations';
import type { Operations } from '../../subgraphs/city/operations/Operations';
import { createCityServer } from '../../subgraphs/city/serve/createCityServer';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';

type Changes = Partial<Omit<CityConfig, 'operations'>> & { readonly operations?: Partial<Operations> };

/** Serves the city that a database holds at a free port: Gera, to whoever asks, where nothing else is said. */
export function serveCity(
  databaseUrl: string,
  { operations, ...changes }: Changes = {},
  logger = pino({ level: 'silent' }),
): Promise<CityServer> {
  return createCityServer(
    {
      ...{ cityId: 'gera', databaseUrl, host: '127.0.0.1', port: 0, trust: { kind: 'unsigned' }, disclosureDays: 365 },
      ...changes,
      operations: { ...embeddedOperations, ...operations },
    },
    logger,
  );
}
