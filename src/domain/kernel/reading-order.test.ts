import { expect, test } from 'vitest';
import { cents } from './money.ts';
import { dollarsIn, inOwnOrder } from './reading-order.ts';

const shown = (text: string) => text.replaceAll('\u2066', '⟨').replaceAll('\u2069', '⟩');

test.each([
  ['en', '$1,234.50', '−$3.00'],
  ['es', '$1,234.50', '−$3.00'],
  ['ar', '⟨$1,234.50⟩', '⟨−$3.00⟩'],
  ['he', '⟨$1,234.50⟩', '⟨−$3.00⟩'],
])('dollars in %s', (language, owed, credit) => {
  const dollars = dollarsIn(language);
  expect([dollars(cents(123_450)), dollars(cents(-300))].map(shown)).toEqual([owed, credit]);
});

test.each([
  ['100 Sample St', '⟨100 Sample St⟩'],
  ['00123456-0004321', '⟨00123456-0004321⟩'],
  ['541-774-2430', '⟨541-774-2430⟩'],
  // Words have an order of their own, a link is to be copied, and a day in Arabic runs with its line.
  ['autopay', 'autopay'],
  ['https://water.example.org/i?token=4', 'https://water.example.org/i?token=4'],
  ['28 مايو 2026', '28 مايو 2026'],
  [inOwnOrder('100 Sample St', 'ar'), '⟨100 Sample St⟩'],
])('%s keeps its order in Arabic, and is left alone in English', (text, kept) => {
  expect(shown(inOwnOrder(text, 'ar'))).toBe(kept);
  expect(inOwnOrder(text, 'en')).toBe(text);
});
