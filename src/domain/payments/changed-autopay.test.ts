import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { changedBeginning, type PlannedDraft } from './changed-autopay.ts';
import { type AutopayBeginning, firstAutopayBill } from './first-autopay-bill.ts';

const policy = { timeZone: 'America/Los_Angeles', leadHours: 24, draftHour: 6, maxDaysBeforeDue: 10 };
const bill = { id: 1, number: 'B1', dueOn: Temporal.PlainDate.from('2026-05-20'), owed: cents(6134) };
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(policy.timeZone).toInstant();
const freshAt = (text: string): AutopayBeginning => firstAutopayBill([bill], at(text), { daysBeforeDue: 0, policy });
const planned: PlannedDraft = { dueOn: bill.dueOn, state: 'scheduled', isOverCap: false };

test('in time, the bill is drafted again under the new terms', () => {
  const changed = changedBeginning(freshAt('2026-05-10T12:00'), [planned]);
  expect(changed).toMatchObject({ kept: [], first: { bill }, payByHand: [] });
});

test('within the lead, its draft stays as planned and the new terms begin with the next bill', () => {
  const changed = changedBeginning(freshAt('2026-05-19T00:00:01'), [planned]);
  expect(changed).toMatchObject({ kept: [planned], payByHand: [] });
  expect(changed.first).toBeUndefined();
  expect(changed.firstDueOn.toString()).toBe('2026-05-21');
});

test('within the lead and over the old limit, it would not be charged: it is paid by hand', () => {
  const changed = changedBeginning(freshAt('2026-05-19T00:00:01'), [{ ...planned, isOverCap: true }]);
  expect(changed).toMatchObject({ kept: [], payByHand: [bill] });
});

test('a draft that was sent early is not drafted again, however long it is until the due date', () => {
  const sent: PlannedDraft = { ...planned, state: 'submitted' };
  const changed = changedBeginning(freshAt('2026-05-10T12:00'), [sent]);
  expect(changed.first).toBeUndefined();
  expect(changed).toMatchObject({ kept: [sent], payByHand: [] });
  expect(changed.firstDueOn.toString()).toBe('2026-05-21');
});

test('of several drafts that were sent, the latest says with which bill the new terms begin', () => {
  const sent = (dueOn: string): PlannedDraft => ({
    ...{ dueOn: Temporal.PlainDate.from(dueOn), state: 'submitted', isOverCap: false },
  });
  const changed = changedBeginning(freshAt('2026-05-10T12:00'), [sent('2026-06-18'), sent('2026-05-20')]);
  expect(changed.firstDueOn.toString()).toBe('2026-06-19');
});

test('a draft that is planned for later is planned again, and stops no bill', () => {
  const later: PlannedDraft = { ...planned, dueOn: Temporal.PlainDate.from('2026-06-18') };
  expect(changedBeginning(freshAt('2026-05-10T12:00'), [later])).toMatchObject({ kept: [], first: { bill } });
});

test('no draft is planned: it begins as if it were turned on', () => {
  const fresh = freshAt('2026-05-19T12:00');
  expect(changedBeginning(fresh, [])).toEqual({ ...fresh, kept: [] });
});
