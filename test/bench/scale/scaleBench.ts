import type { Bench } from '../Bench';
import { measureRefresh } from './measureRefresh';
import { measureSearch } from './measureSearch';
import { measureStart } from './measureStart';
import { openScale } from './openScale';

/**
 * A hub of 10,000 cities beside one of 20: start, search, refresh, memory. One process serves all cities over HTTP, each
 * at a path of its own.
 */
export const scaleBench: Bench = {
  name: 'scale',
  async run(options, tell) {
    tell('inventing cities');
    const scale = await openScale(options);
    try {
      const start = await measureStart(scale, options, tell);
      const search = await measureSearch(scale, start.hubs, options, tell);
      const refresh = await measureRefresh(scale, start.hubs, options, tell);
      return {
        // Searches first: who looks for a number of cities and of matches finds them.
        rows: [...search.rows, ...start.rows, ...refresh.rows],
        figures: [...start.figures, ...search.figures, ...refresh.figures],
      };
    } finally {
      tell('ending');
      await scale.close();
    }
  },
};
