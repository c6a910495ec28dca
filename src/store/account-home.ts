import type { Database } from './database.ts';

/** The account's autopay as its first page says it; absent where none is on. */
export async function autopayShown(
  db: Database,
  accountId: number,
): Promise<{ readonly firstDueOn: Temporal.PlainDate; readonly daysBeforeDue: number } | undefined> {
  const [row] = await db.query<{ first_due_on: Temporal.PlainDate; days_before_due: number }>(
    'select first_due_on, days_before_due from autopay where account_id = $1 and ended_at is null',
    [accountId],
  );
  return row === undefined ? undefined : { firstDueOn: row.first_due_on, daysBeforeDue: row.days_before_due };
}
