import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, as a person who cannot use a mouse finds it. */
interface Focused {
  readonly tag: string;
  /** What a screen reader would call it: its label, or its own words. */
  readonly name: string;
  readonly field: string;
  readonly isMarked: boolean;
  readonly isInView: boolean;
}

// Runs in the page. A checkbox and a radio button of USWDS are drawn by their label; what slides into view has its time.
const look = `(async () => {
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
  const element = document.activeElement ?? document.body;
  const labels = [...(element.labels ?? [])];
  const shown = ['checkbox', 'radio'].includes(element.type) ? labels[0] ?? element : element;
  const marks = [getComputedStyle(element), getComputedStyle(shown), getComputedStyle(shown, '::before')];
  const box = shown.getBoundingClientRect();
  const written = labels.map((label) => label.textContent).join(' ') || element.textContent;
  return {
    tag: element.tagName.toLowerCase(),
    name: (element.getAttribute('aria-label') ?? written).replaceAll(/\\s+/g, ' ').trim(),
    field: element.getAttribute('name') ?? '',
    isMarked: marks.some((style) => (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'),
    isInView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
})()`;

/** Somebody with nothing but a keyboard. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on from where the focus is to what is called `name`. Every stop on the way must be visible and marked. */
  async tabsTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < 60; stops += 1) {
      await this.#page.keyboard.press('Tab');
      const focused = await this.focused();
      passed.push(`${focused.tag} ${focused.name}`);
      if (focused.tag === 'body') break;
      expect(focused, `the focus is seen on ${this.#page.url()}`).toMatchObject({ isMarked: true, isInView: true });
      if (name.test(focused.name)) return;
    }
    throw new Error(`${name} is not reached on ${this.#page.url()}: ${passed.join(' → ')}`);
  }

  /** Tabs to a link or button and presses it, as far as the page it leads to. */
  async presses(name: RegExp): Promise<void> {
    await this.tabsTo(name);
    await Promise.all([this.#page.waitForEvent('load'), this.#page.keyboard.press('Enter')]);
  }

  async types(field: RegExp, text: string): Promise<void> {
    await this.tabsTo(field);
    await this.#page.keyboard.type(text);
  }

  async checks(field: RegExp): Promise<void> {
    await this.tabsTo(field);
    await this.#page.keyboard.press('Space');
  }

  async focused(): Promise<Focused> {
    return this.#page.evaluate<Focused>(look);
  }
}
