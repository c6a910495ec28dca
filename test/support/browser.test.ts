import { expect, inject, test } from 'vitest';
import { expectGoodPage } from './browser.ts';
import { launchBrowser } from './chromium.ts';

const program = inject('browser');
const page = (main: string) =>
  `<!DOCTYPE html><html lang="en"><head><title>Bills</title></head><body><main>${main}</main></body></html>`;

test.skipIf(program === null)(
  'a good page passes; one with a fault for those who cannot see, or too wide, does not',
  async () => {
    const browser = await launchBrowser(program ?? undefined);
    try {
      const shown = await browser.newPage({ viewport: { width: 320, height: 600 } });
      await shown.setContent(page('<h1>Bills</h1>'));
      await expectGoodPage(shown, 'good');
      await shown.setContent(page('<h1>Bills</h1><svg role="img"></svg>'));
      await expect(expectGoodPage(shown, 'nameless')).rejects.toThrow(/passes axe/);
      await shown.setContent(
        page('<h1>Bills</h1><pre>a line that goes on and on and on, far beyond the edge of a phone</pre>'),
      );
      await expect(expectGoodPage(shown, 'wide')).rejects.toThrow(/fits the screen/);
    } finally {
      await browser.close();
    }
  },
);
