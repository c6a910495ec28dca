import { describe, expect, test } from 'vitest';
import { day, plainFacts, publishedRates } from '../../../test/support/account-to-bill.ts';
import { cents, exact, refused } from '../kernel/index.ts';
import type { BilledPeriod } from './billed-period.ts';
import { estimateCorrection } from './estimate-correction.ts';
import { type BillLine, notBelowZero, priceService, type RateBook } from './index.ts';

const point = { servicePointId: 3, rateClass: 'RESIDENTIAL_SINGLE', facts: plainFacts };
const march = { start: day('2025-03-04'), end: day('2025-04-03') };
const april = { start: day('2025-04-03'), end: day('2025-05-03') };
const may = { start: day('2025-05-03'), end: day('2025-06-02') };

/** Base charge 20.88 a month; 1.19 a thousand gallons up to 5 a month, then 2.15. */
const billed = (period: typeof march, gallons: number, charged: number): BilledPeriod => ({
  ...{ kind: 'regular', period, charged: cents(charged) },
  gallons: new Map([[3, exact(gallons)]]),
});

interface Asked {
  readonly before: readonly BilledPeriod[];
  readonly gallons: number;
  readonly period?: typeof march;
  readonly lines?: readonly BillLine[];
  readonly isOnlyPoint?: boolean;
  readonly rates?: RateBook;
}

function correction({ before, gallons, period = april, isOnlyPoint = true, rates = publishedRates, lines }: Asked) {
  const months = exact(1);
  const own = priceService(point, { gallons: notBelowZero(exact(gallons)), months, period, rates: publishedRates });
  if (!own.ok) throw new Error(own.problem.code);
  return estimateCorrection(
    point,
    { period, months, gallons: exact(gallons), lines: lines ?? own.value, isOnlyPoint },
    { before, periodMonths: 1, minimumDays: 5, rates },
  );
}

const amountOf = (asked: Asked) => {
  const line = correction(asked);
  return line.ok ? line.value?.amount : line.problem;
};

describe('what a real read puts right', () => {
  test.each([
    ['an estimate in the same tiers: nothing', [billed(march, 5000, 2683)], 7000, undefined],
    // 12,000 gallons of two months: 41.76, 10 at 1.19 and 2 at 2.15 are 57.96, less 24.45 and 35.43.
    ['an estimate too low: two thousand gallons come into the cheaper tier', [billed(march, 3000, 2445)], 9000, -192],
    // 10,000 of two months: 41.76 and 11.90 are 53.66, less 41.88 and 20.88.
    ['an estimate too high by two thousand gallons', [billed(march, 12_000, 4188)], -2000, -910],
    ['an estimate of water that never ran', [billed(march, 2000, 2326)], -2000, -238],
    ['a bill that charged too little for what it said', [billed(march, 5000, 2600)], 7000, 83],
    ['a bill that ended with no doubt before it', [], 7000, undefined],
  ])('%s', (_, before, gallons, amount) => {
    expect(amountOf({ before, gallons })).toBe(amount);
  });

  test('of several bills in a row all are put right, from the first one on', () => {
    // 15,000 of three months: 62.64 and 17.85 are 80.49; 27.88, 20.88 and 36.58 were charged.
    const before = [billed(april, 0, 2088), billed(march, 5500, 2791)];
    const line = correction({ before, gallons: 9500, period: may });
    expect(line.ok && line.value?.amount).toBe(8049 - 2088 - 2791 - 3651);
    expect(line.ok && line.value?.explanation.because?.[0]?.values).toMatchObject({
      ...{ from: '2025-03-04', to: '2025-06-02', gallons: 15_000, right: 8049, billed: 4879, now: 3651 },
    });
  });

  test('a bill of a few days counts as the months it was billed for', () => {
    // Three days of a first bill are five: a sixth of a month, with its base charge and its tiers.
    const first: BilledPeriod = {
      ...billed({ start: day('2025-03-31'), end: day('2025-04-03') }, 0, 348),
      kind: 'first',
    };
    // 7,000 of 7/6 months: 24.36, 5.8333 at 1.19 (6.94) and 1.1667 at 2.15 (2.51), less 3.48 and 31.13.
    expect(amountOf({ before: [first], gallons: 7000 })).toBe(2436 + 694 + 251 - 348 - 3113);
  });
});

