import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at A and AA, and what axe takes for good practice besides. */
const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

const told = ({ target, failureSummary }: NodeResult) => `${target.join(' ')}: ${failureSummary}`;

/**
 * With a list, a menu or a card open: it hangs at the end of the document and belongs to its button, not to a part of the page; its
 * field scrolls it by the arrow keys; and what it covers is not to be hit meanwhile.
 */
const OPENED: RunOptions = {
  ...OPTIONS,
  rules: {
    region: { enabled: false },
    'scrollable-region-focusable': { enabled: false },
    'target-size': { enabled: false },
  },
};

/** What axe-core finds wrong with the page as it stands; empty where nothing is. */
export async function axeViolations(page: Page, { opened = false } = {}): Promise<string[]> {
  // By the debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify(opened ? OPENED : OPTIONS)})`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${told(node)}`));
}
