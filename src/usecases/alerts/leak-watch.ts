import { hourSpan } from '../../domain/metering/index.ts';
import { barUses } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { metersOfAccount } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { useOver } from '../usage/index.ts';

/** Whether an account's meters can show that water runs by itself, and if not, why. */
export type LeakWatch =
  | { readonly kind: 'hourly' }
  /** One number a day, spread over its hours: no leak shows in it. */
  | { readonly kind: 'daily' }
  | { readonly kind: 'monthly' }
  /** Hours came until then. */
  | { readonly kind: 'silent'; readonly since: Temporal.PlainDate };

/** A feed may be some days late; one that owes more watches nothing. */
const daysLookedAt = 7;

export async function leakWatch(
  db: Database,
  { accountId }: AuthorisedAccount,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
): Promise<LeakWatch> {
  const known = (await metersOfAccount(db, accountId)).flatMap((meter) => meter.known ?? []);
  const last = known
    .map(({ lastDay }) => lastDay)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  if (last === undefined) return { kind: 'monthly' };
  const use = await useOver(db, accountId, hourSpan(zone, today.subtract({ days: daysLookedAt }), daysLookedAt + 1));
  const days = barUses(use, 'day', 'gal');
  if (days.some(({ measured }) => measured > 0)) return { kind: 'hourly' };
  return days.some(({ water }) => water !== undefined) ? { kind: 'daily' } : { kind: 'silent', since: last };
}
