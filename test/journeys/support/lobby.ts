import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectGoodPage } from '../../support/browser.ts';
import type { Person } from './person.ts';

/** An administrator adds a computer in the console; gives the code to type on it. */
export async function codeForLobby(admin: Person): Promise<string> {
  await admin.worksAs('admin');
  await admin.opens('/console/kiosks');
  await admin.fills({ name: 'Lobby, left' });
  await admin.presses(/Add and show the code/);
  const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(await admin.text())?.[0];
  if (code === undefined) throw new Error('no code is shown');
  return code;
}

/** The computer in the lobby, for one visitor after the other. */
export class Lobby {
  readonly page: Page;
  /** Every address that it ever showed. */
  readonly seen = new Set<string>();
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    page.on('framenavigated', (frame) => void this.seen.add(frame.url()));
  }

  static async at(context: BrowserContext, url: string): Promise<Lobby> {
    return new Lobby(context.pages()[0] ?? (await context.newPage()), url);
  }

  async isSetUp(code: string): Promise<void> {
    await this.opens('/kiosk');
    await this.fills({ code });
    await this.presses('Preparar esta computadora');
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    expect(this.path).toBe('/kiosk');
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
    await expectGoodPage(this.page, path);
  }

  async presses(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name }).first();
    const pressed = (await button.count()) > 0 ? button : this.page.getByRole('link', { name }).first();
    await Promise.all([this.page.waitForEvent('load'), pressed.click()]);
    await expectGoodPage(this.page, String(name));
  }

  async fills(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.page.locator(`main [name="${name}"]`).fill(value);
  }

  /** Types on the keyboard on the screen, key by key. */
  async touches(field: string, text: string): Promise<void> {
    await this.page.locator(`main [name="${field}"]`).focus();
    const board = this.page.locator('.c-keyboard');
    if (!(await board.isVisible())) await this.page.locator('[data-keyboard]').click();
    for (const letter of text) {
      const name = letter === ' ' ? 'Espacio' : letter;
      await board.getByRole('button', { name, exact: true }).click();
    }
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen
    return this.page.locator('body').innerText();
  }
}

/** The files below a folder that say one of the words, as text or in the two bytes a letter of Chromium's own strings. */
export async function filesSaying(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const word of words) {
      if (bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le'))) {
        found.push(`${path} says ${word}`);
      }
    }
  }
  return found;
}
