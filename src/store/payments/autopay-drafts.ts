import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { BillToDraft, SkipReason } from '../../domain/payments/index.ts';
import { owedOfBill } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { balanceOf, chargedSince, standingOfAccount } from '../receivables/index.ts';

/**
 * The account's newest bill while something of it is owed. An older one is carried forward in it, so that it alone is
 * what there is to pay or to draft.
 */
export async function unpaidBill(db: Database, accountId: number): Promise<BillToDraft | undefined> {
  return (await standingOfAccount(db, accountId)).due;
}

export interface DraftToSchedule {
  readonly autopayId: number;
  readonly accountId: number;
  readonly bill: { readonly id: number; readonly dueOn: Temporal.PlainDate };
  readonly daysBeforeDue: number;
  readonly isPaused: boolean;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
}

/**
 * Bills that autopay in force must pay and that have no draft yet, of those whose period ended after `endedAfter`; of all
 * accounts, or of one. It is asked every quarter of an hour: a draft is looked for by its bill, since all at once would be
 * looked for among all drafts that there ever were.
 */
export async function draftsToSchedule(
  db: Database,
  endedAfter: Temporal.PlainDate,
  accountId?: number,
): Promise<readonly DraftToSchedule[]> {
  const rows = await db.query<{
    autopay_id: number;
    account_id: number;
    bill_id: number;
    due_on: Temporal.PlainDate;
    days_before_due: number;
    paused: boolean;
    closed_on: Temporal.PlainDate | null;
  }>(
    `select a.id as autopay_id, a.account_id, b.id as bill_id, b.due_on, a.days_before_due,
       a.paused_at is not null as paused, account.closed_on
     from standing_autopay a
     join account on account.id = a.account_id
     join bill b on b.account_id = a.account_id and b.state = 'posted' and b.due_on >= a.first_due_on
       and b.period_end > $1
     where b.amount_due_cents > 0 ${accountId === undefined ? '' : 'and a.account_id = $2'}
       and not coalesce((select true from autopay o join autopay_draft d on d.autopay_id = o.id and d.bill_id = b.id
         where o.account_id = a.account_id and (o.id = a.id or d.state in ('submitted', 'succeeded')) limit 1), false)
     order by b.due_on, b.id`,
    accountId === undefined ? [endedAfter] : [endedAfter, accountId],
  );
  return rows.map((row) => ({
    autopayId: row.autopay_id,
    accountId: row.account_id,
    bill: { id: row.bill_id, dueOn: row.due_on },
    daysBeforeDue: row.days_before_due,
    isPaused: row.paused,
    ...present({ closedOn: row.closed_on }),
  }));
}

