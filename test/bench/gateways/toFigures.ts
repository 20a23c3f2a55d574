import type { Figure } from '../Bench';
import { figure, ratio, quantile } from '../figures';
import type { Turn } from './askFor';
import type { Condition } from './Condition';
import { describeCondition } from './Condition';
import type { Measured } from './measure';
import type { TargetName } from './targets/Target';
import { cpuOf, rpsOf } from './toRows';

type Promised = Pick<Figure, 'promise'>;

/** What is promised of the hub beside another target. */
interface Promises {
  readonly throughput: Promised;
  /** Of how many requests it answers with the same processor time. */
  readonly cpu: Promised;
  readonly p50: Promised;
}

const NOTHING: Promises = { throughput: {}, cpu: {}, p50: {} };
const atLeast = (least: number): Promised => ({ promise: { atLeast: least } });
const atMost = (most: number): Promised => ({ promise: { atMost: most } });

/**
 * For people: what the floor does, and all others as ratios to it. Without a delay it is the gateway that bounds the
 * throughput; with one it is the cities, and then the latency tells more. What is promised of the hub beside others than the
 * floor follows.
 */
export function toFigures({ condition, turns }: Measured, quick: boolean): readonly Figure[] {
  const under = describeCondition(condition);
  const floor = turns.get('floor') ?? [];
  const floorCpu = cpuOf(floor);
  // A few short turns would miss by chance what holds, and the other way round.
  const promisesOf = (name: TargetName, beside: TargetName): Promises =>
    name === 'hub' && !quick ? promised(condition, beside) : NOTHING;
  const compare = (name: TargetName, beside: TargetName): readonly Figure[] => {
    const [taken, other] = [turns.get(name) ?? [], turns.get(beside) ?? []];
    const { throughput, cpu, p50 } = promisesOf(name, beside);
    if (condition.delayMs > 0) {
      return [ratio(`${under}: ${name}, p50 against ${beside}`, mediansOf(taken), mediansOf(other), p50)];
    }
    const [ownCpu, otherCpu] = [cpuOf(taken), cpuOf(other)];
    return [
      ratio(`${under}: ${name}, throughput against ${beside}`, rpsOf(taken), rpsOf(other), throughput),
      ...(ownCpu && otherCpu && beside === 'floor'
        ? [ratio(`${under}: ${name}, requests for the same CPU`, otherCpu, ownCpu, cpu)]
        : []),
    ];
  };
  const ofFloor =
    condition.delayMs > 0
      ? [
          figure(
            `${under}: floor, p50`,
            'ms',
            mediansOf(floor).map((time) => time / 1000),
          ),
        ]
      : [
          figure(`${under}: floor`, '/s', rpsOf(floor)),
          ...(floorCpu ? [figure(`${under}: floor, CPU of a request`, 'us', floorCpu)] : []),
        ];
  return [
    ...ofFloor,
    ...[...turns.keys()].filter((name) => name !== 'floor').flatMap((name) => compare(name, 'floor')),
    ...(['hive-rust', 'hub-two-rounds'] as const)
      .filter((name) => turns.has(name))
      .flatMap((name) => compare('hub', name)),
  ];
}

function promised({ mode, cities, matches, delayMs }: Condition, beside: TargetName): Promises {
  if (matches === 'skewed') {
    return beside === 'hub-two-rounds' && delayMs === 20 ? { ...NOTHING, p50: atMost(1) } : NOTHING;
  }
  const few = cities === 5;
  if (beside === 'hive-rust') {
    return { ...NOTHING, throughput: atLeast(2), p50: mode === 'recorded' && delayMs === 20 ? atMost(1) : {} };
  }
  if (beside !== 'floor' || mode !== 'recorded') return NOTHING;
  return {
    throughput: atLeast(few ? 0.45 : 0.5),
    cpu: atLeast(few ? 1 / 2.2 : 1 / 2),
    p50: delayMs === 20 ? atMost(few ? 1.1 : 1.15) : {},
  };
}

function mediansOf(turns: readonly Turn[]): readonly number[] {
  return turns.map(({ latencies }) => quantile(latencies, 0.5));
}
