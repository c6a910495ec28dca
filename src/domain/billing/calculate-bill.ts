import {
  daysIn,
  isOnOrAfter,
  isOnOrBefore,
  laterOf,
  ok,
  type Problem,
  type Result,
  refused,
  sumCents,
} from '../kernel/index.ts';
import { volumeUsed } from '../metering/index.ts';
import type { AccountToBill } from './account-to-bill.ts';
import type { BillLine } from './bill-line.ts';
import { billLines } from './bill-lines.ts';
import { isStillRunning, maxPeriodDays, monthsBilled } from './billing-period.ts';
import type { CalculatedBill, CalculationInput } from './calculated-bill.ts';
import { estimateCorrection, notBelowZero } from './estimate-correction.ts';
import { finalOfBilledDays } from './final-of-billed-days.ts';
import { periodMonthsOf } from './period-months.ts';
import { readServicePoint, readWindowDays } from './read-service-point.ts';

/**
 * An account's next bill from its reads up to `readThrough`; undefined where there is nothing to bill yet. What cannot
 * be billed is a problem of the account, for a person to clear.
 */
export function calculateBill(
  account: AccountToBill,
  input: CalculationInput,
): Result<CalculatedBill | undefined, Problem> {
  const { readThrough, rates, policy } = input;
  const start = account.billedThrough ?? account.openedOn;
  const closes = account.closedOn !== undefined && isOnOrBefore(account.closedOn, readThrough);
  if (closes && account.closedOn !== undefined && isOnOrAfter(start, account.closedOn)) {
    return finalOfBilledDays({ ...account, billedThrough: start, closedOn: account.closedOn }, input);
  }
  const through = closes && account.closedOn !== undefined ? account.closedOn : readThrough;
  if (isOnOrAfter(start, through)) return ok(undefined);
  const runningDays = daysIn({ start, end: through });
  // Billed or moved in only days ago: the next cycle bills it, unless a read closes a first period already.
  const mayWait = !closes && runningDays <= readWindowDays;
  if (mayWait && account.billedThrough !== undefined) return ok(undefined);
  if (account.servicePoints.length === 0) return refused({ code: 'billing.no-service-point' });
  const kind = closes ? 'final' : account.billedThrough === undefined ? 'first' : 'regular';
  const periodMonths = periodMonthsOf(account.servicePoints, rates, through);
  if (isStillRunning(kind, runningDays, periodMonths)) return ok(undefined);

  const readings = [];
  for (const point of account.servicePoints) {
    const reading = readServicePoint(point, { start, through, mayEstimate: !mayWait, isLast: closes });
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
  // Between two real reads a person may let a long period go out; a guess over so many days is none's to approve.
  const isLong = daysIn(period) > maxPeriodDays(periodMonths);
  const isRead = readings.every(({ uses }) => uses.every(({ to }) => to.quality !== 'estimated'));
  if (isLong && (policy.review === undefined || !isRead)) {
    return refused({ code: 'billing.period-too-long', params: { days: daysIn(period), from: start.toString() } });
  }

  const months = monthsBilled(kind, period, policy.minimumDays, periodMonths);
  const { doubtful = [], servicePoints } = account;
  const { minimumDays } = policy;
  const lines = billLines(
    readings.map(({ point, uses }) => {
      const gallons = volumeUsed(uses, 'gal');
      const isRead = uses.every(({ to }) => to.quality !== 'estimated' || to.fromHours !== undefined);
      const corrected = (own: readonly BillLine[]) =>
        estimateCorrection(
          point,
          { period, months, gallons, lines: own, isOnlyPoint: servicePoints.length === 1 },
          { before: doubtful, periodMonths, minimumDays, rates },
        );
      return {
        service: point,
        gallons: notBelowZero(gallons),
        ...(isRead && doubtful.length > 0 ? { corrected } : {}),
      };
    }),
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
    ...(isLong ? { isLong } : {}),
  });
}

const latest = (days: readonly Temporal.PlainDate[], fallback: Temporal.PlainDate): Temporal.PlainDate =>
  days.reduce(laterOf, fallback);