test('the line says which days, how much water, what is right and what was billed', () => {
  const lines = priceService(point, { gallons: exact(9000), months: exact(1), period: april, rates: publishedRates });
  expect(correction({ before: [billed(march, 3000, 2445)], gallons: 9000 })).toStrictEqual({
    ok: true,
    value: {
      part: 'estimate_correction',
      label: { es: 'Ajuste de las facturas estimadas', en: 'Correction of estimated bills' },
      amount: -192,
      explanation: {
        rule: lines.ok && lines.value[0]?.explanation.rule,
        exactAmount: '-1.92',
        because: [
          {
            name: 'estimates-put-right',
            values: {
              ...{ from: '2025-03-04', to: '2025-05-03', gallons: 12_000 },
              ...{ right: 5796, billed: 2445, now: 3543 },
            },
          },
        ],
      },
    },
  });
});

test('a bill without lines of its own is put right by the rule of those it puts right', () => {
  const line = correction({ before: [billed(march, 3000, 2445)], gallons: 9000, lines: [] });
  expect(line.ok && line.value).toMatchObject({
    amount: 5796 - 2445,
    explanation: { rule: { file: 'residential-inside-2025-03-01.owrs', line: 26 } },
  });
});

test('without any rate to go by there is no line', () => {
  const nothing: RateBook = (rateClass) =>
    publishedRates(rateClass).map((version) => ({ ...version, price: () => ({ ok: true, value: [] }) }));
  expect(correction({ before: [billed(march, 3000, 2445)], gallons: 9000, lines: [], rates: nothing })).toEqual({
    ok: true,
    value: undefined,
  });
});

describe('of several service points', () => {
  test('each one’s share of the bill before is calculated again', () => {
    const before = [billed(march, 3000, 99_999)];
    expect(amountOf({ before, gallons: 9000, isOnlyPoint: false })).toBe(-192);
  });

  test('one that was billed less than nothing was charged for none', () => {
    // -1,000 was charged as 0: 20.88. Nine thousand less one of two months: 41.76 and 9.52, less 20.88 and 35.43.
    const before = [billed(march, -1000, 99_999)];
    expect(amountOf({ before, gallons: 9000, isOnlyPoint: false })).toBe(4176 + 952 - 2088 - 3543);
  });

  test('one that was not on the bill before had no water on it', () => {
    const before = [{ ...billed(march, 0, 99_999), gallons: new Map([[8, exact(5000)]]) }];
    expect(amountOf({ before, gallons: 9000, isOnlyPoint: false })).toBe(4176 + 1071 - 2088 - 3543);
  });

  test('a bill that can no longer be calculated is told', () => {
    const none = refused({ code: 'rates.division-by-zero' });
    const rates: RateBook = (rateClass) =>
      publishedRates(rateClass).map((version) => ({
        ...version,
        price: (use) => (use.gallons.equals(3000) ? none : version.price(use)),
      }));
    const before = [billed(march, 3000, 2445)];
    expect(amountOf({ before, gallons: 9000, isOnlyPoint: false, rates })).toEqual({ code: 'rates.division-by-zero' });
    expect(amountOf({ before, gallons: 9000, rates })).toBe(-192);
  });
});

test('more was billed than ran: that is for a person', () => {
  const problem = { code: 'billing.less-than-billed', params: { from: '2025-03-04', to: '2025-05-03' } };
  expect(amountOf({ before: [billed(march, 1999, 2326)], gallons: -2000 })).toEqual(problem);
});

test('without rates in force on the first day nothing can be put right', () => {
  const before = [billed({ start: day('2024-02-20'), end: day('2025-04-03') }, 3000, 2445)];
  expect(amountOf({ before, gallons: 9000 })).toEqual({
    code: 'billing.no-rate-for-class',
    params: { class: 'RESIDENTIAL_SINGLE', on: '2024-02-20' },
  });
});
