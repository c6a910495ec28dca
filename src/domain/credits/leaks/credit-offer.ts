import type { BillLine } from '../../billing/index.ts';
import { type Cents, cents, exact, isAfter, isOnOrBefore, roundToCents, sumCents } from '../../kernel/index.ts';
import type { CreditRule } from './credit-rule.ts';
import { excessCharge } from './excess-charge.ts';
import type { LeakCreditsProblemCode } from './problems.ts';

/** A posted bill, as a credit is calculated from it. */
export interface BilledPeriod {
  readonly number: string;
  readonly start: Temporal.PlainDate;
  /** The first day not billed. */
  readonly end: Temporal.PlainDate;
  /** Whole gallons. */
  readonly gallons: number;
  readonly lines: readonly BillLine[];
}

export interface LeakToCredit {
  readonly beganOn: Temporal.PlainDate;
  /** The last day on which it was seen. */
  readonly lastOn: Temporal.PlainDate;
  /** Stopped as far as reads go; a credit before that would be guessed. */
  readonly hasStopped: boolean;
  /** The customer said what it was and that it is repaired. */
  readonly isRepaired: boolean;
}

/** What one bill says about the leak. */
export interface BillExcess {
  readonly number: string;
  readonly end: Temporal.PlainDate;
  readonly gallons: number;
  /** What the same days usually take, in whole gallons. */
  readonly usualGallons: number;
  readonly excessGallons: number;
  readonly excess: Cents;
}

/** The rule's answer, with its whole sum. */
export interface CreditOffer {
  /** Why nothing can be credited; empty where something can. */
  readonly refusals: readonly LeakCreditsProblemCode[];
  readonly bills: readonly BillExcess[];
  /** What the leak added to the bills. */
  readonly excess: Cents;
  readonly sharePercent: number;
  readonly cap: Cents;
  /** Zero where refused. */
  readonly amount: Cents;
  readonly sample: boolean;
}

/**
 * What a leak is credited under the rule, from the account's posted bills (newest first) and the days of its credits
 * before.
 */
export function creditOffer(
  rule: CreditRule,
  asked: {
    readonly leak: LeakToCredit;
    readonly bills: readonly BilledPeriod[];
    readonly creditedOn: readonly Temporal.PlainDate[];
    readonly on: Temporal.PlainDate;
  },
): CreditOffer {
  const { leak, on } = asked;
  const leaking = asked.bills.filter((bill) => overlaps(bill, leak));
  const usual = usualGallonsADay(
    asked.bills.filter((bill) => isOnOrBefore(bill.end, leak.beganOn)).slice(0, rule.usualBills),
  );
  const bills =
    usual === undefined
      ? []
      : leaking
          .map((bill) => excessOf(bill, usual))
          .filter(({ excessGallons }) => excessGallons > 0)
          .toSorted((a, b) => b.excess - a.excess)
          .slice(0, rule.bills);
  const excess = sumCents(bills.map((bill) => bill.excess));
  const share = roundToCents(exact(excess).mul(exact(rule.sharePercent)).div(10_000));
  const gallons = bills.reduce((sum, bill) => sum + bill.excessGallons, 0);
  const refusals: LeakCreditsProblemCode[] = [];
  if (!leak.hasStopped) refusals.push('leak-credits.still-running');
  else if (!leak.isRepaired) refusals.push('leak-credits.not-repaired');
  if (isAfter(on, leak.lastOn.add({ days: rule.askWithinDays }))) refusals.push('leak-credits.too-late');
  if (asked.creditedOn.some((day) => isAfter(day.add({ months: rule.onceInMonths }), on)))
    refusals.push('leak-credits.credited-before');
  if (leaking.length === 0) refusals.push('leak-credits.not-billed-yet');
  else if (usual === undefined) refusals.push('leak-credits.no-history');
  else if (gallons < rule.minGallons) refusals.push('leak-credits.too-little');
  return {
    refusals,
    bills,
    excess,
    sharePercent: rule.sharePercent,
    cap: rule.cap,
    amount: refusals.length > 0 ? cents(0) : cents(Math.min(share, rule.cap)),
    sample: rule.sample,
  };
}

const overlaps = ({ start, end }: BilledPeriod, { beganOn, lastOn }: LeakToCredit): boolean =>
  isOnOrBefore(start, lastOn) && isAfter(end, beganOn);

const daysOf = ({ start, end }: BilledPeriod): number => start.until(end).days;

/** By the bills before the leak together: their gallons over their days, exactly. */
function usualGallonsADay(before: readonly BilledPeriod[]) {
  const days = before.reduce((sum, bill) => sum + daysOf(bill), 0);
  return days === 0 ? undefined : exact(before.reduce((sum, bill) => sum + bill.gallons, 0)).div(days);
}

function excessOf(bill: BilledPeriod, usualADay: NonNullable<ReturnType<typeof usualGallonsADay>>): BillExcess {
  const usualGallons = Number(usualADay.mul(daysOf(bill)).round().valueOf());
  const excessGallons = Math.max(0, bill.gallons - usualGallons);
  return {
    number: bill.number,
    end: bill.end,
    gallons: bill.gallons,
    usualGallons,
    excessGallons,
    excess: excessCharge(bill.lines, exact(excessGallons)),
  };
}

/**
 * Why it is too early to ask: a request is made once a leak, with its whole sum. Any other refusal is for a person of the
 * staff to look at again.
 */
export const tooEarly = ({ refusals }: CreditOffer): LeakCreditsProblemCode | undefined =>
  refusals.find((code) => code === 'leak-credits.still-running' || code === 'leak-credits.not-billed-yet');
