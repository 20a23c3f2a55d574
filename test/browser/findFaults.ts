import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with a page, one line for each element; empty is good.
 *
 * @param rules those of axe's that are held against it; without them, all
 */
export async function findFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // As an expression of the debugger it runs whatever the page's policy on scripts.
  await page.evaluate(`if (!window.axe) { ${axe} }`);
  // Nor has it to describe each element in which it found nothing wrong.
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules !== undefined && { runOnly: rules }) });
  return await page.evaluate<string[]>(
    `axe.run(${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
       nodes.map(({ target, html }) => id + ' ' + target.join(' ') + ' ' + html.slice(0, 120))))`,
  );
}
