import type { Utility } from '../../config/utility.ts';
import {
  type DayOutOfTurn,
  daysOutOfTurn,
  type HourOfUse,
  type WateringHome,
  type WateringToday,
  wateringOn,
} from '../../domain/conservation/index.ts';
import { hourQuality, hourSpan } from '../../domain/metering/index.ts';
import { accountUse, waterBetween } from '../../domain/usage/index.ts';
import { zoneOfAccount } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';
import { type AuthorisedAccount, todayOf } from '../access/index.ts';

type Rules = Pick<Utility, 'time_zone' | 'watering'>;

/** Days looked back for watering out of turn. */
const daysLooked = 14;

const homeOf = async (
  db: Database,
  { accountId, street }: AuthorisedAccount,
  { watering }: Rules,
): Promise<WateringHome> => ({
  street,
  zone: watering.announced.some(({ stage }) => stage.by === 'zone') ? await zoneOfAccount(db, accountId) : undefined,
});

/** Whether a home may water today; undefined before the utility announced anything. */
export async function wateringToday(
  db: Database,
  account: AuthorisedAccount,
  { utility, now }: { readonly utility: Rules; readonly now: Temporal.Instant },
): Promise<WateringToday | undefined> {
  return wateringOn(utility.watering.announced, await homeOf(db, account, utility), todayOf(utility, now));
}

/** The last two weeks' days on which watering seems to have run out of the home's turn, for its customer alone. */
export async function wateringOutOfTurn(
  db: Database,
  account: AuthorisedAccount,
  { utility, now }: { readonly utility: Rules; readonly now: Temporal.Instant },
): Promise<readonly DayOutOfTurn[]> {
  const { announced, signs, seasonMonths } = utility.watering;
  const today = todayOf(utility, now);
  const span = hourSpan(utility.time_zone, today.subtract({ days: daysLooked }), daysLooked);
  const use = accountUse(span, await meterUsesOf(db, account.accountId, span));
  const hours: HourOfUse[] = [];
  for (let hour = 0; hour < span.hours; hour += 1) {
    if (use.quality[hour] !== hourQuality.measured) continue;
    hours.push({
      day: span.firstDay.add({ days: span.dayOf[hour] ?? 0 }),
      hour: span.hourOfDay[hour] ?? 0,
      gallons: waterBetween(use, { from: hour, to: hour + 1 }, 'gal').valueOf(),
    });
  }
  const home = await homeOf(db, account, utility);
  return daysOutOfTurn(hours, { announced, home, signs: { ...signs, seasonMonths } });
}
