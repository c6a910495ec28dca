import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** At most so much of a page is seen: a picture of it, not the page. */
const tallest = { small: 1100, usual: 1100, whole: 2400 };

/** The page as WebP, from its top and as wide as its window, of a size that a document is read with. */
export async function photograph(page: Page, file: string, size: keyof typeof tallest = 'usual'): Promise<void> {
  const { width = 0, height: usual = 0 } = page.viewportSize() ?? {};
  const scale = (width > 600 ? 0.6 : 0.8) * (size === 'small' ? 0.8 : 1);
  const height = Math.min(await page.evaluate<number>('document.documentElement.scrollHeight'), tallest[size]);
  // A window as tall as the picture: what stays at the window's edge is at the picture's.
  await page.setViewportSize({ width, height });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    ...({ format: 'webp', quality: size === 'small' ? 55 : 70 } as const),
    clip: { x: 0, y: 0, width, height, scale },
  });
  await session.detach();
  await page.setViewportSize({ width, height: usual });
  await writeFile(file, Buffer.from(data, 'base64'));
}
