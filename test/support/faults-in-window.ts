import type { Page } from 'playwright-core';

/** The windows that a page has to fit: two phones, a tablet, two screens. */
const windowWidths = [320, 375, 768, 1280, 1440] as const;

/**
 * What is wrong with a page in the window it stands in: wider than it, words under 14 px, something to press under 24 px. A
 * link among the words of a sentence is as high as its line.
 */
const faultsNow = `(() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const named = (element) => (element.textContent || element.name || element.id).trim().slice(0, 40);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push('wider than the window by ' + (scrollWidth - clientWidth));
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.closest('script, noscript') !== null || !shown(element)) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < 13.99) faults.push(size + ' px: ' + node.data.trim().slice(0, 40));
  }
  const isInSentence = (target) => target.matches('a') && getComputedStyle(target).display === 'inline' &&
    [...target.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 3);
  for (const target of document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden]), textarea')) {
    // A box and a dot are pressed by their words.
    const pressed = target.matches('.usa-checkbox__input, .usa-radio__input') ? target.nextElementSibling : target;
    const { width, height, right, bottom } = pressed.getBoundingClientRect();
    if (!shown(pressed) || right <= 0 || bottom <= 0 || isInSentence(target)) continue;
    if (width < 23.99 || height < 23.99) faults.push(Math.round(width) + ' x ' + Math.round(height) + ' px to press: ' + named(target));
  }
  return faults;
})()`;

/** The faults of a page at every width. */
export async function faultsInWindows(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const titles = await page.locator('h1').count();
  if (titles !== 1) faults.push(`has ${titles} titles`);
  for (const width of windowWidths) {
    await page.setViewportSize({ width, height: 900 });
    for (const fault of await page.evaluate<string[]>(faultsNow)) faults.push(`${width}: ${fault}`);
  }
  return faults;
}
