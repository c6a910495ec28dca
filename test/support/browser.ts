import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectValidHtml } from './web.ts';

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a visit to a page must always find: valid HTML, no axe violation (WCAG 2.2 AA), nothing wider than the screen. */
export async function expectGoodPage(page: Page, name: string): Promise<void> {
  await expectValidHtml(await page.content(), `${name} (${page.url()})`);
  await page.evaluate(axe.source);
  const violations = await page.evaluate<
    string[]
  >(`axe.run(document, { runOnly: ${JSON.stringify(axeTags)} }).then((found) =>
    found.violations.map((one) => one.id + ': ' + one.help + ' at ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`);
  expect(violations, `${name} (${page.url()}) passes axe`).toEqual([]);

  const tooWide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(tooWide, `${name} fits the screen`).toBeLessThanOrEqual(0);
}
