import { cents, present } from '../../domain/kernel/index.ts';
import type { BillPaymentFacts } from '../../domain/payments/index.ts';
import type { BillFacts } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { type StandingRow, standingColumns, standingOf, toStanding } from '../receivables/index.ts';

interface PayingRow extends StandingRow {
  readonly number: string;
  readonly account_id: number;
  readonly entry_id: number;
  readonly is_newest: boolean;
  readonly state: 'posted' | 'cancelled';
  readonly due_on: Temporal.PlainDate;
  readonly amount_due_cents: number;
  readonly first_due_on: Temporal.PlainDate | null;
  readonly days_before_due: number;
  readonly cap_cents: number | null;
  readonly autopay_held: boolean;
  readonly draft_state: NonNullable<BillPaymentFacts['draft']>['state'] | null;
  readonly draft_on: Temporal.PlainDate;
  readonly draft_cents: number | null;
  readonly draft_stands: boolean;
  readonly draft_held: boolean;
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
  const rows = await db.query<PayingRow>(
    `select b.number, b.account_id, b.ledger_entry_id as entry_id, b.state, b.due_on, b.amount_due_cents, b.id = standing.bill_id as is_newest, ${standingColumns},
       ap.first_due_on, ap.days_before_due, ap.cap_cents, ap.held as autopay_held,
       d.state as draft_state, d.draft_on, d.amount_cents as draft_cents, d.stands as draft_stands, d.held as draft_held
     from bill b
     cross join ${standingOf('b.account_id')}
     left join lateral (
       select of_now.first_due_on, of_now.days_before_due, of_now.cap_cents, exists (
         select from access_closed c where c.account_id = of_now.account_id and c.login_id = of_now.login_id
       ) as held
       from autopay of_now where of_now.account_id = b.account_id and of_now.ended_at is null and of_now.paused_at is null
     ) ap on true
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
       where d.bill_id = b.id
       order by d.state in ('scheduled', 'submitted') desc, d.id desc limit 1
     ) d on true
     where b.number = any($1) and b.state <> 'draft'`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, factsOf(row)]));
}

function factsOf(row: PayingRow): BillToPay {
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
    ...(row.first_due_on === null
      ? {}
      : {
          autopay: {
            ...{ firstDueOn: row.first_due_on, daysBeforeDue: row.days_before_due, isHeld: row.autopay_held },
            ...(row.cap_cents === null ? {} : { cap: cents(row.cap_cents) }),
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
  };
}
