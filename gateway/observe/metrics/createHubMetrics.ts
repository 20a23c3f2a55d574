import { Registry } from 'prom-client';
import type { AskCity } from '../../../subgraphs/contract/AskCity';
import type { SearchEvent } from '../../../subgraphs/search/SearchDependencies';
import { processMetrics } from '../../../subgraphs/serving/processMetrics';
import { countCalls, watchCities, watchHonesty } from './cityMetrics';
import type { CitiesWatched } from './cityMetrics';
import { countRequests } from './requestMetrics';
import type { RequestCounts } from './requestMetrics';
import { countSearches } from './searchMetrics';
import { watchAudit, watchFiles, watchPlanCache, watchRelay } from './watchedMetrics';
import type { PartsWatched } from './watchedMetrics';

/** The figures of one hub. */
export interface HubMetrics extends RequestCounts {
  /** The same way to ask cities, which counts what comes of it. */
  readonly measured: (askCity: AskCity) => AskCity;
  readonly onSearch: (event: SearchEvent) => void;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  readonly render: () => Promise<string>;
}

/**
 * Makes figures in a registry of their own: several hubs may run in one process. Labels are the slugs of the network's
 * cities and words of this code; none is about a person or a question.
 */
export function createHubMetrics(watched: CitiesWatched & PartsWatched): HubMetrics {
  const register = new Registry();
  const registers = [register];
  watchFiles(watched, registers);
  watchCities(watched, registers);
  watchHonesty(watched, registers);
  watchPlanCache(watched, registers);
  watchAudit(watched, registers);
  watchRelay(watched, registers);
  return {
    ...countRequests(registers),
    measured: countCalls(registers),
    onSearch: countSearches(registers),
    contentType: register.contentType,
    render: async () => `${await register.metrics()}\n${await processMetrics().metrics()}`,
  };
}
