import { performance } from 'node:perf_hooks';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../../subgraphs/city/import/importSource';

export interface MeasuredImport {
  readonly microseconds: number;
  /** The memory of the process in bytes, ten times a second. */
  readonly memory: readonly number[];
}

/** Imports the folder named third into the database named first as the city named second, and tells what it took. */
async function run(databaseUrl: string, cityId: string, folder: string): Promise<void> {
  const dataSource = await createDataSource(databaseUrl).initialize();
  const memory = [process.memoryUsage.rss()];
  const watch = setInterval(() => memory.push(process.memoryUsage.rss()), 100);
  const start = performance.now();
  await importFolder(dataSource, cityId, folder);
  const microseconds = (performance.now() - start) * 1000;
  clearInterval(watch);
  await dataSource.destroy();
  process.send?.({ microseconds, memory } satisfies MeasuredImport);
}

const [databaseUrl = '', cityId = '', folder = ''] = process.argv.slice(2);
run(databaseUrl, cityId, folder)
  .catch((error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  })
  .finally(() => {
    process.disconnect();
  });
