import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { startDemoNetwork } from '../../network/startDemoNetwork';
import { startBrowser } from '../startBrowser';
import { cutWire } from './Outage';
import type { Journey } from './Journey';
import type { Setting } from './settings';
import { Walk } from './Walk';

/** What `npm start` shows, with its sign-in, and a browser that reaches nothing else. */
export interface Pages {
  /** Fails when a step does, when a page complains, and when anything beyond this machine was asked. */
  walk(journey: Journey, setting: Setting): Promise<void>;
  close(): Promise<void>;
}

/** @param outageIn how a city of the network is taken away */
export async function startPages(executablePath: string, outageIn = cutWire): Promise<Pages> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const started = await startBrowser(executablePath);
    closers.push(() => started.close());
    const issuer = await startDemoIssuer();
    closers.push(() => issuer.close());
    // A browser and a network share the machine: what takes long here would not be late elsewhere.
    const network = await startDemoNetwork({ timeoutMs: 20_000, breakerResetMs: 500, signIn: issuer.signIn });
    closers.push(() => network.close());
    const outage = await outageIn(network);
    closers.push(() => outage.close());
    return {
      walk: async ({ walk: steps }, setting) => {
        const walk = await Walk.begin(started.browser, setting, { network, outage, friends: [issuer.signIn.issuer] });
        try {
          await steps(walk);
          expect([walk.troubles, started.trap.caught]).toEqual([[], []]);
        } finally {
          await walk.end();
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
