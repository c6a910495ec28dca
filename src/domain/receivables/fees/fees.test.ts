import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents, ok, refused } from '../../kernel/index.ts';
import { type FeeFacts, type FeeKind, feeStanding, feeToCharge, mayAnswer, mayTakeBack } from '../index.ts';

const name = { es: 'Cargo', en: 'Fee' };
const opening: FeeKind = { id: 'start-of-service', name, amount: cents(2500) };
const afterHours: FeeKind = { id: 'after-hours', name, amount: cents(7500) };
const damage: FeeKind = { id: 'meter-damage', name, atMost: cents(30_000) };
const alone = cents(5000);
const nothing = refused({ code: 'payments.amount-missing' });
const typed = (dollars: number) => ok(cents(dollars * 100));

test.each<[string, FeeKind, ReturnType<typeof typed> | typeof nothing, object]>([
  ['an amount of its own', opening, nothing, { value: { amount: 2500, needsSecond: false } }],
  ['what is written is not asked', opening, typed(999), { value: { amount: 2500, needsSecond: false } }],
  ['above what one person may charge', afterHours, nothing, { value: { amount: 7500, needsSecond: true } }],
  ['just what one person may', damage, typed(50), { value: { amount: 5000, needsSecond: false } }],
  ['one cent more', damage, typed(50.01), { value: { amount: 5001, needsSecond: true } }],
  ['up to its limit', damage, typed(300), { value: { amount: 30_000, needsSecond: true } }],
  [
    'above its limit',
    damage,
    typed(300.01),
    { problem: { code: 'fees.amount-too-large', field: 'amount', params: { max: 30_000 } } },
  ],
  ['nothing written', damage, nothing, { problem: { code: 'fees.amount-unreadable', field: 'amount' } }],
  ['zero', damage, typed(0), { problem: { code: 'fees.amount-unreadable', field: 'amount' } }],
  [
    'just what one may, of its own',
    { ...opening, amount: alone },
    nothing,
    { value: { amount: 5000, needsSecond: false } },
  ],
])('%s', (_, kind, written, expected) => {
  expect(feeToCharge(kind, written, alone)).toMatchObject(expected);
});

test('whatever is written, what is charged is more than nothing, within the limit, and alone only up to what one may', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100_000 }), fc.integer({ min: 1, max: 60_000 }), (written, atMost) => {
      const charged = feeToCharge({ ...damage, atMost: cents(atMost) }, ok(cents(written)), alone);
      if (!charged.ok) return written <= 0 || written > atMost;
      const { amount, needsSecond } = charged.value;
      return amount > 0 && amount <= atMost && needsSecond === amount > alone;
    }),
  );
});

const waiting: FeeFacts = { staffId: 'a', isPosted: false, isTakenBack: false };
test.each<[string, FeeFacts, string]>([
  ['nobody agreed yet', waiting, 'waiting'],
  ['somebody refused', { ...waiting, answer: 'denied' }, 'denied'],
  ['somebody agreed', { ...waiting, answer: 'approved', isPosted: true }, 'charged'],
  ['charged at once', { ...waiting, isPosted: true }, 'charged'],
  ['charged and taken back', { ...waiting, isPosted: true, isTakenBack: true }, 'taken-back'],
])('%s: %o is %s', (_, fee, standing) => {
  expect(feeStanding(fee)).toBe(standing);
  const yes = ok(undefined);
  const no = (code: string) => refused({ code: `fees.${code}` });
  expect(mayAnswer(fee, 'b')).toEqual(standing === 'waiting' ? yes : no('answered'));
  expect(mayAnswer(fee, 'a')).toEqual(no(standing === 'waiting' ? 'own-fee' : 'answered'));
  expect(mayTakeBack(fee)).toEqual(standing === 'charged' ? yes : no('not-charged'));
});
