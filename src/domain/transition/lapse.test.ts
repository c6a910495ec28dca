import { expect, test } from 'vitest';
import { at, date, policy } from '../../../test/support/the-move.ts';
import { cents } from '../kernel/index.ts';
import { type AutopayLapse, autopayLapse, lastDraftFor } from './lapse.ts';

const until = date('2025-05-05');

test.each([
  ['had autopay and nothing scheduled', { hadAutopay: true }, { kind: 'lapsed', until }],
  [
    'had a draft the day before the cut-over, which ran',
    { hadAutopay: true, nextDraftOn: until },
    { kind: 'lapsed', until, lastDraft: { on: until } },
  ],
  [
    'had a draft of a known amount, which ran',
    { hadAutopay: true, nextDraftOn: until, nextDraft: cents(6134) },
    { kind: 'lapsed', until, lastDraft: { on: until, amount: 6134 } },
  ],
  [
    'had a draft on the cut-over date, which is lost',
    { hadAutopay: true, nextDraftOn: date('2025-05-06') },
    { kind: 'lapsed', until },
  ],
  [
    'set up one payment ahead, which is lost too',
    { hadAutopay: false, nextDraftOn: date('2025-05-09') },
    { kind: 'lapsed', until },
  ],
  ['set up one payment, which ran', { hadAutopay: false, nextDraftOn: date('2025-05-02') }, { kind: 'none' }],
  ['had neither', { hadAutopay: false }, { kind: 'none' }],
])('somebody who %s', (_, roster, lapse) => {
  expect(autopayLapse(roster, policy)).toStrictEqual(lapse);
});

const bill = {
  number: 'B-1',
  issuedOn: date('2025-04-15'),
  dueOn: date('2025-05-06'),
  owed: cents(6134),
  billed: cents(6134),
};
const lastDraft = (on: string, amount?: number): AutopayLapse => ({
  kind: 'lapsed',
  until,
  lastDraft: { on: date(on), ...(amount !== undefined && { amount: cents(amount) }) },
});
const stands = (lapse: AutopayLapse, now: string, change: object = {}, cameBack = false) =>
  lastDraftFor({ ...bill, ...change }, lapse, { now: at(now), policy, cameBack });

test.each([
  ['the day before the bill', '2025-04-14', false],
  ['the day of the bill', '2025-04-15', true],
  ['the due date', '2025-05-06', true],
  ['the day after', '2025-05-07', false],
])('a last draft on %s, %s, was for the bill of 15 April due 6 May: %s', (_, on, wasForIt) => {
  expect(stands(lastDraft(on), '2025-04-01T09:00') !== undefined).toBe(wasForIt);
});

test.each<[string, AutopayLapse]>([
  ['there was none', { kind: 'lapsed', until }],
  ['nothing lapsed', { kind: 'none' }],
])('no draft was for the bill where %s', (_, lapse) => {
  expect(stands(lapse, '2025-05-07T09:00')).toBeUndefined();
});

const on = date('2025-05-05');
test.each<[string, number | undefined, string, object, object]>([
  ['of all of it, on its way', 6134, '2025-05-06T09:00', {}, { arrival: 'awaited', leaves: 0 }],
  ['of more than the bill, on its way', 9000, '2025-05-06T09:00', {}, { arrival: 'awaited', leaves: 0 }],
  ['of part of it, on its way', 4000, '2025-05-06T09:00', {}, { arrival: 'awaited', leaves: 2134 }],
  ['of what nobody knows, on its way', undefined, '2025-05-10T23:59', {}, { arrival: 'awaited', leaves: 0 }],
  ['of what nobody knows, too late', undefined, '2025-05-11T00:00', {}, { arrival: 'missing', leaves: 0 }],
  ['of part of it, arrived', 4000, '2025-05-11T09:00', { owed: 2134 }, { arrival: 'arrived', leaves: 2134 }],
  ['of what nobody knows, arrived', undefined, '2025-05-11T09:00', { owed: 34 }, { arrival: 'arrived', leaves: 34 }],
  ['of more than what was paid', 4000, '2025-05-11T09:00', { owed: 5000 }, { arrival: 'missing', leaves: 0 }],
])('the last draft, %s', (_, amount, now, change, standing) => {
  const draft = { on, ...(amount !== undefined && { amount }) };
  expect(stands(lastDraft('2025-05-05', amount), now, change)).toStrictEqual({ ...draft, ...standing });
});

test('a last draft that came back is missing, whatever else was paid', () => {
  expect(stands(lastDraft('2025-05-05', 4000), '2025-05-06T09:00', { owed: cents(2134) }, true)).toStrictEqual({
    on,
    amount: 4000,
    arrival: 'missing',
    leaves: 0,
  });
});
