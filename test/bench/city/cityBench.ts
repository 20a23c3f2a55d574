import path from 'node:path';
import type { Bench } from '../Bench';
import { toRow } from '../figures';
import { runChild } from '../runChild';
import { measureEntities } from './measureEntities';
import { measureHits } from './measureHits';
import { measureImport } from './measureImport';
import { openBenchCity } from './openBenchCity';
import type { Served } from './serveInChild';

/** One large city: its import, the fetch of a page of staff, and its search. */
export const cityBench: Bench = {
  name: 'city',
  async run(options, tell) {
    const city = await openBenchCity(options, tell);
    try {
      const { databaseUrl, figures: imported } = await measureImport(city, options, tell);
      const serve = path.join(__dirname, 'serveInChild.ts');
      const served = await runChild<Served>(serve, [databaseUrl, city.cityId], options.signal);
      try {
        const figures = [
          ...imported,
          ...(await measureEntities(served.message, databaseUrl, city.cityId, options, tell)),
          ...(await measureHits(served.message, databaseUrl, city.cityId, options, tell)),
        ];
        return { rows: figures.map(toRow), figures };
      } finally {
        await served.end();
      }
    } finally {
      tell('ending');
      await city.close();
    }
  },
};
