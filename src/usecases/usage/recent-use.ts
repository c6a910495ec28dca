import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import {
  accountUse,
  type BarUse,
  barUses,
  type PlaceToTell,
  placesToTell,
  type RecentDays,
  recentDays,
} from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { readingUnit } from './reading-unit.ts';

/** Two weeks to show, eight before them to know what is usual, and the days that a late feed may owe. */
const daysRead = 73;

export interface RecentUse extends RecentDays {
  readonly unit: ReadingUnit;
  /** All days read, the newest last. */
  readonly days: readonly BarUse[];
  /** The places of which it is the sum; none where there is one. */
  readonly places: readonly PlaceToTell[];
}

/** The last days of the account's water, for its first page; undefined where no hours come. */
export async function recentUse(
  db: Database,
  account: AuthorisedAccount,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
): Promise<RecentUse | undefined> {
  const span = hourSpan(zone, today.subtract({ days: daysRead }), daysRead);
  const [meters, unit] = await Promise.all([meterUsesOf(db, account.accountId, span), readingUnit(db, account)]);
  const days = barUses(accountUse(span, meters), 'day', unit);
  const recent = recentDays(days);
  return recent && { ...recent, unit, days, places: placesToTell(meters) };
}
