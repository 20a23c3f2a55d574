import type { BenchOptions } from '../Bench';
import { askFor } from './askFor';
import { CONNECTIONS } from './Condition';
import type { Gateways } from './openGateways';

/** Until V8 has compiled what a gateway does all the time. */
const QUICK_MS = 500;
const FULL_MS = 10_000;

/** Has every gateway answer for a while before anything is measured. */
export async function warmUp(
  gateways: Gateways,
  { quick, signal }: Pick<BenchOptions, 'quick' | 'signal'>,
  tell: (what: string) => void,
): Promise<void> {
  await gateways.set({ mode: 'recorded', delayMs: 0 });
  for (const checked of gateways.targets) {
    tell(`warming up ${checked.target.name}`);
    await askFor(checked, { turnMs: quick ? QUICK_MS : FULL_MS, connections: CONNECTIONS }, signal);
  }
}
