import { type AlertKind, quietFor, sendAt, wants } from '../../domain/alerts/index.ts';
import type { RateBook } from '../../domain/billing/index.ts';
import { tierEntered } from '../../domain/forecast/index.ts';
import {
  accountsWatchedFor,
  insertThresholdTelling,
  type PersonToTell,
  peopleToTell,
  type WatchedAccount,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { paths } from '../../web/paths.ts';
import { type RunningBill, runningBill } from '../forecast/index.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { reachOf } from './reach-of.ts';

type Forecast = Extract<RunningBill, { readonly state: 'forecast' }>;

/** Something of a running bill that a person asked to be told, and by what it is the same thing again. */
interface Telling {
  readonly kind: Extract<AlertKind, 'bill-forecast' | 'next-tier'>;
  readonly about: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Tells who set an amount for their bill when the forecast of the running one passes it, once a period and amount; and who
 * asked for it when the period enters a more expensive tier or is about to, once a period and tier. Gives how many notices
 * it queued.
 */
export async function tellOfRunningBills(
  db: Database,
  context: NoticeContext,
  { rates, now }: { readonly rates: RateBook; readonly now: Temporal.Instant },
): Promise<number> {
  const { utility } = context;
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const watched = new Map<number, WatchedAccount>();
  for (const kind of ['bill-forecast', 'next-tier'] as const) {
    for (const account of await accountsWatchedFor(db, kind, today)) watched.set(account.accountId, account);
  }
  let told = 0;
  for (const account of watched.values()) {
    const running = await runningBill(db, account.accountId, { utility, rates, today });
    // Where every day of it is known the bill itself is next to come.
    if (running.state !== 'forecast' || running.use.daysLeft === 0) continue;
    for (const person of await peopleToTell(db, account.accountId, today)) {
      for (const telling of [billTelling(running, person), tierTelling(running, person)]) {
        if (telling === undefined) continue;
        told += await db.transaction((tx) => tellOne(tx, context, { account, person, telling, now }));
      }
    }
  }
  return told;
}

/** The forecast is more likely than not above what they set. */
function billTelling({ period, bill }: Forecast, { choices }: PersonToTell): Telling | undefined {
  const { billAmount: maxAmount } = choices;
  if (!wants(choices, 'bill-forecast') || maxAmount === undefined || bill.expected <= maxAmount) return undefined;
  return {
    kind: 'bill-forecast',
    about: `${period.start}:${maxAmount}`,
    values: {
      // The name in the utility's own template.
      mostAmount: maxAmount,
      likelyAmount: bill.expected,
      lowAmount: bill.low,
      highAmount: bill.high,
      since: period.start.toString(),
      readOn: period.end.toString(),
    },
  };
}

function tierTelling({ period, bill, use }: Forecast, { choices }: PersonToTell): Telling | undefined {
  if (!wants(choices, 'next-tier')) return undefined;
  const [entered] = use.points
    .flatMap((point, index) => tierEntered(bill.tiers[index] ?? [], point, use.firstAhead) ?? [])
    .toSorted((a, b) => b.tier.number - a.tier.number);
  if (entered === undefined) return undefined;
  const { tier, before, expectedOn } = entered;
  return {
    kind: 'next-tier',
    about: `${period.start}:${tier.number}`,
    values: {
      tier: tier.number,
      standing: expectedOn === undefined ? 'entered' : 'soon',
      expectedOn: expectedOn?.toString() ?? 'none',
      from: Math.round(tier.fromGallons),
      price: tier.price,
      priceBefore: before.price,
      unit: tier.unit,
      since: period.start.toString(),
      readOn: period.end.toString(),
    },
  };
}

async function tellOne(
  tx: Database,
  context: NoticeContext,
  {
    account: { accountId, number },
    person,
    telling: { kind, about, values },
    now,
  }: { account: WatchedAccount; person: PersonToTell; telling: Telling; now: Temporal.Instant },
): Promise<number> {
  const { loginId, choices } = person;
  if (!(await insertThresholdTelling(tx, { accountId, loginId, kind, about, now }))) return 0;
  await queueNotice(
    tx,
    context,
    {
      event: `alert.${kind}`,
      ...reachOf(person, kind),
      accountId,
      key: `${kind}:${accountId}:${loginId}:${about}`,
      notBefore: sendAt(now, quietFor(choices, kind), context.utility.time_zone).toString(),
      account: number,
      ...values,
      link: context.publicUrl + paths.nextBill(number),
      settings: context.publicUrl + paths.alertSettings(number),
    },
    now,
  );
  return 1;
}
