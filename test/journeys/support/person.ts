import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StaffRole } from '../../../src/domain/access/index.ts';
import { expectGoodPage } from '../../support/browser.ts';
import { fillIn, press } from '../../support/by-hand.ts';
import { codeNow } from '../../support/code-now.ts';
import { hireStaff, staffPassword } from '../../support/staff.ts';
import type { RunningPortal } from './portal.ts';

/** How long a page, a mail or a text may take on a machine that does much else, in milliseconds. */
const patience = 240_000;

export interface Habits {
  readonly language: 'es' | 'en';
  readonly javaScript: boolean;
  /** 320 is the narrowest phone we serve. */
  readonly width?: number;
}

/** Somebody at a browser, who reads every page they come to: valid HTML, axe, and nothing wider than the screen. */
export class Person {
  readonly page: Page;
  readonly #portal: RunningPortal;
  readonly #context: BrowserContext;
  /** Where pages run no script: what keeps theirs from running, and lets axe, which is one, run once the page stands. */
  readonly #scripts: CDPSession | undefined;

  private constructor(portal: RunningPortal, context: BrowserContext, page: Page, scripts: CDPSession | undefined) {
    this.#portal = portal;
    this.#context = context;
    this.page = page;
    this.#scripts = scripts;
  }

  static async at(browser: Browser, portal: RunningPortal, habits: Habits): Promise<Person> {
    const context = await browser.newContext({
      locale: habits.language === 'es' ? 'es-US' : 'en-US',
      viewport: { width: habits.width ?? 320, height: 800 },
    });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    const scripts = habits.javaScript ? undefined : await context.newCDPSession(page);
    await scripts?.send('Emulation.setScriptExecutionDisabled', { value: true });
    return new Person(portal, context, page, scripts);
  }

  /** Signs in as registration leaves somebody; the sign-in page has journeys of its own. */
  async signsIn(loginId: string): Promise<void> {
    await this.#takes(await this.#portal.deps.customers.begin(loginId, new Headers()));
  }

  /** Begins to work in a role, signed in with password and code; the staff's sign-in page has a journey of its own. */
  async worksAs(role: StaffRole): Promise<void> {
    const { deps } = this.#portal;
    const secret = await hireStaff(deps, role);
    const first = await deps.staffRealm.withPassword(`${role}@staff.example.org`, staffPassword, new Headers());
    const cookie = (first?.cookies ?? []).map((one) => one.split(';')[0]).join('; ');
    const code = codeNow(secret);
    const second = await deps.staffRealm.withCode(code, new Headers({ cookie }));
    if (second === undefined) throw new Error(`${role} is not let in`);
    await this.#takes(second.cookies);
  }

  async #takes(cookies: readonly string[]): Promise<void> {
    const pairs = cookies.map((cookie) => cookie.split(';')[0] ?? '');
    await this.#context.addCookies(
      pairs
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => ({ name, value: decodeURIComponent(value), url: this.#portal.url })),
    );
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(path.startsWith('http') ? path : `${this.#portal.url}${path}`);
    await this.reads();
  }

  /** Presses a button or follows a link by what it says. */
  async presses(name: RegExp): Promise<void> {
    await press(this.page, name);
    await this.reads();
  }

  /** Goes on from question to question of a pay page, and from its summary to the processor. */
  async goesToPay({ anyway = false } = {}): Promise<void> {
    const on = /^(?:Continuar|Continue)$/;
    for (let asked = 0; asked < 2; asked += 1) {
      if ((await this.page.locator('main').getByRole('button', { name: on }).count()) > 0) await this.presses(on);
    }
    if (anyway) await this.fills({ beside_another: true });
    await this.presses(/Ir a la página de pago|Go to the payment page/);
  }

  /** Fills fields by name: text where it is typed, `true` to check, or the value of a choice. */
  async fills(fields: Readonly<Record<string, string | true>>): Promise<void> {
    await fillIn(this.page, fields);
  }

  async reads(): Promise<void> {
    await this.#scripts?.send('Emulation.setScriptExecutionDisabled', { value: false });
    await expectGoodPage(this.page, await this.page.title());
    await this.#scripts?.send('Emulation.setScriptExecutionDisabled', { value: true });
  }

  /** What the page says, white space folded. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen
    return (await this.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  }

  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    const text = await this.text();
    for (const word of words) expect(text).toMatch(word instanceof RegExp ? word : new RegExp(literally(word)));
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** The first link of the newest mail to `recipient` about `subject`, once it has arrived. */
  async linkMailed(recipient: string, subject: RegExp): Promise<string> {
    const text = await this.mailed(recipient, subject);
    const link = /https?:\/\/localhost\S+/.exec(text)?.[0];
    if (link === undefined) throw new Error(`no link in ${text}`);
    return link;
  }

  mailed(recipient: string, subject: RegExp): Promise<string> {
    return this.#arrives('select subject, body_text as body from demo.mail', { recipient, subject });
  }

  /** The newest text to a number that says `words`, once it has arrived. */
  texted(recipient: string, words: RegExp): Promise<string> {
    return this.#arrives('select body as subject, body from demo.text', { recipient, subject: words });
  }

  async #arrives(select: string, wanted: { readonly recipient: string; readonly subject: RegExp }): Promise<string> {
    for (const began = performance.now(); performance.now() - began < patience; ) {
      const arrived = await this.#portal.deps.db.query<{ subject: string; body: string }>(
        `${select} where recipient = $1 order by id desc`,
        [wanted.recipient],
      );
      const found = arrived.find((one) => wanted.subject.test(one.subject));
      if (found !== undefined) return found.body;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no ${wanted.subject} came to ${wanted.recipient}`);
  }

  async leaves(): Promise<void> {
    await this.#context.close();
  }
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
