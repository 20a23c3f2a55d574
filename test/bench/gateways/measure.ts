import { interleave } from '../interleave';
import type { BenchOptions } from '../Bench';
import type { Turn } from './askFor';
import { askFor } from './askFor';
import type { CheckedTarget } from './CheckedTarget';
import { CONNECTIONS, CONNECTIONS_WITH_DELAY } from './CONNECTIONS';
import type { Condition } from './Condition';
import type { Gateways } from './openGateways';
import type { TargetName } from './targets/Target';

/** The turns of all targets under one condition, round by round. */
export interface Measured {
  readonly condition: Condition;
  readonly turns: ReadonlyMap<TargetName, readonly Turn[]>;
}

interface Effort {
  readonly turnMs: number;
  readonly rounds: number;
  /** Rounds that are not counted. */
  readonly warmUp: number;
}

const QUICK: Effort = { turnMs: 150, rounds: 2, warmUp: 0 };
const FULL: Effort = { turnMs: 1_000, rounds: 9, warmUp: 2 };

/**
 * Lets every target answer in its turn.
 *
 * @throws when a recorded city had to work an answer out: its time is no part of what is measured
 */
export async function measure(
  gateways: Gateways,
  condition: Condition,
  { quick, signal }: Pick<BenchOptions, 'quick' | 'signal'>,
  tell: (what: string) => void,
): Promise<Measured> {
  const { turnMs, rounds, warmUp } = quick ? QUICK : FULL;
  const { mode, cities, delayMs } = condition;
  const load = { turnMs, connections: delayMs > 0 ? CONNECTIONS_WITH_DELAY : CONNECTIONS };
  await gateways.set(condition);
  const missedBefore = await gateways.misses();
  let turns = 0;
  const takeTurn = (checked: CheckedTarget): Promise<Turn> => {
    tell(`${cities} cities, ${mode}, ${delayMs} ms: turn ${++turns}, ${checked.target.name}`);
    return askFor(checked, load, signal);
  };
  const taken = await interleave(gateways.targets, rounds, takeTurn, warmUp);
  const missed = (await gateways.misses()) - missedBefore;
  if (missed > 0) throw new Error(`Cities were asked ${missed} requests that were not recorded before.`);
  return { condition, turns: new Map([...taken].map(([{ target }, results]) => [target.name, results])) };
}
