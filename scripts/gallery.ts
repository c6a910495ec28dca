import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { photograph } from '../test/support/photograph.ts';
import { allAddresses, matches, notPages } from './gallery-pages.ts';

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
  readonly #portal: string;
  readonly #shown = new Map<string, Shown>();
  readonly #addresses: readonly string[];

  constructor(portal: string) {
    this.#portal = portal;
    const others = new Set(Object.values(notPages).flat());
    this.#addresses = allAddresses().filter((address) => !others.has(address) && !/[?]/.test(address));
  }

  async opens(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }

  /** Takes the page that is open, unless its address is shown already. */
  async takes(page: Page): Promise<void> {
    const address = this.#addressOf(new URL(page.url()).pathname);
    if (address === undefined || this.#shown.has(address)) return;
    const name = address.replaceAll(/[^a-z0-9-]+/gi, '.').replaceAll(/^\.|\.$/g, '') || 'home';
    const languages = this.#shown.size % 2 === 0 ? (['es', 'en'] as const) : (['en', 'es'] as const);
    await this.#reads(page, languages[0]);
    const title = await page.title();
    await page.setViewportSize(widths.desktop);
    await photograph(page, join(folder, `${name}.webp`), 'small');
    await page.setViewportSize(widths.phone);
    await this.#reads(page, languages[1]);
    await photograph(page, join(folder, `${name}.phone.webp`), 'small');
    await page.setViewportSize(widths.desktop);
    await page.context().clearCookies({ name: 'language' });
    this.#shown.set(address, { address, title: title.split(/ [·|–] /)[0] ?? title, picture: name });
  }

  /**
   * Walks from `starts` along the links of every page to all that somebody may see, also of pages that others took: they may
   * see links there that those had not. An address with the account alone is asked for with theirs.
   */
  async walks(context: BrowserContext, { starts, account }: { starts: readonly string[]; account: string }) {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const own = this.#addresses
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
      const address = this.#addressOf(new URL(path, this.#portal).pathname) ?? path;
      if (isEnough(address)) continue;
      asked.set(address, (asked.get(address) ?? 0) + 1);
      const answer = await page.goto(new URL(path, this.#portal).href).catch(() => undefined);
      if (answer?.ok() !== true || !/html/.test(answer.headers()['content-type'] ?? '')) continue;
      await this.takes(page);
      for (const link of await page.locator('a[href]').evaluateAll((links) => links.map((one) => `${one}`))) {
        const next = new URL(link);
        const nextAddress = this.#addressOf(next.pathname);
        if (next.origin !== this.#portal || nextAddress === undefined || isEnough(nextAddress)) continue;
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
    const addresses = [...new Set(this.#addresses)];
    const sections = groups.map(({ title, has }) => {
      const shown = addresses.flatMap((address) => (has(address) ? (this.#shown.get(address) ?? []) : []));
      return [`## ${title}`, ...shown.map(section)].join('\n\n');
    });
    const unseen = addresses.filter((address) => !this.#shown.has(address));
    await writeFile(
      file,
      [
        '# Gallery',
        'Every page of Caudal, on a desktop and on a phone, in Spanish or in English, as `npm run screenshots` last took them from the demo. Every page is in both languages; a click shows a picture larger.',
        ...sections,
        '## Without a picture',
        'They stand for a moment, answer a form or need something that the simulated town has not had yet.',
        unseen.map((address) => `- \`${address}\``).join('\n'),
        '',
      ].join('\n\n'),
    );
  }

  async #reads(page: Page, language: 'es' | 'en'): Promise<void> {
    await page.context().addCookies([{ name: 'language', value: language, url: this.#portal }]);
    await page.reload();
  }

  /** The most exact address that a path is of. */
  #addressOf(path: string): string | undefined {
    const found = this.#addresses.filter((address) => matches(address, path));
    return found.toSorted((one, other) => one.split(':').length - other.split(':').length)[0];
  }
}

const isForEverybody = (address: string): boolean => !/^\/(?:accounts|settings|console|demo|sandbox)\b/.test(address);

const section = ({ address, title, picture }: Shown): string => {
  const image = (name: string, width: number) =>
    `<a href="screenshots/gallery/${name}.webp"><img src="screenshots/gallery/${name}.webp" alt="${title}" width="${width}"></a>`;
  return [`### \`${address}\``, title, `${image(picture, 480)} ${image(`${picture}.phone`, 160)}`].join('\n\n');
};
