import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';
import { postBill } from '../support/bills.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { test } from './support/journey.ts';

const number = '00123456-0004321';

/** The printed words of a PDF, page by page. */
async function printed(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = Array.from({ length: document.numPages }, async (_, index) => {
    const { items } = await (await document.getPage(index + 1)).getTextContent();
    return items
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replaceAll(/\s+/g, ' ');
  });
  return Promise.all(pages);
}

test('on paper a page is what it says, without what can only be pressed, on letter paper', async ({
  db,
  portal,
  arrives,
}) => {
  const accountId = await openAccount(db);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
  const person = await arrives({ language: 'en', javaScript: true, width: 1280 });
  const { page } = person;
  await person.signsIn(await registered(db, accountId));
  for (const [path, says, sheets] of [
    [`/accounts/${number}`, ['$61.34', 'May 19, 2026', number, '541-774-2430'], 3],
    [`/accounts/${number}/bills/${bill}`, ['$61.34', 'May 19, 2026', '12,000 gallons'], 3],
    ['/help/my-autopay', ['541-774-2430'], 3],
  ] as const) {
    await page.goto(`${portal.url}${path}`);
    const pages = await printed(await page.pdf({ format: 'letter' }));
    const text = pages.join(' ');
    for (const words of says) expect(text, path).toContain(words);
    expect(text, path).not.toMatch(/Sign out|Skip to main|Español|Pay now|Download|Demo mailbox/);
    expect(pages.length, path).toBeLessThanOrEqual(sheets);
    await page.emulateMedia({ media: 'print' });
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wide, path).toBeLessThanOrEqual(0);
    expect(await page.locator('button:visible, nav:visible').count(), path).toBe(0);
    await page.emulateMedia({ media: null });
  }
});
