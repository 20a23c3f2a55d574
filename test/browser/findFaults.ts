import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, one line for each element; empty is good. */
export async function findFaults(page: Page): Promise<string[]> {
  // As an expression of the debugger it runs whatever the page's policy on scripts.
  await page.evaluate(`if (!window.axe) { ${axe} }`);
  // Nor has it to describe each element in which it found nothing wrong.
  return await page.evaluate<string[]>(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
       nodes.map(({ target, html }) => id + ' ' + target.join(' ') + ' ' + html.slice(0, 120))))`,
  );
}
