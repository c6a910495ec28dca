import type { Browser, Page } from 'playwright-core';
import { fillIn, press } from '../../test/support/by-hand.ts';
import { codeNow } from '../../test/support/code-now.ts';
import type { Gallery } from './gallery.ts';
import type { Told } from './told.ts';

/** Somebody at a browser who does what people do in the demo, in English, and shows pages to the gallery on the way. */
export class Visitor {
  readonly page: Page;
  readonly #gallery: Gallery;
  readonly #told: Told;

  private constructor(page: Page, gallery: Gallery, told: Told) {
    this.page = page;
    this.#gallery = gallery;
    this.#told = told;
  }

  static async at(browser: Browser, { gallery, told }: { readonly gallery: Gallery; readonly told: Told }) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    context.setDefaultTimeout(20_000);
    return new Visitor(await context.newPage(), gallery, told);
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.#told.portal).href);
  }

  async presses(name: RegExp): Promise<void> {
    const { page } = this;
    const from = page.url();
    await press(page, name).catch((cause: unknown) => {
      throw new Error(`nothing of ${from} that says ${name} can be pressed`, { cause });
    });
  }

  async fills(fields: Readonly<Record<string, string | true>>): Promise<void> {
    const { page } = this;
    await fillIn(page, fields).catch((cause: unknown) => {
      throw new Error(`${page.url()} cannot be filled in with ${Object.keys(fields).join(', ')}`, { cause });
    });
  }

  /** Chooses a file in a field. */
  async chooses(field: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.setInputFiles(`main [name=${field}]`, file);
  }

  /** What the page says. */
  text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen
    return this.page.locator('main').innerText();
  }

  /** Follows the first link of the page whose address matches. */
  async follows(address: RegExp): Promise<void> {
    await this.opens(await this.link(address));
  }

  /** The address of the first link that matches. */
  async link(address: RegExp): Promise<string> {
    const [wanted] = await this.links(address);
    if (wanted === undefined) throw new Error(`no link to ${address} on ${this.page.url()}`);
    return wanted;
  }

  async links(address: RegExp): Promise<readonly string[]> {
    const links = await this.page.locator('main a[href]').evaluateAll((found) => found.map((one) => `${one}`));
    return links.filter((one) => address.test(one));
  }

  /** Opens a page again and again until what the worker does is there: a link that matches. */
  async until(path: string, address: RegExp): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      await this.opens(path);
      if ((await this.links(address)).length > 0) return;
      await this.page.waitForTimeout(200);
    }
    throw new Error(`no link to ${address} comes to ${path}`);
  }

  /** Opens a page again and again until it says so. */
  async untilItSays(path: string, words: RegExp): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      await this.opens(path);
      if (words.test(await this.text())) return;
      await this.page.waitForTimeout(200);
    }
    throw new Error(`${path} does not come to say ${words}`);
  }

  /** Shows the page that is open, and has it in English before them again. */
  async shows(): Promise<void> {
    await this.#gallery.takes(this.page);
    await this.page.reload();
  }

  /** Shows a page that is the answer to a form. */
  async showsOnce(): Promise<void> {
    await this.#gallery.takesOnce(this.page);
  }

  /** Opens a page and shows it. */
  async goes(path: string): Promise<void> {
    await this.opens(path);
    await this.shows();
  }

  /** Reads every page in a language from now on. */
  async speaks(language: 'es' | 'en'): Promise<void> {
    await this.page.context().addCookies([{ name: 'language', value: language, url: this.#told.portal }]);
  }

  /** The link of the newest mail that the demo mailbox holds for an address, about a subject. */
  async mailedLink(to: string, subject: RegExp): Promise<string> {
    for (let tries = 0; tries < 100; tries += 1) {
      await this.opens(`/demo/mailbox?${new URLSearchParams({ to })}`);
      const mail = this.page.locator('main table a', { hasText: subject }).first();
      if ((await mail.count()) > 0) {
        await this.opens((await mail.getAttribute('href')) ?? '');
        return (await this.page.locator('.c-letter a').first().getAttribute('href')) ?? '';
      }
      await this.page.waitForTimeout(200);
    }
    throw new Error(`no mail about ${subject} came to ${to}`);
  }

  async signsIn(email: string, password: string): Promise<void> {
    await this.opens('/sign-in');
    await this.fills({ email, password });
    await this.presses(/^Sign in$/);
  }

  /** Signs in at the console in a role, as the demo says. */
  async worksAs(role: string): Promise<void> {
    await this.goes('/console/sign-in');
    await this.fills({ email: `${role}@demo.example`, password: this.#told.password });
    await this.presses(/^Sign in/);
    await this.shows();
    await this.fills({ code: codeNow(fromBase32(this.#told.authenticator(role))) });
    await this.presses(/./);
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }
}

/** The text that an authenticator's base32 secret stands for. */
export function fromBase32(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []).toString();
}
