import type { BenchOptions, Measurement } from '../Bench';
import { figure, toRow, describeTimes } from '../figures';
import type { BenchHub } from './hub/startHub';
import { memoryPerCity } from './memoryPerCity';
import type { Scale, Size } from './openScale';

export interface StartMeasurement extends Measurement {
  /** The hubs of the last round. */
  readonly hubs: Readonly<Record<Size, BenchHub>>;
}

/** From nothing to a hub that knows what every city counts, and the memory that it takes. */
export async function measureStart(
  scale: Scale,
  { quick }: BenchOptions,
  tell: (what: string) => void,
): Promise<StartMeasurement> {
  const { cities } = scale;
  const rounds = quick ? 1 : 3;
  const starts: Record<Size, number[]> = { small: [], large: [] };
  const memory: Record<Size, number[]> = { small: [], large: [] };
  for (let round = 1; ; round++) {
    tell(`starting hubs of ${cities.small} and of ${cities.large} cities, round ${round} of ${rounds}`);
    const hubs = { small: await scale.startHub('small'), large: await scale.startHub('large') };
    for (const size of ['small', 'large'] as const) {
      starts[size].push(hubs[size].startUs);
      memory[size].push(await hubs[size].memory());
    }
    if (round < rounds) {
      await Promise.all([hubs.small.end(), hubs.large.end()]);
      continue;
    }
    const perCity = memoryPerCity('after the start', cities, memory, quick);
    return {
      hubs,
      rows: (['small', 'large'] as const).map((size) => ({
        target: 'start',
        cities: cities[size],
        matching: null,
        ...describeTimes(starts[size]),
        rssBytes: memory[size].at(-1),
        ...(size === 'large' && { ratio: toRow(perCity) }),
      })),
      figures: [
        ...(['small', 'large'] as const).map((size) =>
          figure(
            `start until ${cities[size]} summaries are there`,
            's',
            starts[size].map((time) => time / 1e6),
          ),
        ),
        perCity,
      ],
    };
  }
}
