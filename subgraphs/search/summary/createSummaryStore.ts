import type { Logger } from 'pino';
import type { AskCity, CityOperation, CityReply } from '../AskCity';
import { askWithin } from '../ask/askWithin';
import { ContractBreachError } from '../ContractBreachError';
import type { Summary } from './Summary';
import { parseSummary } from './Summary';

/** The cities' summaries, in memory. They are counts: no record of a city is kept. */
export interface SummaryStore {
  /**
   * Asks the city for its summary and keeps it. After a failure the summary before stays, and its `asOf` tells its age.
   * Never rejects.
   */
  refresh(cityId: string, signal: AbortSignal): Promise<CityReply['status']>;
  get(cityId: string): Summary | undefined;
  /** For a city that left the network. A refresh that is still under way is not kept either. */
  forget(cityId: string): void;
}

const OPERATION: CityOperation = {
  query: `query Summary {
  summary {
    version
    asOf
    public { concept staff programmes exchanges }
    network { concept staff programmes exchanges }
  }
}`,
  variables: {},
};

export function createSummaryStore(askCity: AskCity, logger: Logger): SummaryStore {
  const summaries = new Map<string, Summary>();
  /** The refresh begun last for each city: the only one whose answer counts. */
  const latest = new Map<string, symbol>();

  return {
    async refresh(cityId, signal) {
      const refresh = Symbol(cityId);
      latest.set(cityId, refresh);
      const reply = await askWithin(askCity, cityId, OPERATION, { signal, viewer: { anonymous: true } });
      if (reply.status !== 'ANSWERED') return reply.status;
      try {
        const summary = parseSummary(reply.data['summary']);
        if (latest.get(cityId) === refresh) summaries.set(cityId, summary);
        return 'ANSWERED';
      } catch (error) {
        if (!(error instanceof ContractBreachError)) throw error;
        logger.warn({ city: cityId, breach: error.message }, 'the summary of a city breaks the contract');
        return 'INVALID';
      }
    },
    get: (cityId) => summaries.get(cityId),
    forget(cityId) {
      summaries.delete(cityId);
      latest.delete(cityId);
    },
  };
}
