import path from 'node:path';
import type { Bench } from '../Bench';
import { measureEntities } from './measureEntities';
import { measureHits } from './measureHits';
import { measureImport } from './measureImport';
import { openBenchCity } from './openBenchCity';
import { runChild } from './runChild';
import type { Served } from './serveInChild';

/** One large city: its import, the fetch of a page of staff, and its search. */
export const cityBench: Bench = {
  name: 'city',
  async run(size, tell) {
    const city = await openBenchCity(size, tell);
    try {
      const { databaseUrl, figures } = await measureImport(city, size, tell);
      const served = await runChild<Served>(path.join(__dirname, 'serveInChild.ts'), [databaseUrl, city.cityId]);
      try {
        return [
          ...figures,
          ...(await measureEntities(served.message, databaseUrl, city.cityId, size, tell)),
          ...(await measureHits(served.message, databaseUrl, city.cityId, size, tell)),
        ];
      } finally {
        await served.end();
      }
    } finally {
      tell('ending');
      await city.close();
    }
  },
};
