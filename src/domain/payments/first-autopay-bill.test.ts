import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { draftDay, draftMoment, lastDraftDay, lastDraftMoment, retryDay } from './draft-day.ts';
import { type BillToDraft, firstAutopayBill } from './first-autopay-bill.ts';
import type { AutopayPolicy } from './policy.ts';

const policy: AutopayPolicy = { timeZone: 'America/Los_Angeles', leadHours: 24, draftHour: 6, maxDaysBeforeDue: 10 };
const date = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);
const bill = (dueOn: string, id = 1): BillToDraft => ({
  id,
  number: String(1_000_000_000 + id),
  dueOn: date(dueOn),
  owed: cents(6134),
});

test.each([
  // An ordinary due date: in time up to midnight a day before, to the second.
  ['weeks ahead', '2026-05-01T12:00:00-07:00', '2026-05-20', true],
  ['the last second', '2026-05-19T00:00:00-07:00', '2026-05-20', true],
  ['a second later', '2026-05-19T00:00:01-07:00', '2026-05-20', false],
  ['a nanosecond later', '2026-05-19T00:00:00.000000001-07:00', '2026-05-20', false],
  ['on the due date', '2026-05-20T09:00:00-07:00', '2026-05-20', false],
  ['overdue', '2026-05-28T09:00:00-07:00', '2026-05-20', false],
  // Clocks go forward on 8 March 2026: the day before 9 March has 23 hours, so the lead begins at 23:00 on the 7th.
  ['spring, the last second', '2026-03-07T23:00:00-08:00', '2026-03-09', true],
  ['spring, a second later', '2026-03-07T23:00:01-08:00', '2026-03-09', false],
  // Clocks go back on 1 November 2026: the day before the 2nd has 25 hours, so the lead begins at its first 01:00.
  ['autumn, the last second', '2026-11-01T01:00:00-07:00', '2026-11-02', true],
  ['autumn, a second later', '2026-11-01T01:00:01-07:00', '2026-11-02', false],
  ['autumn, the second 01:00', '2026-11-01T01:00:00-08:00', '2026-11-02', false],
])('agreed %s (%s) for the bill due %s: in time %s', (_, now, dueOn, inTime) => {
  const beginning = firstAutopayBill([bill(dueOn)], instant(now), { daysBeforeDue: 0, policy });
  expect(beginning.first?.bill.dueOn.toString()).toBe(inTime ? dueOn : undefined);
  expect(beginning.payByHand.map((late) => late.dueOn.toString())).toEqual(inTime ? [] : [dueOn]);
});

test('the overdue bill is paid by hand, the present one is the first', () => {
  const beginning = firstAutopayBill([bill('2026-05-20', 2), bill('2026-04-20', 1)], instant('2026-05-06T19:00:00Z'), {
    daysBeforeDue: 3,
    policy,
  });
  expect(beginning.payByHand.map((late) => late.id)).toEqual([1]);
  expect(beginning.first?.bill.id).toBe(2);
  expect(beginning.first?.draftOn.toString()).toBe('2026-05-15');
  expect(beginning.firstDueOn.toString()).toBe('2026-05-08');
});

test('with nothing owed, the next bill is the first', () => {
  const beginning = firstAutopayBill([], instant('2026-05-06T19:00:00Z'), { daysBeforeDue: 0, policy });
  expect(beginning).toEqual({ firstDueOn: date('2026-05-08'), payByHand: [] });
});

test.each([
  ['on the due date', 0, '2026-05-06T12:00:00-07:00', '2026-05-20'],
  ['five days before', 5, '2026-05-06T12:00:00-07:00', '2026-05-15'],
  ['agreed on the wished day before the draft hour', 5, '2026-05-15T06:00:00-07:00', '2026-05-15'],
  ['agreed on the wished day after the draft hour: tomorrow', 5, '2026-05-15T06:00:01-07:00', '2026-05-18'],
  ['agreed at the last moment', 10, '2026-05-19T00:00:00-07:00', '2026-05-19'],
])('%s', (_, daysBefore, now, expected) => {
  const day = draftDay({ dueOn: date('2026-05-20') }, daysBefore, { now: instant(now), policy });
  expect(day.toString()).toBe(expected);
});

test.each([
  // Due on a Saturday, a Sunday and Memorial Day: the Friday before, whose draft hour may have begun.
  ['2026-05-23', '2026-05-06T12:00:00-07:00', '2026-05-22'],
  ['2026-05-24', '2026-05-22T12:00:00-07:00', '2026-05-22'],
  ['2026-05-25', '2026-05-06T12:00:00-07:00', '2026-05-22'],
  // Agreed in time for a bill due on the holiday, with no bank day left: the first one after.
  ['2026-05-25', '2026-05-23T12:00:00-07:00', '2026-05-26'],
  // Independence Day 2026 is a Saturday; the Friday before is a bank day.
  ['2026-07-04', '2026-06-20T12:00:00-07:00', '2026-07-03'],
])('due %s, agreed at %s: drafted on %s', (dueOn, now, expected) => {
  expect(draftDay({ dueOn: date(dueOn) }, 0, { now: instant(now), policy }).toString()).toBe(expected);
});

test.each([
  ['2026-05-20', '2026-05-20', '2026-05-21'],
  // Due on the Friday of a long weekend: the Tuesday after.
  ['2026-05-22', '2026-05-22', '2026-05-26'],
  ['2026-05-15', '2026-05-20', '2026-05-21'],
  // The second attempt, after the due date.
  ['2026-05-21', '2026-05-20', '2026-05-22'],
])('a draft planned for %s of a bill due %s goes until %s, or not at all', (draftOn, dueOn, last) => {
  expect(lastDraftDay({ draftOn: date(draftOn), dueOn: date(dueOn) }).toString()).toBe(last);
});

test('a draft is never after the due date', () => {
  const day = draftDay({ dueOn: date('2026-05-20') }, 0, { now: instant('2026-05-23T19:00:00Z'), policy });
  expect(day.toString()).toBe('2026-05-20');
});

test('a draft waits for payments that nobody finishes until the last hour of the due date', () => {
  expect(lastDraftMoment(date('2026-05-20'), policy)).toEqual(instant('2026-05-20T23:00:00-07:00'));
});

test('of an overdue bill the day is over, of one due today it is today', () => {
  const dayAt = (now: string) => draftDay({ dueOn: date('2026-05-20') }, 3, { now: instant(now), policy }).toString();
  expect(dayAt('2026-05-20T05:00:00-07:00')).toBe('2026-05-20');
  expect(dayAt('2026-05-20T23:30:00-07:00')).toBe('2026-05-20');
  expect(dayAt('2026-05-21T00:30:00-07:00')).toBe('2026-05-20');
});

test('a draft hour that the clock jumps over is the first moment after the jump', () => {
  const atTwo = { ...policy, draftHour: 2 };
  expect(draftMoment(date('2026-03-08'), atTwo).toString()).toBe('2026-03-08T10:00:00Z');
});

test.each([
  ['2026-05-20', '2026-05-21'],
  // Over the weekend of Memorial Day.
  ['2026-05-22', '2026-05-26'],
  ['2026-05-23', '2026-05-26'],
  ['2026-06-18', '2026-06-22'],
])('a draft that failed on %s is tried again on %s', (failed, again) => {
  expect(retryDay(date(failed)).toString()).toBe(again);
});
