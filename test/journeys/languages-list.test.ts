import { expect } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import { paths } from '../../src/web/paths.ts';
import { words, wordsOf } from '../../src/web/words/words.ts';
import { referenceUtility } from '../support/web.ts';
import { test } from './support/journey.ts';
import { Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';

/** A third language, whose words are the English ones. */
const vietnamese = wordsOf(en, 'vi', 'America/Los_Angeles');
const three = {
  utility: { ...referenceUtility, languages: ['es', 'en', 'vi'] as [string, ...string[]] },
  words: (language: string) => (language === 'vi' ? vietnamese : words(language, 'America/Los_Angeles')),
};

const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

test.for([320, 375, 1280])(
  'with three languages the list opens and switches by keyboard, %i pixels wide',
  async (width, { db, browser }) => {
    const portal = await startPortal(db, undefined, three);
    for (const javaScript of [true, false]) {
      const person = await Person.at(browser, portal, { language: 'en', javaScript, width });
      const { page } = person;
      await page.goto(`${portal.url}${paths.registration.findAccount}`);
      const summary = page.locator('.c-language-list > summary');
      await page.locator('#number').fill('00123456');
      await summary.focus();
      await page.keyboard.press('Enter');
      const list = page.locator('.c-language-list ul');
      const box = await list.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(await page.evaluate(tooWide)).toBe(0);
      const buttons = list.locator('button[name="language"]');
      expect(await buttons.allInnerTexts()).toEqual(['Español', 'Tiếng Việt']);
      for (const button of await buttons.all()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Español');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('html[lang="vi-US"]').waitFor({ state: 'attached' });
      expect(await page.locator('#number').inputValue()).toBe('00123456');
      await person.leaves();
    }
    await portal.close();
  },
);
