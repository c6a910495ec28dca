import { describe, expect, test } from 'vitest';
import { day, meter, shown } from '../../../../test/support/account-to-bill.ts';
import { cents, exact } from '../../kernel/index.ts';
import type { CalculatedBill } from '../calculated-bill.ts';
import { type ReviewedMeter, type ReviewPolicy, reviewBill } from '../index.ts';
import type { BillToReview } from './review-bill.ts';

const large = (amount: number) => ({ large: { amount: cents(amount) } });
const policy: ReviewPolicy = {
  ...{ off: [], shown: [], backwardsSharePercent: 5, minClassBills: 10 },
  classes: [
    { name: 'homes', rateClasses: ['HOME'], thresholds: large(40_000) },
    { name: 'shops', rateClasses: ['SHOP'], thresholds: large(90_000) },
    { name: 'rest', thresholds: {} },
  ],
};
const metered = (rateClass: string, used = 100): ReviewedMeter => {
  const { register } = meter([]);
  const [from, to] = [shown('2026-04-03', 1000), shown('2026-05-03', 1000 + used)];
  return { use: { register, from, to, usedCount: used, rolledOver: false }, rateClass, reads: [] };
};
interface Asked extends Partial<Omit<BillToReview, 'bill'>> {
  readonly bill?: Partial<CalculatedBill>;
}

function found({ bill, ...about }: Asked, by = policy) {
  const calculated: CalculatedBill = {
    ...{ accountId: 1, kind: 'regular', uses: [], estimates: [], lines: [], gallons: exact(0), estimated: false },
    ...{ period: { start: day('2026-04-03'), end: day('2026-05-03') }, newCharges: cents(4000) },
    ...bill,
  };
  const asked = { meters: [metered('HOME')], estimatedBefore: false, addressMissing: false, ...about };
  return reviewBill({ bill: calculated, ...asked }, by);
}

describe('a bill larger than is usual', () => {
  const of = (amount: number) => ({ newCharges: cents(amount) });

  test('says how much it is and how much is usual', () => {
    expect(found({ bill: of(40_001) })).toEqual([
      { rule: 'large-bill', params: { amount: '400.01', largest: '400.00' }, holds: true },
    ]);
  });

  test.each([
    ['of a home and a shop: the most that either is used to', ['HOME', 'SHOP'], 90_000, true],
    ['where one meter is of a class without a limit: none', ['HOME', 'FARM'], 900_000, false],
    ['without a meter: none', [], 900_000, false],
  ])('%s', (_, classes, amount, hasLimit) => {
    const meters = classes.map((one) => metered(one));
    expect(found({ bill: of(amount), meters })).toEqual([]);
    expect(found({ bill: of(amount + 1), meters })).toHaveLength(hasLimit ? 1 : 0);
  });
});

test('a credit says how much', () => {
  expect(found({ bill: { newCharges: cents(-1050) } })).toEqual([
    { rule: 'negative-bill', params: { amount: '-10.50' }, holds: true },
  ]);
});

test('a long period says how many days, and since when', () => {
  const bill = { isLong: true, period: { start: day('2026-01-22'), end: day('2026-05-03') } };
  expect(found({ bill })).toEqual([{ rule: 'long-period', params: { days: 101, from: '2026-01-22' }, holds: true }]);
});

test('nothing more is said of what holds a bill than what it is', () => {
  const asked = { bill: { kind: 'first' as const, estimated: true }, estimatedBefore: true, addressMissing: true };
  expect(found(asked)).toEqual(
    ['estimated-again', 'first-bill', 'address-missing'].map((rule) => ({ rule, params: {}, holds: true })),
  );
});

test('of two meters with the same fault the first is named, once', () => {
  const second = metered('HOME', 0);
  const register = { ...second.use.register, serial: 'M2' };
  const meters = [metered('HOME'), metered('HOME', 0), { ...second, use: { ...second.use, register } }];
  expect(found({ meters }).map(({ rule, params }) => [rule, params['serial']])).toEqual([['zero-use', 'M1']]);
});

test('a rule that is shown holds nothing, one that is off finds nothing, the others do', () => {
  const asked = { bill: { kind: 'first' as const, newCharges: cents(-1) }, addressMissing: true };
  const some: ReviewPolicy = { ...policy, off: ['first-bill'], shown: ['negative-bill'] };
  expect(found(asked, some).map(({ rule, holds }) => [rule, holds])).toEqual([
    ['negative-bill', false],
    ['address-missing', true],
  ]);
});
