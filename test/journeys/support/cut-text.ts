import type { Page } from 'playwright-core';

// Runs in the page. What is kept for screen readers alone, and the labels of charts, are no text of the page's flow.
const look = `(() => {
  const faults = new Set();
  const clips = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.data.trim();
    const element = node.parentElement;
    if (words === '' || element.closest('script, noscript, style, svg, .usa-sr-only, .usa-skipnav, option') !== null) continue;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1 && box.right > 0);
    let isFixed = false;
    let edge = { left: 0, right: document.documentElement.clientWidth };
    let isScrolled = false;
    for (let above = element; above !== null; above = above.parentElement) {
      const style = getComputedStyle(above);
      if (style.position === 'fixed' || style.position === 'sticky') isFixed = true;
      if (scrolls(style.overflowX)) isScrolled = true;
      if (isScrolled || above === document.body || above === document.documentElement) continue;
      if (!clips(style.overflowX) && !clips(style.overflowY)) continue;
      const around = above.getBoundingClientRect();
      if (around.width <= 1) boxes.length = 0;
      if (boxes.some((box) => box.right > around.right + 1.5 || box.bottom > around.bottom + 3)) faults.add('cut: ' + words.slice(0, 60));
    }
    if (!isScrolled && boxes.some((box) => box.right > edge.right + 1.5 || box.left < edge.left - 1.5)) faults.add('outside: ' + words.slice(0, 60));
    if (!isFixed && !isScrolled) texts.push({ words, boxes });
  }
  for (const [index, one] of texts.entries())
    for (const other of texts.slice(index + 1))
      for (const a of one.boxes)
        for (const b of other.boxes)
          if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8)
            faults.add('over each other: ' + one.words.slice(0, 40) + ' / ' + other.words.slice(0, 40));
  return [...faults];
})()`;

/** Texts of a page that are cut, lie outside of the window, or lie over each other. */
export const cutText = (page: Page): Promise<string[]> => page.evaluate<string[]>(look);
