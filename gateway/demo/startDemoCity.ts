import type { Logger } from 'pino';
import type { CityConfig } from '../../subgraphs/city/config';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { createCityServer } from '../../subgraphs/city/serve/createCityServer';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { migrate } from '../../subgraphs/city/database/migrate';
import { importFolder } from '../../subgraphs/city/import/importSource';
import type { ImportReport } from '../../subgraphs/city/import/importSource';
import type { RunningPostgres } from './postgres/startPostgres';

export interface DemoCity {
  readonly server: CityServer;
  readonly report: ImportReport;
}

/** Brings one city up as its operators would: a database and role of its own, migrations, import, server. */
export async function startDemoCity(
  postgres: RunningPostgres,
  cityId: string,
  folder: string,
  settings: Pick<CityConfig, 'trust' | 'cursorKeys'>,
  logger: Logger,
): Promise<DemoCity> {
  const databaseUrl = await postgres.createDatabase(cityId);
  await migrate(databaseUrl);
  const report = await importInto(databaseUrl, cityId, folder);
  const server = await createCityServer(
    { cityId, databaseUrl, host: '127.0.0.1', port: 0, disclosureDays: 365, ...settings },
    logger,
  );
  return { server, report };
}

async function importInto(databaseUrl: string, cityId: string, folder: string): Promise<ImportReport> {
  const dataSource = createDataSource(databaseUrl);
  await dataSource.initialize();
  try {
    // The folder is all there is of a demo city, however much of it somebody took out to see what happens.
    return await importFolder(dataSource, cityId, folder, {
      replace: true,
      // It is the project's own, and changes with its version.
      allowed: { removal: 100, widening: 100, change: 100 },
    });
  } finally {
    await dataSource.destroy();
  }
}
