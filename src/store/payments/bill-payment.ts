import { cents, present } from '../../domain/kernel/index.ts';
import type { BillPaymentFacts } from '../../domain/payments/index.ts';
import type { BillFacts } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { type StandingRow, standingColumns, standingOf, toStanding } from '../receivables/index.ts';

/** How a bill is paid besides by hand, as `payingOf` finds it. */
export interface PayingRow {
  readonly pays_from: Temporal.PlainDate | null;
  readonly pays_days_before: number;
  readonly pays_at_most: number | null;
  readonly pays_held: boolean;
  readonly draft_state: NonNullable<BillPaymentFacts['draft']>['state'] | null;
  readonly draft_on: Temporal.PlainDate;
  readonly draft_cents: number | null;
  readonly draft_stands: boolean;
  readonly draft_held: boolean;
}

/** The columns of `PayingRow`, for a query around `payingOf`. */
export const payingColumns = `payer.first_due_on as pays_from, payer.days_before_due as pays_days_before, payer.cap_cents as pays_at_most,
  payer.held as pays_held, draft.state as draft_state, draft.draft_on, draft.amount_cents as draft_cents, draft.stands as draft_stands,
  draft.held as draft_held`;

/** SQL that joins to a bill and its account the autopay in force, and the bill's latest draft. */
export const payingOf = (of: { readonly account: string; readonly bill: string }): string => `
  left join lateral (
    select of_now.first_due_on, of_now.days_before_due, of_now.cap_cents, exists (
      select from access_closed c where c.account_id = of_now.account_id and c.login_id = of_now.login_id
    ) as held
    from autopay of_now where of_now.account_id = ${of.account} and of_now.ended_at is null and of_now.paused_at is null
  ) payer on true
  left join lateral (
    select d.state, d.draft_on, d.amount_cents,
      (of_draft.ended_at is null or of_draft.ended_reason = 'replaced') and not closed.by_objection as stands,
      (of_draft.ended_at is null or of_draft.ended_reason = 'replaced') and closed.by_objection as held
    from autopay_draft d join autopay of_draft on of_draft.id = d.autopay_id
    cross join lateral (
      select exists (
        select from access_closed c where c.account_id = of_draft.account_id and c.login_id = of_draft.login_id
      ) as by_objection
    ) closed
    where d.bill_id = ${of.bill}
    order by d.state in ('scheduled', 'submitted') desc, d.id desc limit 1
  ) draft on true`;

/** What decides how a bill is paid, from such a row. */
export const toPaying = (row: PayingRow): Pick<BillPaymentFacts, 'autopay' | 'draft'> => ({
  ...(row.pays_from === null
    ? {}
    : {
        autopay: {
          ...{ firstDueOn: row.pays_from, daysBeforeDue: row.pays_days_before, isHeld: row.pays_held },
          ...(row.pays_at_most === null ? {} : { cap: cents(row.pays_at_most) }),
        },
      }),
  ...(row.draft_state === null
    ? {}
    : {
        draft: {
          ...{ state: row.draft_state, draftOn: row.draft_on, isStanding: row.draft_stands, isHeld: row.draft_held },
          ...present({ amount: row.draft_cents === null ? null : cents(row.draft_cents) }),
        },
      }),
});

interface FactsRow extends StandingRow, PayingRow {
  readonly number: string;
  readonly account_id: number;
  readonly entry_id: number;
  readonly is_newest: boolean;
  readonly state: 'posted' | 'cancelled';
  readonly due_on: Temporal.PlainDate;
  readonly amount_due_cents: number;
}

/** A bill with what says how it is paid, and with what its standing follows from besides the entries since. */
export interface BillToPay extends Omit<BillPaymentFacts, 'standing'> {
  readonly bill: Omit<BillFacts, 'entries'> & { readonly accountId: number };
  /** The newest, and nothing of it is paid. */
  readonly isOwedWhole: boolean;
}

/** What decides how each of these bills is paid besides where it stands, by its number; drafts of bills are not among them. */
export async function billPaymentFacts(
  db: Database,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, BillToPay>> {
  const rows = await db.query<FactsRow>(
    `select b.number, b.account_id, b.ledger_entry_id as entry_id, b.state, b.due_on, b.amount_due_cents, b.id = standing.bill_id as is_newest, ${standingColumns},
       ${payingColumns}
     from bill b
     cross join ${standingOf('b.account_id')}
     ${payingOf({ account: 'b.account_id', bill: 'b.id' })}
     where b.number = any($1) and b.state <> 'draft'`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, factsOf(row)]));
}

function factsOf(row: FactsRow): BillToPay {
  const standing = toStanding(row);
  return {
    bill: {
      accountId: row.account_id,
      entryId: row.entry_id,
      isCancelled: row.state === 'cancelled',
      isNewest: row.is_newest,
      amountDue: cents(row.amount_due_cents),
      dueOn: row.due_on,
      inFlight: standing.inFlight,
    },
    isOwedWhole: row.is_newest && standing.bill?.owed === row.amount_due_cents,
    dueOn: row.due_on,
    ...toPaying(row),
  };
}
