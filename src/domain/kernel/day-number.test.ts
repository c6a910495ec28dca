import { describe, expect, it } from 'vitest';
import { dayNumber } from './day-number.ts';

describe('dayNumber', () => {
  it('counts one more from each day to the next, over leap years, centuries and the year zero', () => {
    for (const [from, days] of [
      ['1999-12-01', 1200],
      ['1899-12-15', 500],
      ['2099-12-15', 500],
      ['-000001-12-01', 500],
    ] as const) {
      const first = Temporal.PlainDate.from(from);
      for (let later = 1; later <= days; later++) {
        expect(dayNumber(first.add({ days: later })) - dayNumber(first)).toBe(later);
      }
    }
  });

  it('counts as the calendar does over a thousand years', () => {
    const [start, end] = [Temporal.PlainDate.from('1583-01-01'), Temporal.PlainDate.from('2583-07-04')];
    expect(dayNumber(end) - dayNumber(start)).toBe(start.until(end, { largestUnit: 'days' }).days);
  });
});
