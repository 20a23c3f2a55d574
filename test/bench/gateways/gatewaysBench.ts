import type { Bench } from '../Bench';
import type { Measured } from './measure';
import { measure } from './measure';
import { warmUp } from './warmUp';
import { openGateways } from './openGateways';
import { installEngines } from './targets/hive/installEngines';
import { toFigures } from './toFigures';
import { toRows } from './toRows';

const SIZES = [5, 20] as const;
const MODES = ['recorded', 'executing'] as const;
const DELAYS_MS = [0, 20] as const;

/**
 * The hub beside other ways to ask many cities, and beside the least that any of them has to do: throughput, latency, and
 * what the gateway takes of a processor. See README.md.
 */
export const gatewaysBench: Bench = {
  name: 'gateways',
  async run({ quick, seed, signal }, tell) {
    const measured: Measured[] = [];
    const engines = await installEngines(signal, say);
    for (const cities of SIZES) {
      const gateways = await openGateways({ network: { cities, seed }, engines, signal }, tell);
      try {
        await warmUp(gateways, { quick, signal }, tell);
        for (const mode of MODES) {
          for (const delayMs of DELAYS_MS) {
            const under = await measure(gateways, { mode, cities, delayMs }, { quick, signal }, tell);
            if (under.unrecorded > 0) say(describeUnrecorded(under));
            measured.push(under);
          }
        }
      } finally {
        tell('ending');
        await gateways.close();
      }
    }
    return { rows: measured.flatMap(toRows), figures: measured.flatMap((under) => toFigures(under, quick)) };
  },
};

function describeUnrecorded({ unrecorded, condition: { mode, cities, delayMs } }: Measured): string {
  const under = `${cities} cities, ${mode}, ${delayMs} ms`;
  return `${under}: cities were asked ${unrecorded} requests that were not recorded before, so some turns took too long.`;
}

/** A line that stands, also where nobody looks at a terminal. */
function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
