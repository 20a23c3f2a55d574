import { interleave } from '../interleave';
import type { BenchOptions } from '../Bench';
import type { Turn } from './askFor';
import { askFor } from './askFor';
import type { CheckedTarget } from './CheckedTarget';
import { CONNECTIONS, CONNECTIONS_WITH_DELAY, describeCondition } from './Condition';
import type { Condition } from './Condition';
import type { Gateways } from './openGateways';
import type { TargetName } from './targets/Target';

/** The turns of all targets under one condition, round by round. */
export interface Measured {
  readonly condition: Condition;
  readonly turns: ReadonlyMap<TargetName, readonly Turn[]>;
  /** Requests that recorded cities had to work out while turns were taken that count: the time of these turns is too long. */
  readonly unrecorded: number;
}

interface Effort {
  readonly turnMs: number;
  readonly rounds: number;
  /** Rounds that are not counted. */
  readonly warmUp: number;
}

const QUICK: Effort = { turnMs: 150, rounds: 2, warmUp: 0 };
const FULL: Effort = { turnMs: 1_000, rounds: 9, warmUp: 2 };

/** A request is recorded when it was asked once, so that a turn is seldom taken twice. */
const ATTEMPTS = 3;

/**
 * Lets every target answer in its turn. A turn is taken again when a recorded city had to work an answer out in it, since
 * that time is no part of what is measured: on a busy machine a gateway may ask what it never asked before, such as whether
 * a city that was slow is well.
 */
export async function measure(
  gateways: Gateways,
  condition: Condition,
  { quick, signal }: Pick<BenchOptions, 'quick' | 'signal'>,
  tell: (what: string) => void,
): Promise<Measured> {
  const { turnMs, rounds, warmUp } = quick ? QUICK : FULL;
  const { delayMs } = condition;
  const load = { turnMs, connections: delayMs > 0 ? CONNECTIONS_WITH_DELAY : CONNECTIONS };
  await gateways.set(condition);
  let turns = 0;
  let unrecorded = 0;
  const takeTurn = async (checked: CheckedTarget): Promise<Turn> => {
    tell(`${describeCondition(condition)}: turn ${++turns}, ${checked.target.name}`);
    for (let attempt = 1; ; attempt++) {
      const missedBefore = await gateways.misses();
      const turn = await askFor(checked, load, signal);
      const missed = (await gateways.misses()) - missedBefore;
      if (missed === 0) return turn;
      if (attempt === ATTEMPTS) {
        unrecorded += missed;
        return turn;
      }
    }
  };
  const taken = await interleave(gateways.targets, rounds, takeTurn, warmUp);
  return { condition, unrecorded, turns: new Map([...taken].map(([{ target }, results]) => [target.name, results])) };
}
