import { describe, expect, test } from 'vitest';
import { at, autopayRoster, billDue, date, policy } from '../../../test/support/the-move.ts';
import { cents } from '../kernel/index.ts';
import { type AtRiskFacts, atRisk, byUrgency, holdsLateFees } from './at-risk.ts';

const account = '00123456-0004321';
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
  expect(stageAt('2025-05-09T09:00', { roster: ran, unpaidBill: billDue('2025-05-08') })).toBeUndefined();
  expect(stageAt('2025-05-10T09:00', { roster: { hadAutopay: false, hadEbill: true } })).toBeUndefined();
});

describe('the last draft of the old portal', () => {
  const ran = { ...autopayRoster, nextDraftOn: date('2025-05-05') };
  const bill = billDue('2025-05-08');
  const risk = (now: string, change: Partial<AtRiskFacts> = {}) =>
    atRisk({ ...facts, roster: ran, unpaidBill: bill, ...change }, at(now), policy);
  const held = (now: string) => holdsLateFees({ ...facts, roster: ran, unpaidBill: bill }, at(now), policy);

  test('is awaited for the days of the policy, then the bill is at risk; late fees wait all the while', () => {
    expect(risk('2025-05-10T23:59')).toBeUndefined();
    expect(held('2025-05-10T23:59')).toBe(true);
    expect(risk('2025-05-11T00:00')).toMatchObject({ because: 'last-draft-missing', owed: 6134, stage: 'overdue' });
    expect(held('2025-05-11T00:00')).toBe(true);
  });

  test('holds no late fee back where there is no bill, no draft, or it has come', () => {
    const holds = (change: Partial<AtRiskFacts>) =>
      holdsLateFees({ ...facts, roster: ran, unpaidBill: bill, ...change }, at('2025-05-07T09:00'), policy);
    const { unpaidBill: _bill, ...nothingOwed } = facts;
    expect(holdsLateFees(nothingOwed, at('2025-05-07T09:00'), policy)).toBe(false);
    expect(holds({ roster: { hadAutopay: false, hadEbill: false } })).toBe(false);
    expect(holds({ paymentUnderWay: true })).toBe(true);
    expect(holds({ paymentUnderWay: true, lastDraftCameBack: true })).toBe(false);
  });

  test('that came back is not awaited', () => {
    expect(risk('2025-05-07T09:00', { lastDraftCameBack: true })?.because).toBe('last-draft-missing');
  });

  test('for less than the bill leaves the rest to be paid by hand, before and after it arrives', () => {
    const roster = { ...ran, nextDraft: cents(4000) };
    expect(risk('2025-05-06T09:00', { roster })).toMatchObject({ because: 'last-draft-short', owed: 2134 });
    const arrived = { ...bill, owed: cents(2134) };
    expect(risk('2025-05-07T09:00', { roster, unpaidBill: arrived })).toMatchObject({ owed: 2134 });
  });

  test('for more than the bill covers it', () => {
    expect(risk('2025-05-06T09:00', { roster: { ...ran, nextDraft: cents(9000) } })).toBeUndefined();
  });

  test('is also awaited, and missed, for a bill due before the cut-over', () => {
    const due = { ...billDue('2025-05-05'), issuedOn: date('2025-04-15') };
    expect(risk('2025-05-09T09:00', { unpaidBill: due })).toBeUndefined();
    expect(risk('2025-05-11T09:00', { unpaidBill: due })?.because).toBe('last-draft-missing');
  });

  test('is no reason to call whom the new autopay covers', () => {
    expect(risk('2025-05-12T09:00', { autopayFirstDueOn: bill.dueOn })).toBeUndefined();
  });
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
    because: 'lapsed',
  });
});
