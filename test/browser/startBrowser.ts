import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findProgram } from '../optional/findProgram';
import { startTrap } from './startTrap';
import type { Trap } from './startTrap';

/** The system's Chromium, if there is one: the headless shell first, which takes some two thirds of the CPU. */
export const chromiumPath = findProgram(
  'CHROMIUM',
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
);

export const CHROMIUM_ADVICE = 'chromium: install it, or name one in CHROMIUM';

export interface TestBrowser {
  readonly browser: Browser;
  /** Where all that would leave this machine ends. */
  readonly trap: Trap;
  close(): Promise<void>;
}

/** Starts a browser that reaches this machine alone. */
export async function startBrowser(executablePath: string): Promise<TestBrowser> {
  const trap = await startTrap();
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
      `--proxy-server=${trap.url}`,
    ],
  });
  return {
    ...{ browser, trap },
    close: async () => {
      await browser.close();
      await trap.close();
    },
  };
}
