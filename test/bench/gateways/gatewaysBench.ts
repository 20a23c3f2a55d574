import type { Bench } from '../Bench';
import { figure } from '../figures';
import { describeCondition } from './Condition';
import type { Condition } from './Condition';
import { machineSpeed } from './machineSpeed';
import type { Measured } from './measure';
import { measure } from './measure';
import { warmUp } from './warmUp';
import type { Matches } from './network/BenchNetwork';
import { openGateways } from './openGateways';
import { installEngines } from './targets/hive/installEngines';
import { toFigures } from './toFigures';
import { toRows } from './toRows';

const SIZES = [5, 20] as const;

/** What is measured of a network of each size. */
const MEASURED: Readonly<Record<Matches, readonly Pick<Condition, 'mode' | 'delayMs'>[]>> = {
  even: [
    ...[0, 20, 50].map((delayMs) => ({ mode: 'recorded', delayMs }) as const),
    ...[0, 20].map((delayMs) => ({ mode: 'executing', delayMs }) as const),
  ],
  skewed: [0, 20].map((delayMs) => ({ mode: 'recorded', delayMs }) as const),
};

/**
 * The hub beside other ways to ask many cities, and beside the least that any of them has to do: throughput, latency, and
 * what the gateway takes of a processor. See README.md.
 */
export const gatewaysBench: Bench = {
  name: 'gateways',
  async run({ quick, seed, signal }, tell) {
    const measured: Measured[] = [];
    const engines = await installEngines(signal, say);
    tell('looking how fast the machine is');
    const speed = machineSpeed();
    for (const cities of SIZES) {
      for (const matches of ['even', 'skewed'] as const) {
        const gateways = await openGateways({ network: { cities, seed, matches }, engines, signal }, tell);
        try {
          await warmUp(gateways, { quick, signal }, tell);
          for (const under of MEASURED[matches]) {
            const taken = await measure(gateways, { ...under, cities, matches }, { quick, signal }, tell);
            if (taken.unrecorded > 0) say(describeUnrecorded(taken));
            measured.push(taken);
          }
        } finally {
          tell('ending');
          await gateways.close();
        }
      }
    }
    return {
      rows: measured.flatMap((under) => toRows(under, speed)),
      figures: [
        figure('this machine: pages of JSON read and written by one processor', '/s', [speed, machineSpeed()]),
        ...measured.flatMap((under) => toFigures(under, quick)),
      ],
    };
  },
};

function describeUnrecorded({ unrecorded, condition }: Measured): string {
  return `${describeCondition(condition)}: cities were asked ${unrecorded} requests that were not recorded before, so some turns took too long.`;
}

/** A line that stands, also where nobody looks at a terminal. */
function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
