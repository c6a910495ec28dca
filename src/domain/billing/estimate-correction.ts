import {
  type Cents,
  cents,
  centsToDollars,
  type Exact,
  exact,
  exactToDecimal,
  ok,
  type Period,
  type Problem,
  type Result,
  refused,
  roundHalfAwayFromZero,
  sumCents,
} from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import type { BilledPeriod } from './billed-period.ts';
import { monthsBilled } from './billing-period.ts';
import { type PricedService, priceService } from './price-service.ts';
import type { RateBook } from './rate-book.ts';
import { estimateCorrectionPart } from './revenue.ts';

interface CorrectionTerms {
  /** Newest first. */
  readonly before: readonly BilledPeriod[];
  readonly periodMonths: number;
  readonly minimumDays: number;
  readonly rates: RateBook;
}

/**
 * The line by which a bill that ends with a real read puts right the bills before it that did not: all of their water and
 * of this bill's, priced over the months it ran in, less what those bills charged and what this one does. Undefined where
 * nothing is to be put right.
 */
export function estimateCorrection(
  point: PricedService & { readonly servicePointId: number },
  bill: {
    readonly period: Period;
    readonly months: Exact;
    /** The counts from where the last bill ended; less than nothing where that was too much. */
    readonly gallons: Exact;
    readonly lines: readonly BillLine[];
    readonly isOnlyPoint: boolean;
  },
  { before, periodMonths, minimumDays, rates }: CorrectionTerms,
): Result<BillLine | undefined, Problem> {
  const monthsOf = ({ kind, period }: BilledPeriod) => monthsBilled(kind, period, minimumDays, periodMonths);
  const gallonsOf = (one: BilledPeriod) => one.gallons.get(point.servicePointId) ?? exact(0);
  const gallons = before.reduce((sum, one) => sum.add(gallonsOf(one)), bill.gallons);
  const first = before.at(-1);
  if (first === undefined) return ok(undefined);
  if (gallons.compare(0) < 0) {
    const params = { from: first.period.start.toString(), to: bill.period.end.toString() };
    return refused({ code: 'billing.less-than-billed', params });
  }
  const months = before.reduce((sum, one) => sum.add(monthsOf(one)), bill.months);
  const period = { start: first.period.start, end: bill.period.end };
  const whole = priceService(point, { gallons, months, period, rates });
  if (!whole.ok) return whole;
  const charged: Cents[] = [];
  for (const one of before) {
    // Of several service points, a bill does not say which charged what: it is calculated again.
    const again = bill.isOnlyPoint
      ? undefined
      : priceService(point, {
          gallons: notBelowZero(gallonsOf(one)),
          months: monthsOf(one),
          period: one.period,
          rates,
        });
    if (again?.ok === false) return again;
    charged.push(again === undefined ? one.charged : sumOf(again.value));
  }
  const right = sumOf(whole.value);
  const billed = sumCents(charged);
  const amount = cents(right - billed - sumOf(bill.lines));
  const rule = bill.lines[0]?.explanation.rule ?? whole.value[0]?.explanation.rule;
  if (amount === 0 || rule === undefined) return ok(undefined);
  return ok({
    part: estimateCorrectionPart,
    label: { es: 'Ajuste de las facturas estimadas', en: 'Correction of estimated bills' },
    amount,
    explanation: {
      rule,
      exactAmount: exactToDecimal(centsToDollars(amount)),
      because: [
        {
          name: 'estimates-put-right',
          values: {
            from: period.start.toString(),
            to: period.end.toString(),
            gallons: Number(roundHalfAwayFromZero(gallons)),
            right,
            billed,
            now: sumOf(bill.lines),
          },
        },
      ],
    },
  });
}

export const notBelowZero = (gallons: Exact): Exact => (gallons.compare(0) < 0 ? exact(0) : gallons);

const sumOf = (lines: readonly BillLine[]): Cents => sumCents(lines.map((line) => line.amount));
