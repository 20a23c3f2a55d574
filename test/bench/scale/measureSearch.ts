import type { BenchOptions, Measurement } from '../Bench';
import { figure, ratio, toRow, quantile, describeTimes } from '../figures';
import { interleave } from '../interleave';
import type { BenchHub } from './hub/startHub';
import type { KnownTo } from './NetworkPlan';
import { KNOWN_TO } from './NetworkPlan';
import type { Scale, Size } from './openScale';

const SIZES = ['small', 'large'] as const;

/**
 * Searches that so many cities match, on a small and on a large network. One is under way at a time, now on the one and
 * now on the other.
 */
export async function measureSearch(
  { cities }: Scale,
  hubs: Readonly<Record<Size, BenchHub>>,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<Measurement> {
  const rounds = quick ? 5 : 25;
  let turns = 0;
  const times = await interleave(KNOWN_TO, rounds, async (known) => {
    tell(`searching, turn ${++turns}`);
    const sizes = SIZES.filter((size) => known <= cities[size]);
    const latencies: Record<Size, number[]> = { small: [], large: [] };
    for (let run = 0; run < (known > cities.small ? 4 : 20); run++) {
      for (const size of run % 2 === 0 ? sizes : [...sizes].reverse()) {
        signal.throwIfAborted();
        latencies[size].push(await hubs[size].search(known));
      }
    }
    return latencies;
  });
  const timesOf = (size: Size, known: KnownTo): readonly (readonly number[])[] =>
    times.get(known)!.map((latencies) => latencies[size]);
  const medians = (size: Size, known: KnownTo): readonly number[] =>
    timesOf(size, known).map((latencies) => quantile(latencies, 0.5));

  const rssBytes = { small: await hubs.small.memory(), large: await hubs.large.memory() };
  const measured = KNOWN_TO.flatMap((known) =>
    SIZES.filter((size) => known <= cities[size]).map((size) => ({ size, known })),
  ).map(({ size, known }) => {
    const against =
      size === 'large' && known <= cities.small
        ? ratio(
            `${known} matching: ${cities.large} cities against ${cities.small}`,
            medians('large', known),
            medians('small', known),
            known === cities.small ? { promise: { atMost: 1.25 } } : {},
          )
        : null;
    return {
      row: {
        target: 'search',
        cities: cities[size],
        matching: known,
        ...describeTimes(timesOf(size, known).flat()),
        rssBytes: rssBytes[size],
        ...(against !== null && { ratio: toRow(against) }),
      },
      figures: [
        figure(`search that ${known} of ${cities[size]} cities match, p50`, 'us', medians(size, known)),
        ...(against === null ? [] : [against]),
      ],
    };
  });
  return { rows: measured.map(({ row }) => row), figures: measured.flatMap(({ figures }) => figures) };
}
