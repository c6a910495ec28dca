import { expect, test } from 'vitest';
import { at, autopayRoster, billDue, date, policy } from '../../../test/support/the-move.ts';
import { cents } from '../kernel/index.ts';
import { type MoveFacts, whatTheMoveChanged } from './what-the-move-changed.ts';

const facts: MoveFacts = { roster: autopayRoster, unpaidBill: billDue('2025-05-20'), ebill: 'none' };
const changed = (now: string, change: Partial<MoveFacts> = {}) =>
  whatTheMoveChanged({ ...facts, ...change }, at(now), policy);

test('before the cut-over it says what will', () => {
  const roster = { ...autopayRoster, hadEbill: true };
  expect(changed('2025-05-05T23:59', { roster })).toEqual([
    { kind: 'autopay-will-lapse', until: date('2025-05-05') },
    { kind: 'ebill-will-lapse', from: date('2025-05-06') },
  ]);
});

test('autopay ended on 5 May; turn it on by 19 May for the bill due 20 May', () => {
  expect(changed('2025-05-06T00:00')).toEqual([
    {
      kind: 'autopay-lapsed',
      until: date('2025-05-05'),
      turnOnBy: at('2025-05-19T00:00'),
      forBillDue: date('2025-05-20'),
      owed: 6134,
    },
  ]);
});

test('after the last moment the bill is paid by hand', () => {
  expect(changed('2025-05-19T00:01')).toEqual([
    { kind: 'autopay-too-late', until: date('2025-05-05'), billDue: date('2025-05-20'), owed: 6134 },
  ]);
  expect(changed('2025-05-19T12:00', { autopayFirstDueOn: date('2025-05-21') })).toEqual([
    { kind: 'autopay-starts-later', billDue: date('2025-05-20'), owed: 6134 },
  ]);
});

test('with nothing owed it only says that autopay ended', () => {
  const { unpaidBill: _paid, ...settled } = facts;
  expect(whatTheMoveChanged(settled, at('2025-05-10T09:00'), policy)).toEqual([
    { kind: 'autopay-lapsed-nothing-owed', until: date('2025-05-05') },
  ]);
});

test('the last draft of the old portal is on its way', () => {
  const roster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-05'), nextDraft: cents(6134) };
  expect(changed('2025-05-06T09:00', { roster, unpaidBill: billDue('2025-05-07') })).toEqual([
    { kind: 'last-draft-ran', on: date('2025-05-05'), amount: 6134 },
  ]);
});

test('the last draft that was short, is missing or came back leaves the bill to be paid by hand', () => {
  const roster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-05'), nextDraft: cents(4000) };
  const about = { on: date('2025-05-05'), billDue: date('2025-05-07') };
  const ofBill = { roster, unpaidBill: billDue('2025-05-07') };
  expect(changed('2025-05-06T09:00', ofBill)).toEqual([{ kind: 'last-draft-short', ...about, owed: 2134 }]);
  const missing = [{ kind: 'last-draft-missing', ...about, owed: 6134 }];
  expect(changed('2025-05-11T09:00', ofBill)).toEqual(missing);
  expect(changed('2025-05-06T09:00', { ...ofBill, lastDraftCameBack: true })).toEqual(missing);
});

test('what the new autopay pays is not paid by hand', () => {
  const roster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-05') };
  const ofBill = { roster, unpaidBill: billDue('2025-05-07') };
  expect(changed('2025-05-11T09:00', { ...ofBill, autopayFirstDueOn: date('2025-05-07') })).toEqual([]);
  expect(changed('2025-05-11T09:00', { ...ofBill, autopayFirstDueOn: date('2025-05-08') })).toMatchObject([
    { kind: 'last-draft-missing' },
  ]);
});

test('another bill than the one that draft paid is still to be paid', () => {
  const roster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-05'), nextDraft: cents(6134) };
  expect(changed('2025-05-07T09:00', { roster, unpaidBill: billDue('2025-05-30') })).toEqual([
    {
      kind: 'autopay-lapsed',
      until: date('2025-05-05'),
      turnOnBy: at('2025-05-29T00:00'),
      forBillDue: date('2025-05-30'),
      owed: 6134,
    },
  ]);
});

test.each([
  ['none', [{ kind: 'ebill-lapsed', paperFrom: date('2025-05-06') }]],
  ['unverified', [{ kind: 'ebill-unverified' }]],
  ['verified', []],
] as const)('e-bill that is now %s', (ebill, changes) => {
  const roster = { hadAutopay: false, hadEbill: true };
  expect(changed('2025-05-10T09:00', { roster, ebill })).toEqual(changes);
});

test('nothing, where everything is on again or there never was a login', () => {
  const { unpaidBill: _paid, ...settled } = facts;
  expect(changed('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-20') })).toEqual([]);
  expect(
    whatTheMoveChanged({ ...settled, autopayFirstDueOn: date('2025-06-20') }, at('2025-05-10T09:00'), policy),
  ).toEqual([]);
  expect(whatTheMoveChanged({ ebill: 'none' }, at('2025-05-10T09:00'), policy)).toEqual([]);
});
