import { expect, test } from 'vitest';
import { at, autopayRoster, billDue, date, policy } from '../../../test/support/the-move.ts';
import { type AtRiskFacts, atRisk, byUrgency } from './at-risk.ts';

const account = { customer: '00123456', account: '0004321' };
const facts: AtRiskFacts = { account, roster: autopayRoster, unpaidBill: billDue('2025-05-20') };
const stageAt = (now: string, change: Partial<AtRiskFacts> = {}) =>
  atRisk({ ...facts, ...change }, at(now), policy)?.stage;

test.each([
  ['2025-05-06T09:00', 'can-register'],
  ['2025-05-19T00:00', 'can-register'],
  ['2025-05-19T00:01', 'pay-by-hand'],
  ['2025-05-20T23:59', 'pay-by-hand'],
  ['2025-05-21T00:00', 'overdue'],
])('a bill due 20 May is, at %s, one to %s', (now, stage) => {
  expect(stageAt(now)).toBe(stage);
});

test('it is over once it is paid, being paid, or covered by a new autopay', () => {
  const { unpaidBill: _paid, ...settled } = facts;
  expect(atRisk(settled, at('2025-05-10T09:00'), policy)).toBeUndefined();
  expect(stageAt('2025-05-10T09:00', { paymentUnderWay: true })).toBeUndefined();
  expect(stageAt('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-20') })).toBeUndefined();
});

test('it stays while the new autopay begins with a later bill', () => {
  expect(stageAt('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-21') })).toBe('can-register');
});

test('it is not a bill due before the cut-over, nor one the last old draft paid, nor one without autopay', () => {
  expect(stageAt('2025-05-10T09:00', { unpaidBill: billDue('2025-05-05') })).toBeUndefined();
  const ran = { ...autopayRoster, nextDraftOn: date('2025-05-04') };
  expect(stageAt('2025-05-10T09:00', { roster: ran, unpaidBill: billDue('2025-05-08') })).toBeUndefined();
  expect(stageAt('2025-05-10T09:00', { roster: { hadAutopay: false, hadEbill: true } })).toBeUndefined();
});

test('the soonest due comes first, then the largest amount', () => {
  const listed = [billDue('2025-05-20', 100), billDue('2025-05-12', 500), billDue('2025-05-20', 900)]
    .flatMap((unpaidBill) => atRisk({ ...facts, unpaidBill }, at('2025-05-06T09:00'), policy) ?? [])
    .sort(byUrgency);
  expect(listed.map((one) => [`${one.dueOn}`, one.owed])).toEqual([
    ['2025-05-12', 500],
    ['2025-05-20', 900],
    ['2025-05-20', 100],
  ]);
});

test('the list names the account, the bill, what is owed and until when to register', () => {
  expect(atRisk(facts, at('2025-05-06T09:00'), policy)).toEqual({
    account,
    billNumber: 'B-1',
    dueOn: date('2025-05-20'),
    owed: 6134,
    registerBy: at('2025-05-19T00:00'),
    stage: 'can-register',
  });
});
