import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import en from '../../../locales/en.json' with { type: 'json' };
import { cents, period } from '../kernel/index.ts';
import {
  afterEvent,
  billingProblemCodes,
  billNumber,
  type DeliveryFacts,
  decideDelivery,
  deliveryReasons,
  explainLine,
  lateFeeOn,
  monthsBilled,
  parseBillNumber,
  rateSegments,
  revenueOf,
  summaryOfCharges,
} from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const lateFee = { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true };

describe("a bill's number", () => {
  test('is read however it is written', () => {
    expect(parseBillNumber(` ${billNumber(100_000_001).replace(/(\d{5})/, '$1-')} `)).toEqual({
      ok: true,
      value: billNumber(100_000_001),
    });
  });

  test('shows every wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.nat({ max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (serial, at, off) => {
          const digits = [...billNumber(serial)].map(Number);
          const wrong = digits.with(at, ((digits[at] ?? 0) + off) % 10).join('');
          expect(parseBillNumber(wrong).ok).toBe(false);
          const neighbour = (at + 1) % 10;
          const swapped = digits.with(at, digits[neighbour] ?? 0).with(neighbour, digits[at] ?? 0);
          if (at < 9 && digits[at] !== digits[neighbour]) expect(parseBillNumber(swapped.join('')).ok).toBe(false);
        },
      ),
    );
  });
});

test.each([
  ['draft', 'post', 'posted'],
  ['posted', 'cancel', 'cancelled'],
  ['posted', 'post', undefined],
  ['draft', 'cancel', undefined],
  ['cancelled', 'post', undefined],
  ['cancelled', 'cancel', undefined],
] as const)('a %s bill, asked to %s, is %s', (state, event, after) => {
  const result = afterEvent(state, event);
  expect(result.ok ? result.value : undefined).toBe(after);
});

test.each([
  ['a 28-day month is a month', 'regular', 28, '1'],
  ['a 33-day month is a month', 'regular', 33, '1'],
  ['two months at once are two months', 'regular', 61, '61/30'],
  ['moved in mid-month', 'first', 17, '17/30'],
  ['moved in just after the last read', 'first', 31, '1'],
  ['moved out after three days of the period: five are billed', 'final', 3, '1/6'],
  ['five days are five days', 'final', 5, '1/6'],
  ['a first bill of six weeks', 'first', 42, '7/5'],
] as const)('%s', (_, kind, days, months) => {
  const start = day('2025-03-04');
  expect(monthsBilled(kind, period(start, start.add({ days })), 5).toFraction()).toBe(months);
});

test.each([
  ['two months of rates for two months', 'regular', 2, 61, '2'],
  ['February and March', 'regular', 2, 59, '2'],
  ['one month of rates for two', 'first', 2, 30, '1'],
  ['a quarter', 'regular', 3, 91, '3'],
  ['moved out of a quarter after ten days', 'final', 3, 10, '1/3'],
  ['a quarter and a month at once', 'regular', 3, 121, '121/30'],
] as const)('rates written for more than a month: %s', (_, kind, periodMonths, days, months) => {
  const start = day('2025-03-04');
  expect(monthsBilled(kind, period(start, start.add({ days })), 5, periodMonths).toFraction()).toBe(months);
});

describe('a rate change', () => {
  const in2024 = { effectiveOn: day('2024-03-01') };
  const in2025 = { effectiveOn: day('2025-03-01') };
  const segments = (start: string, end: string) =>
    rateSegments(period(day(start), day(end)), [in2025, in2024])?.map(({ version, days, share }) => [
      version.effectiveOn.year,
      days,
      share.toFraction(),
    ]);

  test.each([
    ['before it', '2025-01-03', '2025-02-03', [[2024, 31, '1']]],
    ['up to the day it takes effect', '2025-02-01', '2025-03-01', [[2024, 28, '1']]],
    [
      'inside it',
      '2025-02-12',
      '2025-03-14',
      [
        [2024, 17, '17/30'],
        [2025, 13, '13/30'],
      ],
    ],
    ['from the day it takes effect', '2025-03-01', '2025-04-01', [[2025, 31, '1']]],
  ])('a period %s', (_, start, end, expected) => {
    expect(segments(start, end)).toEqual(expected);
  });

  test('a period before any rate has none', () => {
    expect(segments('2024-02-20', '2024-03-20')).toBeUndefined();
  });
});

