import { billAtThisPace, quietFor, sendAt } from '../../domain/alerts/index.ts';
import type { RateBook } from '../../domain/billing/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import { hourQuality, hourSpan } from '../../domain/metering/index.ts';
import { accountUse, waterBetween } from '../../domain/use-views/index.ts';
import { meterUsesOf } from '../../store/account-use.ts';
import { type PersonToTell, peopleToTell } from '../../store/alert-choices.ts';
import { lastPostedBill } from '../../store/billing.ts';
import type { Database } from '../../store/database.ts';
import { servicePointsToBill } from '../../store/metering.ts';
import { accountsWatchedFor, insertThresholdTelling, type WatchedAccount } from '../../store/threshold-tellings.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { reachOf } from './reach-of.ts';

/** A period that runs longer than this was not billed in time: its pace is no month's. */
const longestDays = 35;

interface RunningBill {
  readonly periodStart: Temporal.PlainDate;
  readonly likely: Cents;
}

/**
 * Tells everybody who set an amount for their bill when the running one is going to pass it at this pace: once a period
 * and amount. Gives how many notices it queued.
 */
export async function tellOfHighBills(
  db: Database,
  context: NoticeContext,
  { rates, now }: { readonly rates: RateBook; readonly now: Temporal.Instant },
): Promise<number> {
  const zone = context.utility.time_zone;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  let told = 0;
  for (const account of await accountsWatchedFor(db, 'bill-forecast', today)) {
    const bill = await runningBill(db, account.accountId, { rates, today, zone });
    if (bill === undefined) continue;
    for (const person of await peopleToTell(db, account.accountId, today)) {
      const { kinds, billAmount } = person.choices;
      if (!kinds.includes('bill-forecast') || billAmount === undefined || bill.likely <= billAmount) continue;
      told += await db.transaction((tx) => tellOne(tx, context, { account, person, most: billAmount, bill, now }));
    }
  }
  return told;
}

/** The bill since the last one, of an account with one service point; others are priced together by the bill run only. */
async function runningBill(
  db: Database,
  accountId: number,
  { rates, today, zone }: { rates: RateBook; today: Temporal.PlainDate; zone: string },
): Promise<RunningBill | undefined> {
  const last = await lastPostedBill(db, accountId);
  const days = last === undefined ? 0 : last.periodEnd.until(today).days;
  if (last === undefined || days < 1 || days > longestDays) return undefined;
  const start = last.periodEnd;
  const points = await servicePointsToBill(db, [{ accountId, start, lastBillId: last.id }], 0);
  const [point, ...others] = points.get(accountId) ?? [];
  if (point === undefined || others.length > 0) return undefined;
  const span = hourSpan(zone, start, days);
  const use = accountUse(span, await meterUsesOf(db, accountId, span));
  const knownHours = use.quality.reduce((count, one) => count + Number(one !== hourQuality.missing), 0);
  const gallons = waterBetween(use, { from: 0, to: span.hours }, 'gal').valueOf();
  const likely = billAtThisPace(
    { gallons, knownHours, hours: span.hours },
    { versions: rates(point.rateClass), facts: point.facts, on: start },
  );
  return likely === undefined ? undefined : { periodStart: start, likely };
}

async function tellOne(
  tx: Database,
  context: NoticeContext,
  {
    account: { accountId, number },
    person,
    most,
    bill,
    now,
  }: { account: WatchedAccount; person: PersonToTell; most: Cents; bill: RunningBill; now: Temporal.Instant },
): Promise<number> {
  const { loginId } = person;
  const about = `${bill.periodStart}:${most}`;
  if (!(await insertThresholdTelling(tx, { accountId, loginId, kind: 'bill-forecast', about, now }))) return 0;
  await queueNotice(
    tx,
    context,
    {
      event: 'alert.bill-forecast',
      ...reachOf(person, 'bill-forecast'),
      accountId,
      key: `bill-forecast:${accountId}:${loginId}:${about}`,
      notBefore: sendAt(now, quietFor(person.choices, 'bill-forecast'), context.utility.time_zone).toString(),
      account: number,
      likelyAmount: bill.likely,
      mostAmount: most,
      since: bill.periodStart.toString(),
      link: `${context.publicUrl}/accounts/${number}/use`,
      settings: `${context.publicUrl}/accounts/${number}/alerts/settings`,
    },
    now,
  );
  return 1;
}
