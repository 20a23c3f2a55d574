import type { Figure } from '../Bench';
import { figure, ratio, quantile } from '../figures';
import type { Turn } from './askFor';
import type { Measured } from './measure';
import { cpuOf, rpsOf } from './toRows';

/** What is promised of the hub, of recorded cities. */
const SHARE = { promise: { atLeast: 0.4 } };
const DELAYED = { promise: { atMost: 1.15 } };

/**
 * For people: what the floor does, and all others as ratios to it. Without a delay it is the gateway that bounds the
 * throughput; with one it is the cities, and then the latency tells more.
 */
export function toFigures({ condition, turns }: Measured, quick: boolean): readonly Figure[] {
  const { mode, cities, delayMs } = condition;
  // A few short turns would miss by chance what holds, and the other way round.
  const isPromised = (name: string): boolean => name === 'hub' && mode === 'recorded' && !quick;
  const under = `${cities} cities${mode === 'executing' ? ' executing' : ''}${delayMs > 0 ? `, ${delayMs} ms` : ''}`;
  const floor = turns.get('floor') ?? [];
  const floorCpu = cpuOf(floor);
  const others = [...turns].filter(([name]) => name !== 'floor');
  if (delayMs > 0) {
    return [
      figure(
        `${under}: floor, p50`,
        'ms',
        mediansOf(floor).map((time) => time / 1000),
      ),
      ...others.map(([name, taken]) =>
        ratio(
          `${under}: ${name}, p50 against floor`,
          mediansOf(taken),
          mediansOf(floor),
          isPromised(name) ? DELAYED : {},
        ),
      ),
    ];
  }
  return [
    figure(`${under}: floor`, '/s', rpsOf(floor)),
    ...(floorCpu ? [figure(`${under}: floor, CPU of a request`, 'us', floorCpu)] : []),
    ...others.flatMap(([name, taken]) => {
      const promised = isPromised(name) ? SHARE : {};
      const cpu = cpuOf(taken);
      return [
        ratio(`${under}: ${name}, throughput against floor`, rpsOf(taken), rpsOf(floor), promised),
        ...(cpu && floorCpu ? [ratio(`${under}: ${name}, requests for the same CPU`, floorCpu, cpu, promised)] : []),
      ];
    }),
  ];
}

function mediansOf(turns: readonly Turn[]): readonly number[] {
  return turns.map(({ latencies }) => quantile(latencies, 0.5));
}
