/**
 * Pictures for the documents: those of the notice from its own journey, then the demo, started as `npm start` does, where a
 * simulated customer registers through the pages, and a gallery of every page. Run by `npm run screenshots`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { paths } from '../src/web/paths.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { Gallery } from './gallery.ts';

const folder = join('docs', 'screenshots');
const port = '4177';
const portal = `http://localhost:${port}`;
const wide = { width: 1280, height: 900 };
/** A whole chart with its weather. */
const tall = { width: 1280, height: 1270 };
const phone = { width: 320, height: 640 };

/** `notice` or `demo` where only those pictures are wanted. */
const wanted = process.argv.slice(2);
const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part);

if (isWanted('notice')) await noticeJourney();

/** What the demo printed when it had started. */
let printed = '';
if (isWanted('demo')) await demoPictures();

/** The notice's journey keeps a picture of each of its steps. */
async function noticeJourney(): Promise<void> {
  const journey = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/journeys/the-notice.test.ts'],
    {
      stdio: 'inherit',
      env: { ...process.env, PHOTOGRAPHS: join(folder, 'notice') },
    },
  );
  const [code] = await once(journey, 'exit');
  if (code !== 0) throw new Error('the journey of the notice failed');
}

async function demoPictures(): Promise<void> {
  const demo = spawn(process.execPath, ['bin/caudal.mjs', 'up', '--port', port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  printed = await new Promise<string>((resolve, reject) => {
    let text = '';
    demo.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ctrl-C stops')) resolve(text);
    });
    demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });

  const browser = await launchBrowser();
  try {
    await mkdir(folder, { recursive: true });
    const gallery = new Gallery(portal);
    await gallery.opens();
    await customer(browser, gallery);
    const account = await leaking(browser, gallery);
    await staff(browser, { gallery, account });
    await gallery.closes();
  } finally {
    await browser.close();
    demo.removeAllListeners('exit');
    demo.kill('SIGTERM');
  }
}

async function customer(from: Browser, gallery: Gallery): Promise<void> {
  const page = await open(from, wide, 'es-US');
  await gallery.walks(page.context(), { starts: [paths.home], account: 'none' });
  const sample = /(\d{8}-\d{7})\s+ZIP (\S+)\s+had autopay; still in time/.exec(printed);
  if (sample?.[1] === undefined || sample[2] === undefined) throw new Error('the demo names no bill to register with');
  const email = `screenshots-${Date.now()}@mail.example`;
  await page.goto(`${portal}/register`);
  await page.fill('[name=number]', sample[1]);
  await page.fill('[name=zip]', sample[2]);
  await page.click('main button');
  if (page.url().includes('/register/claimed'))
    throw new Error('the sample bill is registered already: remove .caudal and run again');
  await gallery.takes(page);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', 'cuatro puentes sobre el agua clara');
  await page.click('label[for=consent]', { position: { x: 8, y: 10 } });
  // Above it stand the button for people without an email and one that nobody sees.
  await page.click('main .usa-button:not(.usa-button--unstyled)');
  await gallery.takes(page);
  await page.goto(await mailedLink(page, email));
  await gallery.takes(page);
  await page.click('main button');
  await gallery.takes(page);
  await page.goto(`${portal}/accounts/${sample[1]}`);
  await page.setViewportSize(phone);
  await photograph(page, 'account-phone');
  await page.setViewportSize(wide);
  await page.goto(`${portal}/accounts/${sample[1]}/bills`);
  await page.click('main table a');
  await page.locator('main details summary').nth(1).click();
  await photograph(page, 'bill');
}

/** The simulated customer who registered already: the meter sends hours, and a leak began last week. */
async function leaking(from: Browser, gallery: Gallery): Promise<string> {
  const [, email, number] = /sign in as\s+(\S+@mail\.example)\s+account (\S+)/.exec(printed) ?? [];
  if (email === undefined || number === undefined) throw new Error('the demo names no customer who registered already');
  const page = await open(from, tall, 'es-US');
  await page.goto(`${portal}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', /password\s+(.+)/.exec(printed)?.[1]?.trim() ?? '');
  await page.click('main button');
  await page.goto(`${portal}/accounts/${number}/use?by=day&on=2026-04-10`);
  await photograph(page, 'water-use');
  await page.setViewportSize(wide);
  await page.setViewportSize(wide);
  await gallery.walks(page.context(), { starts: [paths.accounts, paths.settings], account: number });
  await page.goto(`${portal}${paths.pay(number)}`);
  await page.locator('main button').last().click();
  await gallery.takes(page);
  return number;
}

async function staff(from: Browser, { gallery, account }: { gallery: Gallery; account: string }): Promise<void> {
  const page = await open(from, wide, 'en-US');
  await signsIn(page, 'csr', gallery);
  await page.goto(`${portal}/console/transition`);
  await photograph(page, 'console-the-move');
  const starts = [paths.console.home];
  await gallery.walks(page.context(), { starts, account });
  for (const role of ['supervisor', 'billing', 'conservation', 'admin']) {
    const colleague = await open(from, wide, 'es-US');
    await signsIn(colleague, role, gallery);
    await gallery.walks(colleague.context(), { starts, account });
  }
}

async function signsIn(page: Page, role: string, gallery: Gallery): Promise<void> {
  const password = /password\s+(.+)/.exec(printed)?.[1]?.trim() ?? '';
  const secret = new RegExp(`${role}%40demo.example\\?secret=([A-Z2-7]+)`).exec(printed)?.[1] ?? '';
  await page.goto(`${portal}/console/sign-in`);
  await gallery.takes(page);
  await page.fill('[name=email]', `${role}@demo.example`);
  await page.fill('[name=password]', password);
  await page.click('main button');
  await gallery.takes(page);
  await page.fill('[name=code]', await authenticatorCode(secret));
  await page.click('main button');
}

async function open(from: Browser, viewport: { width: number; height: number }, locale: string): Promise<Page> {
  return (await from.newContext({ viewport, locale })).newPage();
}

async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
}

/** The link of the mail that the demo mailbox holds for this address. */
async function mailedLink(page: Page, email: string): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto(`${portal}/demo/mailbox?${new URLSearchParams({ to: email })}`);
    const mail = page.locator('main table a').first();
    if ((await mail.count()) > 0) {
      await mail.click();
      return (await page.locator('.c-letter a').first().getAttribute('href')) ?? '';
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`no mail came to ${email}`);
}

/** The six digits that an authenticator app shows now for a base32 secret (RFC 6238). */
async function authenticatorCode(secret: string): Promise<string> {
  const { totpCode } = await import('../src/gateways/totp.ts');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return totpCode(Buffer.from(bytes).toString(), Temporal.Now.instant());
}
