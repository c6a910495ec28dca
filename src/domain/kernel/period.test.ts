import { describe, expect, test } from 'vitest';
import { daysIn, overlap, period } from './index.ts';

const day = Temporal.PlainDate.from;
const from = (start: string, end: string) => period(day(start), day(end));

test.each([
  ['an ordinary month between two reads', '2026-04-07', '2026-05-06', 29],
  ['over the end of a year', '2025-12-08', '2026-01-07', 30],
  ['over a leap day', '2028-02-07', '2028-03-07', 29],
  ['two reads on one day', '2026-05-06', '2026-05-06', 0],
])('%s has its days, without the last', (_, start, end, days) => {
  const span = from(start, end);
  expect(span).toEqual({ start: day(start), end: day(end) });
  expect(daysIn(span)).toBe(days);
});

test('a period that ends before it starts is a bug, and says both dates', () => {
  expect(() => from('2026-05-07', '2026-05-06')).toThrow(
    'a period cannot end (2026-05-06) before it starts (2026-05-07)',
  );
});

describe('of the billing period from 7 April to 7 May', () => {
  const april = from('2026-04-07', '2026-05-07');

  test.each([
    ['a tariff that is in force throughout', '2025-07-01', undefined, ['2026-04-07', '2026-05-07']],
    ['a tariff from 1 May', '2026-05-01', undefined, ['2026-05-01', '2026-05-07']],
    ['a tariff until 1 May', '2025-07-01', '2026-05-01', ['2026-04-07', '2026-05-01']],
    ['a week in it', '2026-04-10', '2026-04-17', ['2026-04-10', '2026-04-17']],
    ['a year around it', '2026-01-01', '2027-01-01', ['2026-04-07', '2026-05-07']],
    ['what ends on its first day', '2026-01-01', '2026-04-07', undefined],
    ['what begins on its end', '2026-05-07', undefined, undefined],
    ['what was long ago', '2025-01-01', '2025-02-01', undefined],
  ])('%s covers its part', (_, start, end, part) => {
    const other = { start: day(start), ...(end === undefined ? {} : { end: day(end) }) };
    const [first, last] = part ?? [];
    expect(overlap(april, other)).toEqual(
      first === undefined || last === undefined ? undefined : { start: day(first), end: day(last) },
    );
  });
});
