import { billPdf } from '../src/usecases/billing/index.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { documentsForTests } from '../test/support/documents.ts';
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
