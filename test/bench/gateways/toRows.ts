import type { Row } from '../Bench';
import { figure, ratio, quantile } from '../figures';
import type { Turn } from './askFor';
import type { Mode } from './Condition';
import type { Measured } from './measure';
import type { Matches } from './network/BenchNetwork';
import type { TargetName } from './targets/Target';

/** What one target did under one condition. Ratios are medians over the rounds: above 1 is better than the floor. */
export interface GatewayRow extends Row {
  readonly target: TargetName;
  readonly mode: Mode;
  readonly cities: number;
  readonly matches: Matches;
  readonly delayMs: number;
  readonly rps: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Null where there is no /proc. */
  readonly cpuUsPerRequest: number | null;
  /** Of its requests per second. */
  readonly ratioToFloor: number;
  /** Of how many requests it answers with the same processor time. */
  readonly cpuRatioToFloor: number | null;
  /** Of the machine: pages of JSON that one processor reads and writes a second. */
  readonly machineSpeed: number;
}

export function toRows({ condition, turns }: Measured, machineSpeed: number): readonly GatewayRow[] {
  const floor = turns.get('floor') ?? [];
  return [...turns].map(([target, taken]) => {
    const latencies = taken.flatMap((turn) => turn.latencies);
    const cpu = cpuOf(taken);
    const floorCpu = cpuOf(floor);
    return {
      target,
      ...condition,
      rps: round(median(rpsOf(taken)), 1),
      p50Us: Math.round(quantile(latencies, 0.5)),
      p99Us: Math.round(quantile(latencies, 0.99)),
      cpuUsPerRequest: cpu && Math.round(median(cpu)),
      ratioToFloor: round(ratio('', rpsOf(taken), rpsOf(floor)).median, 3),
      cpuRatioToFloor: cpu && floorCpu && round(ratio('', floorCpu, cpu).median, 3),
      machineSpeed,
    };
  });
}

export function rpsOf(turns: readonly Turn[]): readonly number[] {
  return turns.map(({ rps }) => rps);
}

/** Null when it could not be told of every turn. */
export function cpuOf(turns: readonly Turn[]): readonly number[] | null {
  const told = turns.flatMap(({ cpuUsPerRequest }) => cpuUsPerRequest ?? []);
  return told.length === turns.length ? told : null;
}

function median(values: readonly number[]): number {
  return figure('', '', values).median;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
