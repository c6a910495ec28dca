import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BillLine } from '../../billing/index.ts';
import { cents, exact } from '../../kernel/index.ts';
import {
  type BilledPeriod,
  type CreditRule,
  costOfWater,
  creditOffer,
  creditStanding,
  excessCharge,
  type LeakToCredit,
  mayAppealCredit,
  mayDecide,
  tooEarly,
} from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const rule: CreditRule = {
  sharePercent: 50,
  cap: cents(30_000),
  bills: 2,
  usualBills: 12,
  minGallons: 1000,
  askWithinDays: 90,
  onceInMonths: 24,
  sample: true,
};

const line = (part: string, kgal: string, price: string): BillLine => ({
  part,
  label: { es: part, en: part },
  quantity: kgal,
  unit: 'kgal',
  unitPrice: price,
  amount: cents(0),
  explanation: { rule: { file: 'test', line: 1, rateClass: 'R', effectiveOn: '2025-03-01' }, exactAmount: '0' },
});

/** Three tiers, as a bill of 20 thousand gallons has them. */
const dear = [line('tier 1', '5', '1.19'), line('tier 2', '10', '1.65'), line('tier 3', '5', '2.90')];

const month = (end: string, gallons: number, lines: readonly BillLine[] = []): BilledPeriod => ({
  number: end,
  start: day(end).subtract({ days: 30 }),
  end: day(end),
  gallons,
  lines,
});

const usual = ['2026-04-30', '2026-03-31', '2026-03-01'].map((end) => month(end, 6000));
const leak: LeakToCredit = {
  beganOn: day('2026-05-10'),
  lastOn: day('2026-05-24'),
  hasStopped: true,
  isRepaired: true,
};
const none: readonly Temporal.PlainDate[] = [];
const asked = { leak, bills: [month('2026-05-30', 20_000, dear), ...usual], creditedOn: none, on: day('2026-06-10') };

describe('what the leak added', () => {
  test.each([
    ['4,000 gallons of the most expensive tier', 4000, 1160],
    ['the most expensive tier whole, and 9,000 of the next', 14_000, 5 * 290 + 9 * 165],
    ['all there is, and no more', 50_000, 5 * 290 + 10 * 165 + 5 * 119],
    ['nothing', 0, 0],
  ])('%s', (_, gallons, charged) => {
    expect(excessCharge(dear, exact(gallons))).toBe(charged);
  });

  test('a leak that runs is shown at the highest price of the last bill', () => {
    expect(costOfWater(dear, 1200)).toBe(348);
    expect(costOfWater([], 1200)).toBeUndefined();
  });

  test('half of it is offered, with its sum', () => {
    expect(creditOffer(rule, asked)).toEqual({
      refusals: [],
      bills: [
        {
          number: '2026-05-30',
          end: day('2026-05-30'),
          gallons: 20_000,
          usualGallons: 6000,
          excessGallons: 14_000,
          excess: 2935,
        },
      ],
      excess: 2935,
      sharePercent: 50,
      cap: 30_000,
      amount: 1468,
      sample: true,
    });
  });

  test('the cap holds, and so does the number of bills', () => {
    const bills = ['2026-07-29', '2026-06-29', '2026-05-30'].map((end) => month(end, 20_000, dear));
    const long = {
      ...asked,
      bills: [...bills, ...usual],
      leak: { ...leak, lastOn: day('2026-07-20') },
      on: day('2026-08-01'),
    };
    expect(creditOffer({ ...rule, cap: cents(2000) }, long)).toMatchObject({ excess: 5870, amount: 2000 });
    expect(creditOffer(rule, long).bills).toHaveLength(2);
  });

  test('never negative, never more than its share or the cap, whatever was billed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 5000 }),
        (uses, sharePercent, cap) => {
          const bills = uses.map((gallons, index) =>
            month(
              day('2026-05-30')
                .subtract({ days: 30 * index })
                .toString(),
              gallons,
              dear,
            ),
          );
          const offer = creditOffer({ ...rule, sharePercent, cap: cents(cap) }, { ...asked, bills });
          expect(offer.amount).toBeGreaterThanOrEqual(0);
          expect(offer.amount).toBeLessThanOrEqual(Math.min(cap, Math.ceil((offer.excess * sharePercent) / 100)));
        },
      ),
    );
  });
});

