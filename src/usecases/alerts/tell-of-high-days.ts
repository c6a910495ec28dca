import { highDays, quietFor, sendAt } from '../../domain/alerts/index.ts';
import { type Exact, exactToDecimal } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { accountUse, barUses } from '../../domain/usage/index.ts';
import {
  accountsWatchedFor,
  insertThresholdTelling,
  type PersonToTell,
  peopleToTell,
  type WatchedAccount,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';
import { paths } from '../../web/paths.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { reachOf } from './reach-of.ts';

/** Reads come a day or two late; what is older is no news. */
const daysLookedAt = 3;

/**
 * Tells everybody who set a limit for a day of each whole day that took more, once a day and person, in their own unit.
 * Run again, or killed half-way, it tells nobody twice. Gives how many notices it queued.
 */
export async function tellOfHighDays(db: Database, context: NoticeContext, now: Temporal.Instant): Promise<number> {
  const zone = context.utility.time_zone;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const span = hourSpan(zone, today.subtract({ days: daysLookedAt }), daysLookedAt);
  let told = 0;
  for (const account of await accountsWatchedFor(db, 'high-use', today)) {
    const use = accountUse(span, await meterUsesOf(db, account.accountId, span));
    for (const person of await peopleToTell(db, account.accountId, today)) {
      const whole = barUses(use, 'day', person.choices.unit).flatMap(({ firstDay, water, missing }) =>
        water === undefined || missing > 0 ? [] : [{ day: firstDay, water }],
      );
      for (const high of highDays(person.choices, whole)) {
        told += await db.transaction((tx) => tellOne(tx, context, { account, person, high, now }));
      }
    }
  }
  return told;
}

async function tellOne(
  tx: Database,
  context: NoticeContext,
  {
    account: { accountId, number },
    person,
    high: { day, water },
    now,
  }: {
    account: WatchedAccount;
    person: PersonToTell;
    high: { day: Temporal.PlainDate; water: Exact };
    now: Temporal.Instant;
  },
): Promise<number> {
  const { loginId, choices } = person;
  const about = day.toString();
  if (!(await insertThresholdTelling(tx, { accountId, loginId, kind: 'high-use', about, now }))) return 0;
  await queueNotice(
    tx,
    context,
    {
      event: 'alert.high-use',
      ...reachOf(person, 'high-use'),
      accountId,
      key: `high-use:${accountId}:${loginId}:${about}`,
      notBefore: sendAt(now, quietFor(choices, 'high-use'), context.utility.time_zone).toString(),
      account: number,
      day: about,
      unit: choices.unit,
      used: exactToDecimal(water, choices.unit === 'gal' || choices.unit === 'l' ? 0 : 2),
      // The name in the utility's own template.
      most: choices.dailyUse ?? '',
      link: context.publicUrl + paths.use(number),
      settings: context.publicUrl + paths.alertSettings(number),
    },
    now,
  );
  return 1;
}
