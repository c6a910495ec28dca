import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** At most so much of a page is seen: a picture of it, not the page. */
const tallest = 1100;

/** The page as WebP, from its top and as wide as its window, of a size that a document is read with. */
export async function photograph(page: Page, file: string, size: 'small' | 'usual' = 'usual'): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const scale = (width > 600 ? 0.6 : 0.8) * (size === 'small' ? 0.8 : 1);
  const tall = await page.evaluate<number>('document.documentElement.scrollHeight');
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    ...({ format: 'webp', quality: size === 'small' ? 55 : 70, captureBeyondViewport: true } as const),
    clip: { x: 0, y: 0, width, height: Math.min(tall, tallest), scale },
  });
  await session.detach();
  await writeFile(file, Buffer.from(data, 'base64'));
}
