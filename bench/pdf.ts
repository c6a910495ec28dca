import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openTypstThreads } from '../src/gateways/typst-threads.ts';
import { atOnce, billPdf } from '../src/usecases/billing/index.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { documentsForTests, placeForTests } from '../test/support/documents.ts';
import { sampleBill } from '../test/support/sample-bill.ts';
import { billHtml } from './support/bill-html.tsx';

/** Tagged bilingual bills as PDF, one core, against Chromium printing the portal's own bill page, untagged, in the same run. */
const maker = documentsForTests();
const bills = Array.from({ length: 400 }, (_, index) => ({ ...sampleBill(), number: String(1_000_000_000 + index) }));

for (const bill of bills.slice(0, 10)) await billPdf(maker, bill, 'es');
const began = performance.now();
let bytes = 0;
for (const bill of bills) bytes += (await billPdf(maker, bill, 'es')).byteLength;
const value = bills.length / ((performance.now() - began) / 1000);

// As the product makes them: in threads, as many as there are cores, while this one waits.
const typst = openTypstThreads(placeForTests);
const inThreads = { ...maker, typst };
await atOnce(bills.slice(0, 20), inThreads, async (bill) => void (await billPdf(inThreads, bill, 'es')));
const threadsBegan = performance.now();
const waits = monitorEventLoopDelay({ resolution: 1 });
waits.enable();
await atOnce(bills, inThreads, async (bill) => void (await billPdf(inThreads, bill, 'es')));
waits.disable();
const threadsValue = bills.length / ((performance.now() - threadsBegan) / 1000);
await typst.close();
console.log(
  JSON.stringify({
    bench: 'pdf',
    metric: `the same in ${typst.threads} threads; the longest that this one was held up: ${Math.round(waits.max / 1e6)} ms`,
    value: Math.round(threadsValue),
    unit: 'bills/s',
    peer: 'one core, in the thread that answers',
    peer_value: Math.round(value),
    ratio: Number((threadsValue / value).toFixed(2)),
  }),
);

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

console.log(
  JSON.stringify({
    bench: 'pdf',
    metric: `tagged bilingual bills of ${Math.round(bytes / bills.length / 1024)} KiB, one core`,
    value: Math.round(value),
    unit: 'bills/s',
    peer: 'Chromium printing the bill page',
    peer_value: Number(peerValue.toFixed(1)),
    ratio: Number((value / peerValue).toFixed(2)),
  }),
);