/** Schedules a draft once; undefined where it is there already, or the bill has another under way. */
export async function insertDraft(
  tx: Database,
  draft: {
    readonly autopayId: number;
    readonly billId: number;
    readonly attempt: 1 | 2;
    readonly draftOn: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at)
     values ($1, $2, $3, $4, 'scheduled', $5) on conflict do nothing returning id`,
    [draft.autopayId, draft.billId, draft.attempt, draft.draftOn, draft.now],
  );
  return row?.id;
}

type DraftState = 'scheduled' | 'submitted' | 'succeeded' | 'failed' | 'skipped';

/** A draft with what decides about it. */
export interface Draft {
  readonly id: number;
  readonly attempt: 1 | 2;
  readonly draftOn: Temporal.PlainDate;
  readonly state: DraftState;
  readonly autopayId: number;
  readonly accountId: number;
  readonly bill: { readonly id: number; readonly number: string; readonly dueOn: Temporal.PlainDate };
  readonly billState: 'posted' | 'cancelled';
  readonly owed: Cents;
  readonly amount?: Cents;
  readonly paymentReference?: string;
}

interface DraftRow {
  id: number;
  number: string;
  due_on: Temporal.PlainDate;
  amount_due_cents: number;
  balance: number;
  charged_since: number;
  draft_id: number;
  attempt: 1 | 2;
  draft_on: Temporal.PlainDate;
  state: DraftState;
  autopay_id: number;
  account_id: number;
  bill_state: 'posted' | 'cancelled';
  amount_cents: number | null;
  reference: string | null;
}

async function selectDrafts(
  db: Database,
  condition: string,
  parameters: readonly unknown[],
): Promise<readonly Draft[]> {
  const rows = await db.query<DraftRow>(
    `select d.id as draft_id, d.attempt, d.draft_on, d.state, d.autopay_id, d.amount_cents, b.account_id,
       b.id, b.number, b.due_on, b.amount_due_cents, b.state as bill_state, p.reference,
       ${balanceOf('b.account_id')} as balance, ${chargedSince('b')} as charged_since
     from autopay_draft d join bill b on b.id = d.bill_id left join payment p on p.id = d.payment_id
     where ${condition}`,
    parameters,
  );
  return rows.map((row) => ({
    id: row.draft_id,
    attempt: row.attempt,
    draftOn: row.draft_on,
    state: row.state,
    autopayId: row.autopay_id,
    accountId: row.account_id,
    bill: { id: row.id, number: row.number, dueOn: row.due_on },
    billState: row.bill_state,
    owed: owedOfBill({
      amountDue: cents(row.amount_due_cents),
      balance: cents(row.balance),
      chargedSince: cents(row.charged_since),
    }),
    ...(row.amount_cents === null ? {} : { amount: cents(row.amount_cents) }),
    ...present({ paymentReference: row.reference }),
  }));
}

/** The ids of drafts whose day has come, and of those sent and not settled, oldest first. */
export async function dueDraftIds(db: Database, today: Temporal.PlainDate): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from autopay_draft where state in ('scheduled', 'submitted') and draft_on <= $1 order by draft_on, id`,
    [today],
  );
  return rows.map((row) => row.id);
}

export const findDraft = async (db: Database, id: number): Promise<Draft | undefined> =>
  (await selectDrafts(db, 'd.id = $1', [id]))[0];

export const draftOfPayment = async (db: Database, paymentId: number): Promise<Draft | undefined> =>
  (await selectDrafts(db, 'd.payment_id = $1', [paymentId]))[0];

/** The account's drafts to come or under way, the next one first. */
export const openDrafts = (db: Database, accountId: number): Promise<readonly Draft[]> =>
  selectDrafts(db, `b.account_id = $1 and d.state in ('scheduled', 'submitted') order by d.draft_on`, [accountId]);

export const openDraft = async (db: Database, accountId: number): Promise<Draft | undefined> =>
  (await openDrafts(db, accountId))[0];

/**
 * What was debited from a bank account and came back, where this draft is the second attempt at it; undefined where it is the
 * first, or was a card.
 */
export async function presentedBefore(db: Database, draft: Pick<Draft, 'autopayId' | 'bill' | 'attempt'>) {
  if (draft.attempt === 1) return undefined;
  const [row] = await db.query<{ amount_cents: number }>(
    `select y.amount_cents from autopay_draft d join payment y on y.id = d.payment_id
     where d.autopay_id = $1 and d.bill_id = $2 and d.attempt = 1 and y.state = 'returned'`,
    [draft.autopayId, draft.bill.id],
  );
  return row === undefined ? undefined : cents(row.amount_cents);
}

export async function saveDraftSubmitted(
  tx: Database,
  draftId: number,
  submitted: { readonly paymentId: number; readonly amount: Cents },
): Promise<void> {
  await tx.query(`update autopay_draft set state = 'submitted', payment_id = $2, amount_cents = $3 where id = $1`, [
    draftId,
    submitted.paymentId,
    submitted.amount,
  ]);
}

export async function saveDraftSkipped(tx: Database, draftId: number, reason: SkipReason): Promise<void> {
  await tx.query(`update autopay_draft set state = 'skipped', skipped_reason = $2 where id = $1`, [draftId, reason]);
}

export async function saveDraftOutcome(tx: Database, draftId: number, state: 'succeeded' | 'failed'): Promise<void> {
  await tx.query('update autopay_draft set state = $2 where id = $1', [draftId, state]);
}
