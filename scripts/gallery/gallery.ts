import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { photograph } from '../../test/support/photograph.ts';
import { addressOf, pageAddresses, pictureName } from './gallery-pages.ts';
import type { Told } from './told.ts';

/** Where the pictures go, and the document that shows them. */
const folder = join('docs', 'screenshots', 'gallery');
const file = join('docs', 'gallery.md');

const widths = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 760 } } as const;

interface Shown {
  readonly address: string;
  readonly title: string;
  readonly picture: string;
}

/** A picture of every page that somebody reaches, on a desktop and on a phone, in one language each. */
export class Gallery {
  readonly #shown = new Map<string, Shown>();
  readonly #shownAnew = new Set<string>();

  async opens(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }

  /** The next picture of these goes in the place of an earlier one. */
  awaits(addresses: readonly string[]): void {
    for (const address of addresses) this.#shownAnew.add(address);
  }

  /** Takes the page that is open, in one language on a desktop and in the other on a phone, unless its address is shown. */
  async takes(page: Page): Promise<void> {
    const address = await this.#toShow(page);
    if (address === undefined) return;
    const languages = this.#shown.size % 2 === 0 ? (['es', 'en'] as const) : (['en', 'es'] as const);
    await this.#reads(page, languages[0]);
    await this.#keeps(page, address, () => this.#reads(page, languages[1]));
    await page.context().clearCookies({ name: 'language' });
  }

  /** Takes a page that is the answer to a form: it stands this once, in the language it has. */
  async takesOnce(page: Page): Promise<void> {
    const address = await this.#toShow(page);
    if (address !== undefined) await this.#keeps(page, address);
  }

  /** The address of the page that is open, where it is of the gallery and not shown yet. */
  async #toShow(page: Page): Promise<string | undefined> {
    const address = addressOf(new URL(page.url()).pathname);
    if (address === undefined) return undefined;
    if (this.#shown.has(address) && !this.#shownAnew.has(address)) return undefined;
    const title = await page.title();
    if (title.startsWith('Error')) throw new Error(`${page.url()} is no page to show: ${title}`);
    return address;
  }

  async #keeps(page: Page, address: string, turns?: () => Promise<void>): Promise<void> {
    this.#shownAnew.delete(address);
    const picture = pictureName(address);
    const title = await page.title();
    await page.setViewportSize(widths.desktop);
    await photograph(page, join(folder, `${picture}.webp`), 'small');
    await page.setViewportSize(widths.phone);
    await turns?.();
    await photograph(page, join(folder, `${picture}.phone.webp`), 'small');
    await page.setViewportSize(widths.desktop);
    this.#shown.set(address, { address, title: title.split(/ [·|–] /)[0] ?? title, picture });
  }

  /**
   * Walks from `starts` along the links of every page to all that somebody may see, also of pages that others took: they may
   * see links there that those had not. An address with the account alone is asked for with theirs.
   */
  async walks(
    context: BrowserContext,
    { told, starts, account }: { told: Told; starts: readonly string[]; account: string },
  ): Promise<void> {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const own = pageAddresses
      .filter((address) =>
        starts.some((start) => (start === '/' ? isForEverybody(address) : address.startsWith(start))),
      )
      .map((address) => address.replace(/:account\b/, account))
      .filter((address) => !address.includes(':'));
    const waiting = [...new Set([...starts, ...own])];
    const asked = new Map<string, number>();
    // One of a kind is enough; another is asked for where the first led elsewhere.
    const isEnough = (address: string) => (asked.get(address) ?? 0) >= (this.#shown.has(address) ? 1 : 3);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const address = addressOf(new URL(path, told.portal).pathname) ?? path;
      if (isEnough(address)) continue;
      asked.set(address, (asked.get(address) ?? 0) + 1);
      const answer = await page.goto(new URL(path, told.portal).href).catch(() => undefined);
      if (answer?.ok() !== true || !/html/.test(answer.headers()['content-type'] ?? '')) continue;
      await this.takes(page);
      for (const link of await page.locator('a[href]').evaluateAll((links) => links.map((one) => `${one}`))) {
        const next = new URL(link);
        const nextAddress = addressOf(next.pathname);
        if (next.origin !== told.portal || nextAddress === undefined || isEnough(nextAddress)) continue;
        waiting.push(next.pathname + next.search);
      }
    }
    await page.close();
  }

  /** Writes the document of what was taken. */
  async closes(): Promise<void> {
    const groups = [
      {
        title: 'For everybody',
        has: (address: string) => !/^\/(?:accounts|settings|console|demo|sandbox)/.test(address),
      },
      { title: 'For a customer', has: (address: string) => /^\/(?:accounts|settings)/.test(address) },
      { title: 'For the staff', has: (address: string) => address.startsWith('/console') },
      { title: 'The demo', has: (address: string) => /^\/(?:demo|sandbox)/.test(address) },
    ];
    const sections = groups.map(({ title, has }) => {
      const shown = pageAddresses.flatMap((address) => (has(address) ? (this.#shown.get(address) ?? []) : []));
      return [`## ${title}`, ...shown.map(section)].join('\n\n');
    });
    const unseen = pageAddresses.filter((address) => !this.#shown.has(address));
    await writeFile(
      file,
      [
        '# Gallery',
        'Every page of Caudal, on a desktop and on a phone, in Spanish or in English, as `npm run screenshots` last took them from the demos of both towns, where simulated people go on their errands. Every page is in both languages; a click shows a picture larger.',
        ...sections,
        ...(unseen.length === 0
          ? []
          : [
              '## Without a picture',
              'New since the pictures were taken.',
              unseen.map((address) => `- \`${address}\``).join('\n'),
            ]),
        '',
      ].join('\n\n'),
    );
  }

  async #reads(page: Page, language: 'es' | 'en'): Promise<void> {
    await page.context().addCookies([{ name: 'language', value: language, url: new URL(page.url()).origin }]);
    await page.reload();
  }
}

const isForEverybody = (address: string): boolean => !/^\/(?:accounts|settings|console|demo|sandbox)\b/.test(address);

const section = ({ address, title, picture }: Shown): string => {
  const image = (name: string, width: number) =>
    `<a href="screenshots/gallery/${name}.webp"><img src="screenshots/gallery/${name}.webp" alt="${title}" width="${width}"></a>`;
  return [`### \`${address}\``, title, `${image(picture, 480)} ${image(`${picture}.phone`, 160)}`].join('\n\n');
};
