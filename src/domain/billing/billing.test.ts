import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import en from '../../../locales/en.json' with { type: 'json' };
import { cents, daysIn, period } from '../kernel/index.ts';
import {
  afterEvent,
  billingProblemCodes,
  billNumber,
  type DeliveryFacts,
  decideDelivery,
  deliveryReasons,
  feePart,
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

  test.each(['0000000022', '00000000', '100000001', 'A1000000018', '1000000018A', ''])('%j is mistyped', (number) => {
    expect(parseBillNumber(number)).toEqual({
      ok: false,
      problem: { code: 'billing.number-mistyped', field: 'bill', params: { number } },
    });
  });

  test('has nine digits and a check digit, and no serial has more', () => {
    expect([billNumber(0), billNumber(1), billNumber(100_000_001)]).toEqual(['0000000000', '0000000013', '1000000018']);
    expect(() => billNumber(1_000_000_000)).toThrow("a bill's serial has nine digits, not 1000000000");
    expect(() => billNumber(-1)).toThrow(RangeError);
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
] as const)('a %s bill, asked to %s, is %s', (state, event, after) => {
  expect(afterEvent(state, event)).toEqual({ ok: true, value: after });
});

test.each([
  ['posted', 'post'],
  ['draft', 'cancel'],
  ['cancelled', 'post'],
  ['cancelled', 'cancel'],
] as const)('a %s bill does not %s', (state, event) => {
  expect(afterEvent(state, event)).toEqual({
    ok: false,
    problem: { code: 'billing.not-possible-now', params: { state, event } },
  });
});

test.each([
  ['a 28-day month is a month', 'regular', 28, '1'],
  ['a 33-day month is a month', 'regular', 33, '1'],
  ['25 days are a month', 'regular', 25, '1'],
  ['24 days are not', 'regular', 24, '4/5'],
  ['35 days are a month', 'regular', 35, '1'],
  ['36 days are more', 'regular', 36, '6/5'],
  ['25 days of who moved in are 25', 'first', 25, '5/6'],
  ['35 days of who moved in are a month', 'first', 35, '1'],
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
    rateSegments(period(day(start), day(end)), [in2024, in2025])?.map(({ version, stretch }) => [
      version.effectiveOn.year,
      daysIn(stretch),
    ]);

  test.each([
    ['before it', '2025-01-03', '2025-02-03', [[2024, 31]]],
    ['up to the day it takes effect', '2025-02-01', '2025-03-01', [[2024, 28]]],
    [
      'inside it',
      '2025-02-12',
      '2025-03-14',
      [
        [2024, 17],
        [2025, 13],
      ],
    ],
    ['from the day it takes effect', '2025-03-01', '2025-04-01', [[2025, 31]]],
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
  [0, 0],
])('%i cents unpaid: a late fee of %i', (unpaid, fee) => {
  expect(lateFeeOn(cents(unpaid), lateFee)).toBe(fee);
});

const nobody: DeliveryFacts = {
  ebillEnded: false,
  ebillRefused: false,
  rosterEbill: false,
  registered: false,
  beforeCutOver: false,
};
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
  ['refused by the mail server', { ebillEnded: true, ebillRefused: true, registered: true }, 'paper', 'ebill-refused'],
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
  ['fee_meter_test', 'revenue.fees'],
  ['late_fee', 'revenue.fees'],
  ['feed_charge', 'revenue.water'],
  ['assistance_discount', 'assistance'],
])('%s is %s', (part, revenue) => {
  expect(revenueOf(part)).toBe(revenue);
});

test('where any unpaid cent costs a late fee, nothing unpaid costs none', () => {
  const any = { ...lateFee, minimum: cents(0) };
  expect([lateFeeOn(cents(0), any), lateFeeOn(cents(1), any)]).toEqual([0, 500]);
});

test('a fee of the utility is a part of its own', () => {
  expect([feePart('meter-test'), feePart('after-hours-visit')]).toEqual(['fee_meter_test', 'fee_after_hours_visit']);
});

test('every problem, sentence and reason for delivery has its words', () => {
  const codes = [...billingProblemCodes].map((code) => `problem.${code}`);
  const reasons = deliveryReasons.map((reason) => `bill.delivery-reason.${reason}`);
  const missing = [...codes, ...reasons].filter((key) => !Object.hasOwn(en, key));
  expect(missing).toEqual([]);
});
