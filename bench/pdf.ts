import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BillDocument } from '../src/domain/billing/index.ts';
import { cents } from '../src/domain/kernel/index.ts';
import { openTypstThreads } from '../src/gateways/typst-threads.ts';
import { atOnce, billPdf, type DocumentMaker } from '../src/usecases/billing/index.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { documentsForTests, placeForTests } from '../test/support/documents.ts';
import { sampleBill } from '../test/support/sample-bill.ts';
import { billHtml } from './support/bill-html.tsx';
import { SeededChance } from './support/seeded-chance.ts';

/**
 * Tagged bilingual bills as PDF, one core and in threads, against Chromium printing the portal's own bill page, untagged, in the
 * same run. The bills of a run differ in what each household used, paid and owes. Bills that differ in their number alone are
 * faster, since the compiler remembers what it laid out; they were all that was measured until November 2026.
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
const value = await perSecond(maker, bills);
const alikeValue = await perSecond(maker, alike);

// As the product makes them: in threads, as many as there are cores, while this one waits.
const typst = openTypstThreads(placeForTests);
const inThreads = { ...maker, typst };
const waits = monitorEventLoopDelay({ resolution: 1 });
waits.enable();
const threadsValue = await perSecond(inThreads, bills);
waits.disable();
const alikeInThreads = await perSecond(inThreads, alike);
await typst.close();

async function perSecond(by: DocumentMaker, some: readonly BillDocument[]): Promise<number> {
  const make = async (bill: BillDocument) => void (await billPdf(by, bill, 'es'));
  await atOnce(some.slice(0, 20), by, make);
  const began = performance.now();
  await atOnce(some, by, make);
  return some.length / ((performance.now() - began) / 1000);
}

const browser = await launchBrowser();
const page = await browser.newPage();
const html = await billHtml(sampleBill());
const print = async () => {
  await page.setContent(html);
  await page.pdf({ format: 'letter', tagged: false });
};
await print();
const peerBegan = performance.now();
const printed = 40;
for (let index = 0; index < printed; index += 1) await print();
const peerValue = printed / ((performance.now() - peerBegan) / 1000);
await browser.close();

const held = `the longest that this one was held up: ${Math.round(waits.max / 1e6)} ms`;
for (const [metric, perSecondValue] of [
  [
    `tagged bilingual bills of ${Math.round(first.byteLength / 1024)} KiB in ${typst.threads} threads; ${held}`,
    threadsValue,
  ],
  ['the same, one core', value],
  [`bills alike but for their number, in ${typst.threads} threads`, alikeInThreads],
  ['the same, one core', alikeValue],
] as const)
  console.log(
    JSON.stringify({
      ...{
        bench: 'pdf',
        metric,
        value: Math.round(perSecondValue),
        unit: 'bills/s',
        peer: 'Chromium printing the bill page',
      },
      ...{ peer_value: Number(peerValue.toFixed(1)), ratio: Number((perSecondValue / peerValue).toFixed(2)) },
    }),
  );
