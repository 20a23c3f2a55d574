import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import type { Bench } from '../Bench';
import { openBenchCity } from '../city/openBenchCity';
import { vacuum } from '../city/withClient';
import { runChild } from '../runChild';
import { measureWorst } from './measureWorst';

const IMPORT = path.join(__dirname, '../city/importInChild.ts');
const SERVE = path.join(__dirname, '../abuse/serveCityInChild.ts');
const VOCABULARY = path.join(__dirname, '../../../schema/topics.ttl');

/** The questions that take a large city longest, which it finds itself. */
export const worstBench: Bench = {
  name: 'worst',
  async run(options, tell) {
    const city = await openBenchCity(options, tell, options.staff);
    try {
      tell(`importing ${city.rows} rows`);
      const databaseUrl = await city.createDatabase('worst');
      await (await runChild(IMPORT, [databaseUrl, city.cityId, city.source], options.signal)).end();
      await vacuum(databaseUrl, options.signal);
      const served = await runChild<string>(SERVE, [databaseUrl, city.cityId], options.signal);
      try {
        const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
        return await measureWorst({ url: served.message, databaseUrl, cityId: city.cityId, vocabulary }, options, tell);
      } finally {
        await served.end();
      }
    } finally {
      tell('ending');
      await city.close();
    }
  },
};
