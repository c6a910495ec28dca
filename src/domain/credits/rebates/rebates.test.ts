import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, present } from '../../kernel/index.ts';
import { mayAppealRebate, type RebateProgramme, type RebateStep, rebateOffer, stepOf } from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const toilets: RebateProgramme = {
  id: 'toilet',
  amountEach: cents(7500),
  sharePercent: 80,
  maxItems: 2,
  documents: ['receipt'],
  budget: cents(100_000),
  from: day('2026-01-01'),
  until: day('2026-12-31'),
  askWithinDays: 90,
};
const asked = { items: 1, price: cents(20_000), boughtOn: day('2026-05-01'), on: day('2026-05-07') };
const unused = { itemsBefore: 0, spent: cents(0) };

describe('what a programme pays', () => {
  test.each([
    ['its amount for each', asked, 7500],
    ['its amount for each of two', { ...asked, items: 2, price: cents(40_000) }, 15_000],
    ['its share of a low price', { ...asked, price: cents(8999) }, 7199],
  ] as const)('is %s', (_, about, amount) => {
    expect(rebateOffer(toilets, about, unused)).toMatchObject({ ok: true, value: { amount } });
  });

  test.each([
    ['before the window', { ...asked, on: day('2025-12-31'), boughtOn: day('2025-12-30') }, unused, 'rebates.closed'],
    ['after it', { ...asked, on: day('2027-01-01'), boughtOn: day('2026-12-30') }, unused, 'rebates.closed'],
    ['not bought yet', { ...asked, boughtOn: day('2026-05-08') }, unused, 'rebates.bought-ahead'],
    ['bought too long ago', { ...asked, boughtOn: day('2026-02-05') }, unused, 'rebates.too-late'],
    ['more than are left', { ...asked, items: 2 }, { ...unused, itemsBefore: 1 }, 'rebates.too-many'],
    ['none is left', asked, { ...unused, itemsBefore: 2 }, 'rebates.had-all'],
    ['the budget is spent', asked, { ...unused, spent: cents(92_501) }, 'rebates.no-budget'],
  ] as const)('is nothing where %s', (_, about, use, code) => {
    const offer = rebateOffer(toilets, about, use);
    expect(offer.ok ? [] : offer.problem.map((one) => one.code)).toEqual([code]);
  });

  test('never passes the amount for each, the share of the price or the budget', () => {
    const amounts = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 0, max: 100_000 }),
        (price, items, spent) => {
          const offer = rebateOffer(
            toilets,
            { ...asked, price: cents(price), items },
            { itemsBefore: 0, spent: cents(spent) },
          );
          if (!offer.ok) return;
          const { amount } = offer.value;
          expect(amount).toBeLessThanOrEqual(7500 * items);
          expect(amount).toBeLessThanOrEqual(Math.ceil(price * 0.8));
          expect(amount + spent).toBeLessThanOrEqual(100_000);
        },
      ),
    );
  });
});

describe('an answer', () => {
  const at = Temporal.Instant.from('2026-05-08T16:00:00Z');
  const limits = { secondAbove: cents(10_000), max: cents(15_000), budgetLeft: cents(50_000) };
  const approve = (staffId: string, amount = 7500) =>
    ({ staffId, answer: 'approve', amount: cents(amount), reason: '' }) as const;
  const step = (kind: RebateStep['kind'], staffId?: string, amount?: number): RebateStep => ({
    kind,
    reason: 'x',
    at,
    ...present({ staffId }),
    ...(amount === undefined ? {} : { amount: cents(amount) }),
  });
  const of = (steps: readonly RebateStep[], answer: Parameters<typeof stepOf>[1], given = limits) => {
    const found = stepOf(steps, answer, given);
    return found.ok ? [found.value.kind, found.value.amount] : found.problem.code;
  };

  test('pays at once up to the limit, and above it takes a second person, who pays what the first approved', () => {
    expect(of([], approve('luz', 10_000))).toEqual(['paid', 10_000]);
    expect(of([], approve('luz', 10_001))).toEqual(['approved', 10_001]);
    const first = [step('approved', 'luz', 15_000)];
    expect(of(first, approve('luz', 15_000))).toBe('rebates.own-decision');
    expect(of(first, approve('bea', 1))).toEqual(['paid', 15_000]);
    // Who approved it first does not pay it after more papers came either.
    const again = [...first, step('more-needed', 'bea'), step('answered')];
    expect(of(again, approve('luz', 500))).toBe('rebates.own-decision');
  });

  test('is one; asks for more with a reason; waits for the customer', () => {
    const more = { ...approve('luz'), answer: 'more', reason: 'The receipt has no date.' } as const;
    expect(of([step('paid', 'luz', 100)], approve('bea'))).toBe('rebates.decided');
    expect(of([step('refused', 'luz')], approve('bea'))).toBe('rebates.decided');
    expect(of([], { ...more, reason: '' })).toBe('rebates.reason-missing');
    expect(of([], more)).toEqual(['more-needed', undefined]);
    expect(of([step('more-needed', 'luz')], approve('luz'))).toBe('rebates.waits-for-customer');
    expect(of([step('more-needed', 'luz')], { ...more, answer: 'refuse' })).toEqual(['refused', undefined]);
    expect(of([step('more-needed', 'luz'), step('answered')], approve('luz'))).toEqual(['paid', 7500]);
  });

  test('to an appeal comes from somebody else, with a reason, and a second refusal is the last', () => {
    const refuse = (staffId: string) => ({ ...approve(staffId), answer: 'refuse', reason: 'Another house.' }) as const;
    const appealed = [step('refused', 'luz'), step('appealed')];
    expect([
      mayAppealRebate([step('refused', 'luz')]),
      mayAppealRebate(appealed),
      mayAppealRebate([step('paid', 'luz', 5)]),
    ]).toEqual([...[true, false, false]]);
    for (const answer of [approve('luz'), refuse('luz'), { ...refuse('luz'), answer: 'more' } as const])
      expect(of(appealed, answer)).toBe('rebates.own-refusal');
    expect(of(appealed, approve('bea'))).toBe('rebates.reason-missing');
    expect(of(appealed, { ...approve('bea'), reason: 'It is the house.' })).toEqual(['paid', 7500]);
    // Also above the limit, and after more papers came, the one who refused is none of the two.
    const above = [...appealed, step('approved', 'bea', 15_000)];
    expect(of(above, { ...approve('luz'), reason: 'x' })).toBe('rebates.own-refusal');
    expect(of(above, { ...approve('eva'), reason: 'x' })).toEqual(['paid', 15_000]);
    expect(of([...appealed, step('more-needed', 'bea'), step('answered')], refuse('luz'))).toBe('rebates.own-refusal');
    expect(of(appealed, refuse('bea'))).toEqual(['refused', undefined]);
    expect(mayAppealRebate([...appealed, step('refused', 'bea')])).toBe(false);
  });

  test('is never more than was offered, nor than is left', () => {
    expect(of([], approve('luz', 0))).toBe('rebates.amount-unreadable');
    expect(of([], approve('luz', 15_001))).toBe('rebates.amount-too-large');
    expect(of([], approve('luz', 7500), { ...limits, budgetLeft: cents(7499) })).toBe('rebates.no-budget');
  });
});
