import { expect, test } from 'vitest';
import { nextReadOn } from './next-read.ts';

test.each([
  ['billed on the read day', 6, '2026-05-06', 1, '2026-06-06'],
  ['billed ten days before the read day', 16, '2026-05-06', 1, '2026-06-16'],
  ['billed eleven days before the read day', 17, '2026-05-06', 1, '2026-05-17'],
  ['over the end of a year', 6, '2026-12-06', 1, '2027-01-06'],
  ['in a short month', 31, '2026-01-31', 1, '2026-02-28'],
  ['two months of rates', 6, '2026-05-06', 2, '2026-07-06'],
  ['a quarter', 6, '2026-05-06', 3, '2026-08-06'],
])('%s (day %i): after %s it is read next, for %i months, on %s', (_, readDay, after, months, next) => {
  expect(nextReadOn(readDay, Temporal.PlainDate.from(after), months).toString()).toBe(next);
});
