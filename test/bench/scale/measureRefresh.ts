import type { BenchOptions, Measurement } from '../Bench';
import { figure, ratio, toRow, quantile, describeTimes } from '../figures';
import type { BenchHub } from './hub/startHub';
import { memoryPerCity } from './memoryPerCity';
import type { Scale, Size } from './openScale';

const MATCHING = 20;
const ROUNDS = 2;
/** A hub takes its time over a refresh. Searches meanwhile are looked at in parts, to see how much they differ. */
const PARTS = 4;

/**
 * The refresh of all summaries after every city has changed, and what it does to searches: those while it is under way
 * against those right before and right after it.
 */
export async function measureRefresh(
  scale: Scale,
  hubs: Readonly<Record<Size, BenchHub>>,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<Measurement> {
  const { cities } = scale;
  const hub = hubs.large;
  const refreshes: number[] = [];
  const quiet: number[][] = [];
  const disturbed: number[][] = [];
  const quietSearches = quick ? 100 : 300;
  const rounds = quick ? 1 : ROUNDS;
  for (let round = 1; round <= rounds; round++) {
    tell(`refreshing ${cities.large} summaries, round ${round} of ${rounds}`);
    await scale.change();
    const before = await searchUntil(hub, signal, (searches) => searches === quietSearches);
    let refreshing = true;
    const refresh = hub.refresh().finally(() => (refreshing = false));
    // Together, so that one that fails does not leave the other alone with its error.
    const [during, took] = await Promise.all([searchUntil(hub, signal, () => !refreshing), refresh]);
    refreshes.push(took);
    const after = await searchUntil(hub, signal, (searches) => searches === quietSearches);

    const size = Math.ceil(during.length / PARTS);
    for (let start = 0; start < during.length; start += size) {
      disturbed.push(during.slice(start, start + size));
      quiet.push([...before, ...after]);
    }
  }
  const medians = (times: readonly (readonly number[])[]) => times.map((latencies) => quantile(latencies, 0.5));
  const memory = { small: [await hubs.small.memory()], large: [await hub.memory()] };
  const perCity = memoryPerCity('after searches and refreshes', cities, memory, quick);
  const against = ratio(
    `${MATCHING} matching: while all summaries are refreshed against without`,
    medians(disturbed),
    medians(quiet),
    { promise: { atMost: 1.3 } },
  );
  const common = { cities: cities.large, rssBytes: memory.large[0] };
  return {
    rows: [
      {
        target: 'refresh of all summaries',
        matching: null,
        ...describeTimes(refreshes),
        ...common,
        ratio: toRow(perCity),
      },
      {
        target: 'search while all summaries are refreshed',
        matching: MATCHING,
        ...describeTimes(disturbed.flat()),
        ...common,
        ratio: toRow(against),
      },
    ],
    figures: [
      figure(
        `refresh of ${cities.large} summaries`,
        's',
        refreshes.map((time) => time / 1e6),
      ),
      figure(`search that ${MATCHING} match, p50 without a refresh`, 'us', medians(quiet)),
      figure(`search that ${MATCHING} match, p50 while it runs`, 'us', medians(disturbed)),
      against,
      perCity,
    ],
  };
}

async function searchUntil(
  hub: BenchHub,
  signal: AbortSignal,
  enough: (searches: number) => boolean,
): Promise<number[]> {
  const latencies: number[] = [];
  do {
    signal.throwIfAborted();
    latencies.push(await hub.search(MATCHING));
  } while (!enough(latencies.length));
  return latencies;
}
