import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { SearchEvent } from '../../../subgraphs/search/SearchDependencies';

/** Figures of searches over the cities: what they rest on, and which records came along with hits. */
export function countSearches(registers: Registry[]): (event: SearchEvent) => void {
  const searches = new Counter({
    name: 'hanse_hub_searches_total',
    help: 'Searches, by whether every city that could match answered in full.',
    labelNames: ['complete'] as const,
    registers,
  });
  const coverage = new Counter({
    name: 'hanse_hub_coverage_cities_total',
    help: 'Cities that could match in searches, by what their part of the answer was.',
    labelNames: ['status'] as const,
    registers,
  });
  const records = new Counter({
    name: 'hanse_hub_records_with_hits_total',
    help: 'Records and topics that cities were asked for along with their hits: shown on a page, unseen since they came in vain, or lacking, so that they were fetched.',
    labelNames: ['use'] as const,
    registers,
  });
  const unseenBytes = new Counter({
    name: 'hanse_hub_records_with_hits_unseen_bytes_total',
    help: 'About how many bytes of JSON the records and topics were that came in vain along with hits, by the first of each city in each search.',
    registers,
  });
  const rounds = new Counter({
    name: 'hanse_hub_search_rounds_total',
    help: 'Searches that asked for records along with hits, by how many rounds of calls their page took: 1 or 2.',
    labelNames: ['rounds'] as const,
    registers,
  });

  return ({ coverage: { complete, cities, notAsked }, records: counts }) => {
    for (const use of ['shown', 'unseen', 'lacking'] as const) records.inc({ use }, counts?.[use] ?? 0);
    unseenBytes.inc(counts?.unseenBytes ?? 0);
    if (counts !== undefined) rounds.inc({ rounds: counts.lacking > 0 ? 2 : 1 });
    searches.inc({ complete: String(complete) });
    for (const { status } of cities) coverage.inc({ status });
    if (notAsked > 0) coverage.inc({ status: 'NOT_ASKED' }, notAsked);
  };
}
