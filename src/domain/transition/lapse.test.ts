import { expect, test } from 'vitest';
import { date, policy } from '../../../test/support/the-move.ts';
import { cents } from '../kernel/index.ts';
import { autopayLapse, paidByOldPortal } from './lapse.ts';

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

test.each([
  ['the day before the bill', '2025-04-14', false],
  ['the day of the bill', '2025-04-15', true],
  ['the due date', '2025-05-06', true],
  ['the day after', '2025-05-07', false],
])('a last draft on %s, %s, paid the bill of 15 April due 6 May: %s', (_, on, paid) => {
  const bill = { issuedOn: date('2025-04-15'), dueOn: date('2025-05-06') };
  expect(paidByOldPortal(bill, { on: date(on) })).toBe(paid);
  expect(paidByOldPortal(bill, undefined)).toBe(false);
});
