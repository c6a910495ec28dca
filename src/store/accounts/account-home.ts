import type { BillState } from '../../domain/billing/index.ts';
import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { BillPaymentFacts, PaymentChannel, ShownPaymentState } from '../../domain/payments/index.ts';
import type { AccountStanding } from '../../domain/receivables/index.ts';
import type { RosterFacts, UnpaidBill } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { type PayingRow, payingColumns, payingOf, toPaying } from '../payments/index.ts';
import { type StandingRow, standingColumns, standingOf, toStanding } from '../receivables/index.ts';
import { lastDraftCameBack, type RosterRow, rosterFacts } from '../transition/index.ts';
import { runningLeak } from './running-leak.sql.ts';

/** So many bills, and so many payments, are told on an account's first page. */
export const recentOfHome = 5;

/** What an account's first page is made of. */
export interface AccountHomeFacts {
  readonly standing: AccountStanding;
  readonly autopay?: {
    readonly firstDueOn: Temporal.PlainDate;
    readonly daysBeforeDue: number;
    readonly isPaused: boolean;
    /** What it pays with. */
    readonly method: { readonly brand: string; readonly last4: string };
  };
  readonly ebill?: { readonly email: string; readonly isVerified: boolean };
  readonly roster?: RosterFacts;
  /** The bill that is due, as the move looks at it. */
  readonly unpaidBill?: UnpaidBill;
  readonly lastDraftCameBack: boolean;
  /** The login that looks has said about what it wants to be told. */
  readonly hasChosenAlerts: boolean;
  /** How many ask to be let in. */
  readonly asking: number;
  /** Water that runs by itself, or out of an open hose, as far as reads go, of which the customer has not said that it is fixed. */
  readonly leak?: {
    readonly alertId: number;
    readonly kind: 'leak' | 'burst' | 'hose';
    readonly began: Temporal.Instant;
  };
  /** How the newest bill is paid besides by hand. */
  readonly paying: Pick<BillPaymentFacts, 'autopay' | 'draft'>;
  /** The newest five (`recentOfHome`) of each; drafts of bills and payments given up are nobody's. */
  readonly bills: readonly RecentBill[];
  readonly payments: readonly RecentPayment[];
}

export interface RecentBill {
  readonly number: string;
  readonly state: BillState;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly usageGallons: number;
  readonly newCharges: Cents;
  /** Negative: a credit. */
  readonly amountDue: Cents;
  /** The entry that made it owed; none for an older bill of the billing system, which a newer one carries. */
  readonly entryId?: number;
}

export interface RecentPayment {
  readonly reference: string;
  readonly channel: PaymentChannel;
  readonly state: ShownPaymentState;
  readonly amount: Cents;
  readonly startedAt: Temporal.Instant;
  readonly paidOn?: Temporal.PlainDate;
}

interface FactsRow extends RosterRow, StandingRow, PayingRow {
  readonly in_roster: boolean;
  readonly came_back: boolean;
  readonly first_due_on: Temporal.PlainDate | null;
  readonly days_before_due: number;
  readonly paused: boolean | null;
  readonly brand: string;
  readonly last4: string;
  readonly chose_alerts: boolean;
  readonly ebill_email: string | null;
  readonly ebill_verified: boolean;
  readonly asking: number;
  readonly leak: { readonly id: number; readonly kind: 'leak' | 'burst' | 'hose'; readonly began_at: string } | null;
  readonly bills: readonly BillJson[];
  readonly payments: readonly PaymentJson[];
}

interface BillJson {
  readonly number: string;
  readonly state: BillState;
  readonly issued_on: string;
  readonly due_on: string;
  readonly usage_gallons: number;
  readonly new_charges_cents: number;
  readonly amount_due_cents: number;
  readonly ledger_entry_id: number | null;
}

interface PaymentJson {
  readonly reference: string;
  readonly channel: PaymentChannel;
  readonly state: ShownPaymentState;
  readonly amount_cents: number;
  readonly started_at: string;
  readonly paid_on: string | null;
}

/**
 * One statement for the whole page: eleven small ones took four times the work, most of it the going to and fro. Each part
 * goes by an index; 0.2 ms, however long the account's history.
 */
