import { quietFor, sendAt, shownWater, wants } from '../../domain/alerts/index.ts';
import type { Finding } from '../../domain/leaks/index.ts';
import { insertThresholdTelling, lastThresholdTold, peopleToTell, type ServedBy } from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { paths } from '../../web/paths.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { reachOf } from './reach-of.ts';

/** What a high week is kept under; a day of the person's own limit is kept under its date alone. */
const about = 'week ';

/** So long after somebody was told, use that is still high has become usual, and what is found then is another time. */
const daysOfOneTelling = 28;

/**
 * Tells everybody who wants to hear about high use, and set no limit for a day themselves, that the meter runs far above its
 * own habit; once for as long as it goes on. What ended before they could do something is no news.
 */
export async function tellOfHighWeek(
  tx: Database,
  context: NoticeContext,
  { served, finding, now }: { readonly served: ServedBy; readonly finding: Finding; readonly now: Temporal.Instant },
): Promise<number> {
  const { accountId, number } = served;
  const zone = context.utility.time_zone;
  if (finding.seenAt.until(now).total('hours') > 72) return 0;
  const began = finding.beganAt.toZonedDateTimeISO(zone).toPlainDate();
  let told = 0;
  for (const person of await peopleToTell(tx, accountId, now.toZonedDateTimeISO(zone).toPlainDate())) {
    const { loginId, choices } = person;
    if (!wants(choices, 'high-use') || choices.dailyUse !== undefined) continue;
    const last = await lastThresholdTold(tx, { accountId, loginId, kind: 'high-use', about });
    if (last !== undefined && last.until(now).total('hours') < daysOfOneTelling * 24) continue;
    const telling = { accountId, loginId, kind: 'high-use' as const, about: `${about}${began}`, now };
    if (!(await insertThresholdTelling(tx, telling))) continue;
    const usualGallons = (finding.evidence.usualGallonsAnHour ?? 0) * 24;
    const shown = (gallons: number): string => {
      const { amount, digits } = shownWater(gallons, choices.unit);
      return amount.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    };
    await queueNotice(
      tx,
      context,
      {
        event: 'alert.high-week',
        ...reachOf(person, 'high-use'),
        accountId,
        key: `high-week:${accountId}:${loginId}:${began}`,
        notBefore: sendAt(now, quietFor(choices, 'high-use'), zone).toString(),
        account: number,
        day: began.toString(),
        unit: choices.unit,
        used: shown(usualGallons + finding.gallonsAnHour * 24),
        usual: shown(usualGallons),
        link: context.publicUrl + paths.use(number),
        settings: context.publicUrl + paths.alertSettings(number),
      },
      now,
    );
    told += 1;
  }
  return told;
}
