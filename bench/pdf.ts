import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import type { BillDocument } from '../src/domain/billing/index.ts';
import { cents } from '../src/domain/kernel/index.ts';
import { openTypstThreads } from '../src/gateways/typst-threads.ts';
import { atOnce, billPdf, type DocumentMaker } from '../src/usecases/billing/index.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { documentsForTests, placeForTests } from '../test/support/documents.ts';
import { sampleBill } from '../test/support/sample-bill.ts';
import { billHtml } from './support/bill-html.tsx';
import { type SheetData, sheetBody, sheetHead } from './support/bill-sheet-html.ts';
import { familySeconds } from './support/family-seconds.ts';
import { SeededChance } from './support/seeded-chance.ts';

/**
 * Tagged bilingual bills as PDF, one core and in threads, against Chromium in the same run. The bills of a run differ in what each
 * household used, paid and owes. Chromium prints the same sheets, tagged, of the same households, in as many pages at once as this
 * machine has cores; and, as a second peer, the portal's own page of one bill, in one language and untagged, which was all it was
 * asked until November 2026. Bills that differ in their number alone are faster, since the compiler remembers what it laid out.
 * Processor time is of every thread and process that takes part.
 */
const maker = documentsForTests();
const alike = Array.from({ length: 400 }, (_, index) => ({ ...sampleBill(), number: String(1_000_000_000 + index) }));
const chance = new SeededChance(1);
const bills = alike.map((bill) => household(bill, chance));

/** Another household of the same run: its own name, meter, use and money. */
function household(bill: BillDocument, chance: SeededChance): BillDocument {
  const number = chance.whole(100_000, 999_999);
  const lines = bill.lines.map((line, at) =>
    at === 1 || at === 2
      ? { ...line, amount: cents(chance.whole(100, 9999)), quantity: `${chance.whole(1, 40)}` }
      : line,
  );
  const owed = cents(lines.reduce((sum, { amount }) => sum + amount, 0));
  const paid = chance.whole(1000, 20_000);
  const home = [`${number} Sample Creek Rd`, 'Medford OR 97501'];
  const use = chance.whole(500, 40_000);
  return {
    ...{ ...bill, lines, account: `00${number}-000${number % 9000}`, customerName: `Cliente Simulado ${number}` },
    ...{ mailing: home, servedAt: home, usageGallons: `${use}` },
    summary: {
      ...bill.summary,
      previousBalance: cents(paid),
      payments: cents(-paid),
      newCharges: owed,
      amountDue: owed,
    },
    reads: bill.reads.map((read) => ({
      ...{ ...read, meterSerial: `SIM${number}`, usedCount: use },
      to: { ...read.to, count: read.from.count + use },
    })),
    history: bill.history.map((point) => ({ ...point, gallons: chance.whole(500, 40_000) })),
  };
}

const first = await billPdf(maker, sampleBill(), 'es');
const one = await measured(maker, bills);
const oneAlike = await measured(maker, alike);

// As the product makes them: in threads, as many as there are cores, while this one waits.
const typst = openTypstThreads(placeForTests);
const inThreads = { ...maker, typst };
const waits = monitorEventLoopDelay({ resolution: 1 });
waits.enable();
const threads = await measured(inThreads, bills);
waits.disable();
const threadsAlike = await measured(inThreads, alike);
await typst.close();

interface Speed {
  readonly perSecond: number;
  readonly cpuMs: number;
}

async function measured(by: DocumentMaker, some: readonly BillDocument[]): Promise<Speed> {
  const make = async (bill: BillDocument) => void (await billPdf(by, bill, 'es'));
  await atOnce(some.slice(0, 20), by, make);
  return timed(some.length, () => atOnce(some, by, make));
}

async function timed(items: number, work: () => Promise<void>): Promise<Speed> {
  const [began, cpu] = [performance.now(), await familySeconds()];
  await work();
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: items / seconds, cpuMs: (((await familySeconds()) - cpu) / items) * 1000 };
}

const printed = 40;
const sheets = await sheetData(bills.slice(0, printed));
const fonts = placeForTests.fontFolders;
const [publicSans = '', robotoMono = ''] = fonts;
const font = async (folder: string, name: string) => (await readFile(join(folder, `${name}.woff2`))).toString('base64');
const head = sheetHead({
  regular: await font(publicSans, 'PublicSans-Regular'),
  bold: await font(publicSans, 'PublicSans-Bold'),
  mono: await font(robotoMono, 'roboto-mono-v5-latin-regular'),
});

/** What the template is given of each. */
async function sheetData(some: readonly BillDocument[]): Promise<readonly SheetData[]> {
  const given: SheetData[] = [];
  const pdf = async (_: string, { 'bill.json': json = '' }: Readonly<Record<string, string>>) => {
    given.push(JSON.parse(json) as SheetData);
    return new Uint8Array();
  };
  for (const bill of some) await billPdf({ ...maker, typst: { threads: 1, pdf } }, bill, 'es');
  return given;
}

const browser = await launchBrowser();
const pages = await Promise.all(Array.from({ length: typst.threads }, () => browser.newPage()));
for (const page of pages) {
  await page.setContent(head);
  await printSheets(page, sheets.slice(0, 2).values());
}
const left = sheets.values();
const sheetPeer = await timed(printed, async () => {
  await Promise.all(pages.map((page) => printSheets(page, left)));
});

async function printSheets(page: Page, some: Iterable<SheetData>): Promise<void> {
  for (const sheet of some) {
    await page.evaluate(`document.body.innerHTML = ${JSON.stringify(sheetBody(sheet))}`);
    await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  }
}

const page = await browser.newPage();
const html = await billHtml(sampleBill());
const print = async () => {
  await page.setContent(html);
  await page.pdf({ format: 'letter', tagged: false });
};
await print();
const pagePeer = await timed(printed, async () => {
  for (let index = 0; index < printed; index += 1) await print();
});
await browser.close();

const held = `the longest that this one was held up: ${Math.round(waits.max / 1e6)} ms`;
const same = { name: 'Chromium printing the same sheets, tagged', ...sheetPeer };
const portal = { name: 'Chromium printing one bill page, untagged', ...pagePeer };
for (const [metric, speed, peer] of [
  [
    `tagged bilingual bills of ${Math.round(first.byteLength / 1024)} KiB in ${typst.threads} threads; ${held}`,
    threads,
    same,
  ],
  ['the same', threads, portal],
  ['the same, one core', one, same],
  [`bills alike but for their number, in ${typst.threads} threads`, threadsAlike, portal],
  ['the same, one core', oneAlike, portal],
] as const) {
  const [own, its] = [speed.perSecond, peer.perSecond];
  const ratio = Number((own / its).toFixed(2));
  for (const line of [
    { metric, value: Math.round(own), unit: 'bills/s', peer_value: Number(its.toFixed(1)), ratio },
    {
      metric: `processor time: ${metric}`,
      ...{ value: Number(speed.cpuMs.toFixed(1)), unit: 'ms/bill', peer_value: Number(peer.cpuMs.toFixed(1)) },
      ratio: Number((peer.cpuMs / speed.cpuMs).toFixed(2)),
    },
  ])
    console.log(JSON.stringify({ bench: 'pdf', ...line, peer: peer.name }));
}
