import {
  type Cents,
  daysIn,
  type Exact,
  isOnOrAfter,
  isOnOrBefore,
  laterOf,
  ok,
  type Period,
  type Problem,
  type Result,
  refused,
  sumCents,
} from '../kernel/index.ts';
import { type RegisterUse, volumeUsed } from '../metering/index.ts';
import type { AccountToBill } from './account-to-bill.ts';
import type { BillLine } from './bill-line.ts';
import { billLines } from './bill-lines.ts';
import { type BillKind, longestPeriodDays, monthsBilled } from './billing-period.ts';
import type { BillingPolicy } from './billing-policy.ts';
import type { RateBook } from './rate-book.ts';
import { type MeterEstimate, readServicePoint, readWindowDays } from './read-service-point.ts';

/** A bill as calculated, before it has a number or knows what else the account owes. */
export interface CalculatedBill {
  readonly accountId: number;
  readonly kind: BillKind;
  readonly period: Period;
  readonly uses: readonly RegisterUse[];
  /** Reads made up for want of a real one; kept as such when the bill is. */
  readonly estimates: readonly MeterEstimate[];
  readonly lines: readonly BillLine[];
  readonly gallons: Exact;
  readonly newCharges: Cents;
  readonly estimated: boolean;
}

export interface CalculationInput {
  readonly readThrough: Temporal.PlainDate;
  readonly rates: RateBook;
  readonly policy: BillingPolicy;
}

/**
 * An account's next bill from its reads up to `readThrough`; undefined where there is nothing to bill yet. What cannot
 * be billed is a problem of the account, for a person to clear.
 */
export function calculateBill(
  account: AccountToBill,
  { readThrough, rates, policy }: CalculationInput,
): Result<CalculatedBill | undefined, Problem> {
  const start = account.billedThrough ?? account.openedOn;
  const closes = account.closedOn !== undefined && isOnOrBefore(account.closedOn, readThrough);
  const through = closes && account.closedOn !== undefined ? account.closedOn : readThrough;
  if (isOnOrAfter(start, through)) return ok(undefined);
  // Billed or moved in only days ago: the next cycle bills it, unless a read closes a first period already.
  const mayWait = !closes && start.until(through, { largestUnit: 'days' }).days <= readWindowDays;
  if (mayWait && account.billedThrough !== undefined) return ok(undefined);
  if (account.servicePoints.length === 0) return refused({ code: 'billing.no-service-point' });

  const readings = [];
  for (const point of account.servicePoints) {
    const reading = readServicePoint(point, { start, through, mayEstimate: !mayWait });
    if (!reading.ok) {
      return mayWait && reading.problem.code === 'metering.no-read-in-window' ? ok(undefined) : reading;
    }
    readings.push({ point, ...reading.value });
  }
  const end = closes
    ? through
    : latest(
        readings.flatMap(({ uses }) => uses.map(({ to }) => to.on)),
        start,
      );
  if (isOnOrAfter(start, end)) return ok(undefined);
  const period = { start, end };
  if (daysIn(period) > longestPeriodDays) {
    return refused({ code: 'billing.period-too-long', params: { days: daysIn(period), from: start.toString() } });
  }

  const kind = closes ? 'final' : account.billedThrough === undefined ? 'first' : 'regular';
  const months = monthsBilled(kind, period, policy.minimumDays);
  const lines = billLines(
    readings.map(({ point, uses }) => ({ service: point, gallons: volumeUsed(uses, 'gal') })),
    { account, period, months, rates, policy },
  );
  if (!lines.ok) return lines;
  const uses = readings.flatMap((reading) => reading.uses);
  return ok({
    accountId: account.accountId,
    kind,
    period,
    uses,
    estimates: readings.flatMap((reading) => reading.estimates),
    lines: lines.value,
    gallons: volumeUsed(uses, 'gal'),
    newCharges: sumCents(lines.value.map((line) => line.amount)),
    estimated: uses.some(({ to }) => to.quality === 'estimated'),
  });
}

const latest = (days: readonly Temporal.PlainDate[], fallback: Temporal.PlainDate): Temporal.PlainDate =>
  days.reduce(laterOf, fallback);
