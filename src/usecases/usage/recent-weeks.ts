import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { barUses, lastTwoWeeks, type TwoWeeks } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { useOver } from './load-use.ts';
import { readingUnit } from './reading-unit.ts';

/** Two weeks and the days that a late feed may owe. */
const daysRead = 17;

/** This week against last, for the account's first page; undefined where no hours come. */
export async function recentWeeks(
  db: Database,
  account: AuthorisedAccount,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
): Promise<(TwoWeeks & { readonly unit: ReadingUnit }) | undefined> {
  const span = hourSpan(zone, today.subtract({ days: daysRead - 1 }), daysRead);
  const [use, unit] = await Promise.all([useOver(db, account.accountId, span), readingUnit(db, account)]);
  const weeks = lastTwoWeeks(barUses(use, 'day', unit));
  return weeks && { ...weeks, unit };
}
