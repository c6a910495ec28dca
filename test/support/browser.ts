import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { FoundGood, withoutTokens } from './same-page.ts';
import { expectValidHtml } from './web.ts';

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axeOptions = JSON.stringify({ runOnly: axeTags, resultTypes: ['violations'] });

/**
 * The short form: a page reads it in half the time, and hundreds of pages do. Its few letters beyond ASCII are escaped: with one of
 * them the browser hands all of it on in two bytes a letter, which takes another 7 ms a page.
 */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8').replaceAll(
  /[^\0-\x7f]/g,
  (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Straight to the browser: `page.evaluate` looks for a function in half a megabyte of text first. */
async function bringAxe(page: Page): Promise<void> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  const { exceptionDetails } = await (await session).send('Runtime.evaluate', { expression: axe });
  if (exceptionDetails !== undefined) throw new Error(`axe does not start: ${exceptionDetails.text}`);
}

/**
 * What there is to look at, in one question, as each costs the browser ten milliseconds: its HTML as `page.content()` gives it,
 * how much wider it is than the screen, and what decides beside its HTML how it looks: the screen, what the reader prefers, and
 * what was typed, chosen and focused.
 */
const look = `({
  html: (document.doctype === null ? '' : new XMLSerializer().serializeToString(document.doctype)) + document.documentElement.outerHTML,
  tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  circumstances: JSON.stringify([
    innerWidth, innerHeight, devicePixelRatio, getComputedStyle(document.documentElement).fontSize,
    ['print', '(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)', '(prefers-reduced-motion: reduce)']
      .map((media) => matchMedia(media).matches),
    [...document.querySelectorAll('input, select, textarea')].map((field) =>
      field.type === 'hidden' ? '' : [field.value, field.checked, field.disabled, field === document.activeElement]),
  ]),
})`;

interface Looked {
  readonly html: string;
  readonly tooWide: number;
  readonly circumstances: string;
}

const foundAccessible = new FoundGood();

/** What a visit to a page must always find: valid HTML, no axe violation (WCAG 2.2 AA), nothing wider than the screen. */
export async function expectGoodPage(page: Page, name: string): Promise<void> {
  const { html, tooWide, circumstances } = await page.evaluate<Looked>(look);
  await expectValidHtml(html, `${name} (${page.url()})`);
  await foundAccessible.orLook(`${circumstances} ${withoutTokens(html)}`, async () => {
    await bringAxe(page);
    const violations = await page.evaluate<string[]>(`axe.run(document, ${axeOptions}).then((found) =>
      found.violations.map((one) => one.id + ': ' + one.help + ' at ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`);
    expect(violations, `${name} (${page.url()}) passes axe`).toEqual([]);
  });
  expect(tooWide, `${name} fits the screen`).toBeLessThanOrEqual(0);
}
