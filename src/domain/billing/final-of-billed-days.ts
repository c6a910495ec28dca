import {
  cents,
  centsToDollars,
  exact,
  exactToDecimal,
  isAfter,
  isBefore,
  ok,
  type Problem,
  type Result,
  refused,
  sumCents,
} from '../kernel/index.ts';
import { countOnDay, type RegisterUse, volumeUsed } from '../metering/index.ts';
import type { AccountToBill, ServicePointToBill } from './account-to-bill.ts';
import type { BillLine } from './bill-line.ts';
import type { BilledPeriod } from './billed-period.ts';
import { monthsBilled } from './billing-period.ts';
import type { CalculatedBill, CalculationInput } from './calculated-bill.ts';
import { periodMonthsOf } from './period-months.ts';
import { priceService } from './price-service.ts';
import { estimateCorrectionPart } from './revenue.ts';

type ClosedAccount = AccountToBill & {
  readonly billedThrough: Temporal.PlainDate;
  readonly closedOn: Temporal.PlainDate;
};

/**
 * The final bill of an account whose closing day the last bill had reached already, dated on the day after it: it charges
 * nothing, takes back what was billed for days after the closing, and gives the deposit back. An account that was closed
 * before its last bill even began is for a person: that bill is to be cancelled.
 */
export function finalOfBilledDays(
  account: ClosedAccount,
  input: CalculationInput,
): Result<CalculatedBill | undefined, Problem> {
  const { accountId, billedThrough, closedOn } = account;
  const period = { start: billedThrough, end: billedThrough.add({ days: 1 }) };
  const bill = { accountId, kind: 'final', period, estimates: [], estimated: false } as const;
  const last = account.doubtful?.[0];
  if (closedOn.equals(billedThrough) || last === undefined) {
    return ok({ ...bill, uses: [], lines: [], gallons: exact(0), newCharges: cents(0) });
  }
  if (!isAfter(closedOn, last.period.start)) {
    const params = { closed: closedOn.toString(), through: billedThrough.toString() };
    return refused({ code: 'billing.billed-past-closing', params });
  }
  const uses = account.servicePoints.flatMap((point) => usesTakenBack(point, closedOn));
  const line = daysTakenBack(account, last, { ...input, uses });
  if (!line.ok) return line;
  const gallons = volumeUsed(uses, 'gal');
  return ok({ ...bill, uses, lines: [line.value], gallons, newCharges: line.value.amount });
}

/** Of each meter that the last bill ended with: back to the count of the closing day, where it is known. */
function usesTakenBack(point: ServicePointToBill, closedOn: Temporal.PlainDate): RegisterUse[] {
  return point.installations.flatMap((installation) => {
    const { register, billedTo: from, takenOver } = installation;
    const to = takenOver ?? countOnDay(installation, closedOn);
    if (from === undefined || to === undefined || to.count > from.count || isBefore(from.on, to.on)) return [];
    return [{ register, from, to, usedCount: to.count - from.count, rolledOver: false }];
  });
}

function daysTakenBack(
  { servicePoints, closedOn, billedThrough }: ClosedAccount,
  last: BilledPeriod,
  { rates, policy, uses }: CalculationInput & { readonly uses: readonly RegisterUse[] },
): Result<BillLine, Problem> {
  const period = { start: last.period.start, end: closedOn };
  const periodMonths = periodMonthsOf(servicePoints, rates, closedOn);
  const months = monthsBilled('final', period, policy.minimumDays, periodMonths);
  const right: BillLine[] = [];
  for (const point of servicePoints) {
    const billed = last.gallons.get(point.servicePointId) ?? exact(0);
    const serials = new Set(point.installations.map(({ register }) => register.serial));
    const back = uses.filter(({ register }) => serials.has(register.serial));
    // Where nobody knows the count of the day, the water of the bill is shared out by days.
    const gallons =
      back.length > 0
        ? billed.add(volumeUsed(back, 'gal'))
        : billed.mul(exact(period.start.until(closedOn).days).div(period.start.until(last.period.end).days));
    const priced = priceService(point, {
      gallons: gallons.compare(0) < 0 ? exact(0) : gallons,
      ...{ months, period, rates },
    });
    if (!priced.ok) return priced;
    right.push(...priced.value);
  }
  const amount = cents(sumCents(right.map((line) => line.amount)) - last.charged);
  const rule = right[0]?.explanation.rule ?? {
    ...{ file: 'utility.yaml', line: 1, rateClass: 'billing' },
    effectiveOn: closedOn.toString(),
  };
  return ok({
    part: estimateCorrectionPart,
    label: { es: 'Ajuste por los días después del cierre', en: 'Correction for days after the closing' },
    amount,
    explanation: {
      rule,
      exactAmount: exactToDecimal(centsToDollars(amount)),
      because: [
        {
          name: 'days-after-closing',
          values: { closed: closedOn.toString(), through: billedThrough.toString(), billed: last.charged },
        },
      ],
    },
  });
}
