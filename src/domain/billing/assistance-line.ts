import {
  type Cents,
  cents,
  centsToDollars,
  daysIn,
  type Exact,
  earlierOf,
  exactToDecimal,
  type Period,
  roundToCents,
  sumCents,
  type Wording,
} from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import { daysOf, type Span } from './days-of-span.ts';
import { assistancePart } from './revenue.ts';

/** What a programme takes off (`assistance.programmes` of utility.yaml). */
export interface AssistanceTerms {
  readonly id: string;
  readonly name: Wording;
  readonly off: { readonly percent: number } | { readonly amountAMonth: Cents };
  /** Of which parts of the rate schedule; undefined: of all. */
  readonly parts?: readonly string[];
  /** The most it takes off a month. */
  readonly capAMonth?: Cents;
  /** The first day on which the programme is over for everybody. */
  readonly endsOn?: Temporal.PlainDate;
  readonly sample: boolean;
}

/** That an account is in a programme, from a day until another. */
export interface AssistanceSpan extends Span {
  readonly programme: string;
}

interface BillToDiscount {
  readonly period: Period;
  readonly months: Exact;
  /** What the rates charge. */
  readonly lines: readonly BillLine[];
  readonly programmes: readonly AssistanceTerms[];
}

/**
 * What programmes take off a bill, a line each: the percent of the lines it is for, or its amount a month times the months
 * billed; at most its cap times the months, at most those lines; times the share of the days on which the account was in
 * it. All together never more than the rates charge.
 */
export function assistanceLines(spans: readonly AssistanceSpan[], bill: BillToDiscount): readonly BillLine[] {
  let left = Math.max(0, sumCents(bill.lines.map((line) => line.amount)));
  return spans.flatMap((span) => {
    const line = assistanceLine(span, bill, cents(left));
    if (line === undefined) return [];
    left += line.amount;
    return [line];
  });
}

function assistanceLine(span: AssistanceSpan, bill: BillToDiscount, left: Cents): BillLine | undefined {
  const { period, months } = bill;
  const terms = bill.programmes.find(({ id }) => id === span.programme);
  if (terms === undefined) return undefined;
  const endsOn = earlier(span.endsOn, terms.endsOn);
  const days = daysOf(endsOn === undefined ? { fromOn: span.fromOn } : { fromOn: span.fromOn, endsOn }, period);
  const { parts, off, capAMonth } = terms;
  const base = sumCents(bill.lines.filter((line) => parts?.includes(line.part) !== false).map((line) => line.amount));
  if (days === 0 || base <= 0) return undefined;
  const whole =
    'percent' in off ? centsToDollars(base).mul(off.percent).div(100) : centsToDollars(off.amountAMonth).mul(months);
  const cap = capAMonth === undefined ? undefined : centsToDollars(capAMonth).mul(months);
  const isCapped = cap !== undefined && whole.compare(cap) > 0;
  const periodDays = daysIn(period);
  const exactOff = lesser(isCapped ? cap : whole, centsToDollars(base))
    .mul(days)
    .div(periodDays);
  const amount = cents(-Math.min(left, roundToCents(exactOff)));
  if (amount === 0) return undefined;
  return {
    part: assistancePart,
    label: terms.name,
    amount,
    explanation: {
      rule: {
        file: 'utility.yaml',
        line: 1,
        rateClass: `assistance.${terms.id}`,
        effectiveOn: span.fromOn.toString(),
      },
      exactAmount: exactToDecimal(exactOff.mul(-1)),
      because: [
        'percent' in off
          ? { name: 'assistance-percent', values: { percent: off.percent, base } }
          : { name: 'assistance-amount', values: { amount: off.amountAMonth } },
        ...(isCapped && capAMonth !== undefined ? [{ name: 'assistance-cap', values: { amount: capAMonth } }] : []),
        ...(days === periodDays ? [] : [{ name: 'assistance-days', values: { days, periodDays } }]),
        ...(endsOn === undefined
          ? []
          : [{ name: 'assistance-until', values: { date: endsOn.subtract({ days: 1 }).toString() } }]),
      ],
      ...(terms.sample ? { sample: true } : {}),
    },
  };
}

const lesser = (one: Exact, other: Exact): Exact => (one.compare(other) <= 0 ? one : other);

function earlier(one: Temporal.PlainDate | undefined, other: Temporal.PlainDate | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  return earlierOf(one, other);
}