export async function accountHomeFacts(
  db: Database,
  account: { readonly accountId: number; readonly loginId: string; readonly leakStopsAfterHours: number },
): Promise<AccountHomeFacts> {
  const [row] = await db.query<FactsRow>(
    `select r.account_id is not null as in_roster, r.email, r.language, r.had_autopay, r.next_draft_on,
       r.next_draft_cents, r.had_ebill, r.last_login_on,
       ${standingColumns}, ${payingColumns}, ${lastDraftCameBack} as came_back,
       ap.first_due_on, ap.days_before_due, ap.paused_at is not null as paused, m.brand, m.last4,
       exists (select from alert_choices where account_id = a.id and login_id = $3) as chose_alerts,
       e.email as ebill_email, e.verified_at is not null as ebill_verified,
       (select count(*) from access_request where account_id = a.id and answer is null) as asking,
       (
         select json_build_object('id', running.id, 'kind', running.kind, 'began_at', running.began_at)
         from (${runningLeak('a.id', '$2')}) running order by running.began_at desc limit 1
       ) as leak,
       (
         select coalesce(json_agg(recent), '[]') from (
           select number, state, issued_on, due_on, usage_gallons, new_charges_cents, amount_due_cents, ledger_entry_id
           from bill
           where account_id = a.id and state <> 'draft' order by period_end desc, id desc limit ${recentOfHome}
         ) recent
       ) as bills,
       (
         select coalesce(json_agg(recent), '[]') from (
           select reference, channel,
             case when state = 'succeeded' and refunded_cents > 0 then 'partly-refunded' else state end as state,
             amount_cents, started_at, paid_on from payment
           where account_id = a.id and state <> 'abandoned'
           order by coalesce(paid_on::timestamptz, started_at) desc, id desc limit ${recentOfHome}
         ) recent
       ) as payments
     from account a
     left join roster_entry r on r.account_id = a.id
     left join standing_autopay ap on ap.account_id = a.id
     left join payment_method m on m.id = ap.payment_method_id
     left join standing_ebill e on e.account_id = a.id
     cross join ${standingOf('a.id')}
     ${payingOf({ account: 'a.id', bill: 'standing.bill_id' })}
     where a.id = $1`,
    [account.accountId, account.leakStopsAfterHours, account.loginId],
  );
  if (row === undefined) throw new Error(`no account ${account.accountId}`);
  const standing = toStanding(row);
  return {
    standing,
    ...(standing.due === undefined ? {} : { unpaidBill: { ...standing.due, billed: cents(row.bill_amount_due) } }),
    lastDraftCameBack: row.came_back,
    ...(row.first_due_on === null
      ? {}
      : {
          autopay: {
            firstDueOn: row.first_due_on,
            daysBeforeDue: row.days_before_due,
            isPaused: row.paused === true,
            method: { brand: row.brand, last4: row.last4 },
          },
        }),
    ...(row.ebill_email === null ? {} : { ebill: { email: row.ebill_email, isVerified: row.ebill_verified } }),
    ...(row.in_roster ? { roster: rosterFacts(row) } : {}),
    hasChosenAlerts: row.chose_alerts,
    asking: row.asking,
    ...(row.leak === null
      ? {}
      : { leak: { alertId: row.leak.id, kind: row.leak.kind, began: Temporal.Instant.from(row.leak.began_at) } }),
    paying: toPaying(row),
    bills: row.bills.map(toBill),
    payments: row.payments.map(toPayment),
  };
}

const toBill = (bill: BillJson): RecentBill => ({
  number: bill.number,
  state: bill.state,
  issuedOn: Temporal.PlainDate.from(bill.issued_on),
  dueOn: Temporal.PlainDate.from(bill.due_on),
  usageGallons: bill.usage_gallons,
  newCharges: cents(bill.new_charges_cents),
  amountDue: cents(bill.amount_due_cents),
  ...present({ entryId: bill.ledger_entry_id }),
});

const toPayment = (payment: PaymentJson): RecentPayment => ({
  reference: payment.reference,
  channel: payment.channel,
  state: payment.state,
  amount: cents(payment.amount_cents),
  startedAt: Temporal.Instant.from(payment.started_at),
  ...(payment.paid_on === null ? {} : { paidOn: Temporal.PlainDate.from(payment.paid_on) }),
});