test.each<[string, Partial<typeof asked>]>([
  ['leak-credits.still-running', { leak: { ...leak, hasStopped: false } }],
  ['leak-credits.not-repaired', { leak: { ...leak, isRepaired: false } }],
  ['leak-credits.too-late', { on: day('2026-08-23') }],
  ['leak-credits.credited-before', { creditedOn: [day('2025-01-15')] }],
  ['leak-credits.not-billed-yet', { bills: usual }],
  ['leak-credits.no-history', { bills: asked.bills.slice(0, 1) }],
  ['leak-credits.too-little', { bills: [month('2026-05-30', 6900, dear), ...usual] }],
])('%s', (code, change) => {
  expect(creditOffer(rule, { ...asked, ...change })).toMatchObject({ refusals: [code], amount: 0 });
});

test('it is too early while water runs or before a bill has it; any other refusal a person may overrule', () => {
  const early = (change: Partial<typeof asked>) => tooEarly(creditOffer(rule, { ...asked, ...change }));
  expect(early({ leak: { ...leak, hasStopped: false } })).toBe('leak-credits.still-running');
  expect(early({ bills: usual })).toBe('leak-credits.not-billed-yet');
  expect(early({ on: day('2027-01-01') })).toBeUndefined();
});

test('the last day to ask, and the first day of the next credit, are still good', () => {
  expect(creditOffer(rule, { ...asked, on: day('2026-08-22') }).refusals).toEqual([]);
  expect(creditOffer(rule, { ...asked, creditedOn: [day('2024-06-10')] }).refusals).toEqual([]);
});

describe('a request', () => {
  const at = Temporal.Instant.from('2026-06-11T16:00:00Z');
  const denied = { staffId: 'luz', outcome: 'denied', amount: cents(0), at } as const;
  const some = { staffId: 'luz', outcome: 'approved', amount: cents(1000), at } as const;
  const asked = { decisions: [], isAppealed: false };

  test.each([
    ['asked', asked, 'asked', false],
    ['denied', { decisions: [denied], isAppealed: false }, 'denied', true],
    ['approved', { decisions: [some], isAppealed: false }, 'approved', true],
    ['denied and appealed', { decisions: [denied], isAppealed: true }, 'appealed', false],
    ['denied twice', { decisions: [denied, { ...denied, staffId: 'ana' }], isAppealed: true }, 'final-denied', false],
    ['more on appeal', { decisions: [some, { ...some, staffId: 'ana' }], isAppealed: true }, 'final-approved', false],
    [
      'no more on appeal',
      { decisions: [some, { ...denied, staffId: 'ana' }], isAppealed: true },
      'final-approved',
      false,
    ],
  ] as const)('%s', (_, facts, standing, appeal) => {
    expect([creditStanding(facts), mayAppealCredit(facts)]).toEqual([standing, appeal]);
  });

  const max = cents(1468);
  const problemOf = (...given: Parameters<typeof mayDecide>) => {
    const may = mayDecide(...given);
    return may.ok ? undefined : may.problem.code;
  };
  test('is decided once, its appeal by somebody else, and never above the most', () => {
    expect(problemOf(asked, some, max)).toBeUndefined();
    expect(problemOf({ decisions: [denied], isAppealed: false }, some, max)).toBe('leak-credits.decided');
    expect(problemOf({ decisions: [denied], isAppealed: true }, some, max)).toBe('leak-credits.own-decision');
    expect(problemOf({ decisions: [denied], isAppealed: true }, { ...some, staffId: 'ana' }, max)).toBeUndefined();
    expect(problemOf(asked, { ...some, amount: cents(1469) }, max)).toBe('leak-credits.amount-too-large');
    expect(problemOf({ decisions: [some], isAppealed: true }, { ...some, staffId: 'ana' }, max)).toBe(
      'leak-credits.amount-too-large',
    );
    expect(problemOf(asked, { ...some, amount: cents(0) }, max)).toBe('leak-credits.amount-unreadable');
  });
});
