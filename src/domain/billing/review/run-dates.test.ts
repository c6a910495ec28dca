import { describe, expect, test } from 'vitest';
import { checkRunDates } from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-05-07');
const policy = { readThroughDaysBack: 60, issueDaysBack: 7, issueDaysAhead: 14 };
const usual = { readThrough: day('2026-05-05'), issuedOn: day('2026-05-07'), dueOn: day('2026-05-28') };
const checked = (change: Partial<typeof usual>, others: Parameters<typeof checkRunDates>[1]['others'] = []) => {
  const dates = checkRunDates({ ...usual, ...change }, { today, policy, others });
  return dates.ok ? 'fine' : dates.problem;
};

describe('a run typed on May 7, of reads of 60 days back, issued from a week back to a fortnight ahead', () => {
  test.each([
    ['read through', 'readThrough', '2026-03-08', '2026-03-07', '2026-03-08', '2026-05-07'],
    ['read through', 'readThrough', '2026-05-07', '2026-05-08', '2026-03-08', '2026-05-07'],
  ] as const)('%s: %s %s is meant, %s is not', (_, field, right, wrong, from, to) => {
    expect(checked({ [field]: day(right) })).toBe('fine');
    expect(checked({ [field]: day(wrong) })).toEqual({
      ...{ code: 'billing.read-through-outside', field, params: { found: wrong, from, to } },
    });
  });

  test.each([
    ['a week back', '2026-04-20', '2026-04-30', '2026-04-29', '2026-04-30'],
    ['but not before its reads', '2026-05-05', '2026-05-05', '2026-05-04', '2026-05-05'],
    ['a fortnight ahead', '2026-05-05', '2026-05-21', '2026-05-22', '2026-05-05'],
  ])('issued %s, with reads of %s: %s is meant, %s is not', (_, through, right, wrong, from) => {
    const readThrough = day(through);
    expect(checked({ readThrough, issuedOn: day(right) })).toBe('fine');
    expect(checked({ readThrough, issuedOn: day(wrong) })).toEqual({
      code: 'billing.issue-on-outside',
      field: 'issueOn',
      params: { found: wrong, from, to: '2026-05-21' },
    });
  });

  test('due tomorrow is meant, due today is not', () => {
    expect(checked({ dueOn: day('2026-05-08') })).toBe('fine');
    expect(checked({ dueOn: today })).toEqual({
      code: 'billing.due-on-past',
      field: 'issueOn',
      params: { found: '2026-05-07', issued: '2026-05-07', today: '2026-05-07' },
    });
  });

  test('a run of the cycle 20 days before or after bills another month, one of 19 days the same', () => {
    const run = (id: number, through: string) => ({ id, readThrough: day(through) });
    expect(checked({}, [run(3, '2026-04-15'), run(4, '2026-05-25')])).toBe('fine');
    const again = (id: number, through: string) => ({
      ...{ code: 'billing.month-run-already', field: 'readThrough' },
      params: { found: '2026-05-05', run: id, through },
    });
    expect(checked({}, [run(3, '2026-04-15'), run(4, '2026-04-16')])).toEqual(again(4, '2026-04-16'));
    expect(checked({}, [run(5, '2026-05-24')])).toEqual(again(5, '2026-05-24'));
    expect(checked({}, [run(6, '2025-05-05')])).toBe('fine');
  });
});
