import { expect, test } from 'vitest';
import { documentsForTests, placeForTests } from '../../test/support/documents.ts';
import { sampleBill } from '../../test/support/sample-bill.ts';
import { billPdf } from '../usecases/billing/index.ts';
import { DocumentsBusy, openTypstThreads } from './typst-threads.ts';

test('a bill made in a thread is the same to the byte, and this thread does other things meanwhile', async () => {
  const typst = openTypstThreads(placeForTests, 2);
  const here = documentsForTests();
  const there = { ...here, typst };
  const bill = sampleBill();
  const whole = await billPdf(here, bill, 'es');
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  const made = await Promise.all(Array.from({ length: 6 }, () => billPdf(there, bill, 'es')));
  clearInterval(counting);
  for (const pdf of made) expect(Buffer.compare(Buffer.from(pdf), Buffer.from(whole))).toBe(0);
  expect(turns).toBeGreaterThan(0);
  await typst.close();
});

test('a template that is wrong fails its own document and no other', async () => {
  const typst = openTypstThreads(placeForTests, 1);
  const bill = sampleBill();
  const wrong = typst.pdf('bill.typ', { 'bill.json': '{' });
  const right = billPdf({ ...documentsForTests(), typst }, bill, 'en');
  await expect(wrong).rejects.toThrow();
  expect(
    Buffer.from(await right)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await typst.close();
});

test('more than can be made soon is refused at once', async () => {
  const typst = openTypstThreads(placeForTests, 1);
  const asked = Array.from({ length: 140 }, () =>
    typst.pdf('bill.typ', { 'bill.json': '{' }).catch((error: unknown) => error),
  );
  const ended = await Promise.all(asked);
  expect(ended.filter((one) => one instanceof DocumentsBusy).length).toBeGreaterThan(0);
  await typst.close();
});
