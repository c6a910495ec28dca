import { expect, test } from 'vitest';
import { cardExpiresOn } from './method.ts';

test.each([
  [2026, 5, '2026-05-31'],
  [2026, 2, '2026-02-28'],
  [2028, 2, '2028-02-29'],
  [2026, 12, '2026-12-31'],
])('a card of %i/%i is good through %s', (year, month, last) => {
  expect(cardExpiresOn(year, month).toString()).toBe(last);
});
