import { expect, test } from 'vitest';
import { typedDay } from './typed-day.ts';

test.each([
  ['2026-05-20', '2026-05-20'],
  [' 2026-05-20 ', '2026-05-20'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', undefined],
  ['2026-02-30', undefined],
  ['2026-13-01', undefined],
  ['2026-00-10', undefined],
  ['2026-05-00', undefined],
  ['0000-01-01', undefined],
  ['9999-12-31', undefined],
  ['-100000-01-01', undefined],
  ['+275760-09-13', undefined],
  ['2026-05-20T10:00', undefined],
  ['2026-05-20[u-ca=hebrew]', undefined],
  ['05/20/2026', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j typed as a day is %j', (typed, day) => {
  expect(typedDay(typed)?.toString()).toBe(day);
});