test.each([
  ['paid in full', [2414, 0, 0], 2773, [2414, -2414, 0, 2773]],
  ['nothing paid', [2414, 2414, 0], 2773, [2414, 0, 2414, 5187]],
  ['paid ahead', [2414, -1000, 0], 2773, [2414, -3414, -1000, 1773]],
  ['a late fee since is a new charge', [2414, 2914, 500], 3273, [2414, 0, 2414, 5687]],
  ['never billed', [0, 0, 0], 2773, [0, 0, 0, 2773]],
])('summary of charges: %s', (_, [last = 0, balance = 0, fees = 0], charges, expected) => {
  const standing = { lastAmountDue: cents(last), balance: cents(balance), postedSince: cents(fees) };
  const summary = summaryOfCharges(standing, cents(charges), lateFee);
  expect([summary.previousBalance, summary.payments, summary.balanceForward, summary.amountDue]).toEqual(expected);
  expect(summary.previousBalance + summary.payments).toBe(summary.balanceForward);
});

test.each([
  [999, 0],
  [1000, 500],
  [-1000, 0],
])('%i cents unpaid: a late fee of %i', (unpaid, fee) => {
  expect(lateFeeOn(cents(unpaid), lateFee)).toBe(fee);
});

const nobody: DeliveryFacts = { ebillEnded: false, rosterEbill: false, registered: false, beforeCutOver: false };
test.each<[string, Partial<DeliveryFacts>, string, string]>([
  ['an e-bill with a verified address', { ebill: { verified: true }, registered: true }, 'ebill', 'ebill-enrolled'],
  [
    'an e-bill whose address is not verified',
    { ebill: { verified: false }, rosterEbill: true },
    'paper',
    'ebill-address-unverified',
  ],
  [
    'the old portal still sends its e-bills',
    { rosterEbill: true, beforeCutOver: true },
    'ebill',
    'ebill-by-old-portal',
  ],
  ['an e-bill that lapsed, not registered again', { rosterEbill: true }, 'paper', 'ebill-lapsed-at-cut-over'],
  ['registered again without e-bill', { rosterEbill: true, registered: true }, 'paper', 'ebill-lapsed-at-cut-over'],
  ['switched off here', { ebillEnded: true, rosterEbill: true, registered: true }, 'paper', 'ebill-ended'],
  ['registered, never asked for e-bill', { registered: true }, 'paper', 'paper-preferred'],
  ['no login at all', {}, 'paper', 'never-registered'],
])('delivery: %s', (_, facts, delivery, reason) => {
  expect(decideDelivery({ ...nobody, ...facts })).toEqual({ delivery, reason });
});

test.each([
  ['service_charge', 'revenue.water'],
  ['commodity_charge', 'revenue.water'],
  ['backflow_fee', 'revenue.fees'],
  ['coffee_charge', 'revenue.water'],
])('%s is %s', (part, revenue) => {
  expect(revenueOf(part)).toBe(revenue);
});

describe('why a line is what it is', () => {
  const rule = { file: 'rates.owrs', line: 14, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' };
  const label = { es: 'Agua', en: 'Water' };
  const keys = (line: Parameters<typeof explainLine>[0]) => explainLine(line).map((sentence) => sentence.key);

  test('use × price in a tier, for a share of the days, rounded', () => {
    const explanation = {
      rule,
      days: 13,
      periodDays: 30,
      share: '13/30',
      tier: { number: 1, from: '0', to: '2.166666666667' },
      exactAmount: '2.578333333333',
    };
    expect(
      keys({
        part: 'water',
        label,
        quantity: '2.166666666667',
        unit: 'kgal',
        unitPrice: '1.19',
        amount: cents(258),
        explanation,
      }),
    ).toEqual(['explain.quantity', 'explain.tier', 'explain.share', 'explain.rounded', 'explain.rule']);
  });

  test('a whole base charge says only its rule, and that it is a sample', () => {
    const explanation = { rule, exactAmount: '20.88', sample: true };
    expect(keys({ part: 'base', label, amount: cents(2088), explanation })).toEqual(['explain.rule', 'explain.sample']);
  });
});

test('every problem, sentence and reason for delivery has its words', () => {
  const codes = [...billingProblemCodes].map((code) => `problem.${code}`);
  const reasons = deliveryReasons.map((reason) => `bill.delivery-reason.${reason}`);
  const missing = [...codes, ...reasons].filter((key) => !Object.hasOwn(en, key));
  expect(missing).toEqual([]);
});
