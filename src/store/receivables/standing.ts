import { cents } from '../../domain/kernel/index.ts';
import { type AccountStanding, accountStanding } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { standingOf } from './standing.sql.ts';

/** A row of `standingOf`. */
export interface StandingRow {
  readonly balance: number;
  readonly bill_id: number | null;
  readonly bill_number: string;
  readonly bill_issued_on: Temporal.PlainDate;
  readonly bill_due_on: Temporal.PlainDate;
  readonly bill_amount_due: number;
  readonly charged_since: number | null;
  readonly in_flight: number;
}

/** The columns of `StandingRow`, for a query around `standingOf`. */
export const standingColumns = `standing.balance, standing.bill_id, standing.bill_number, standing.bill_issued_on,
  standing.bill_due_on, standing.bill_amount_due, standing.charged_since, standing.in_flight`;

/** Where the account of a row stands. */
export const toStanding = (row: StandingRow): AccountStanding =>
  accountStanding({
    balance: cents(row.balance),
    chargedSince: cents(row.charged_since ?? 0),
    inFlight: cents(row.in_flight),
    ...(row.bill_id === null
      ? {}
      : {
          newestBill: {
            ...{ id: row.bill_id, number: row.bill_number, issuedOn: row.bill_issued_on, dueOn: row.bill_due_on },
            amountDue: cents(row.bill_amount_due),
          },
        }),
  });

/** Where an account stands now. */
export async function standingOfAccount(db: Database, accountId: number): Promise<AccountStanding> {
  const standing = (await standingsOfAccounts(db, [accountId])).get(accountId);
  if (standing === undefined) throw new Error(`no account ${accountId}`);
  return standing;
}

/** Where many accounts stand now. */
async function standingsOfAccounts(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, AccountStanding>> {
  const rows = await db.query<StandingRow & { readonly account_id: number }>(
    `select a.id as account_id, ${standingColumns}
     from unnest($1::bigint[]) as a (id) cross join ${standingOf('a.id')}`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, toStanding(row)]));
}
