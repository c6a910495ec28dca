import type { BillExcess, CreditDecision, CreditOffer } from '../../domain/credits/index.ts';
import { type Cents, cents, type Language, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/** A decision as it is kept. */
interface KeptDecision extends CreditDecision {
  readonly staffName: string;
  readonly reason: string;
  /** Under what it was entered in the billing system. */
  readonly cisReference?: string;
}

/** A request with everything that came of it. */
export interface CreditRequest {
  readonly id: number;
  readonly alertId: number;
  readonly accountId: number;
  readonly account: string;
  readonly customerName: string;
  readonly loginId: string;
  readonly language: Language;
  readonly note: string;
  readonly offer: CreditOffer;
  readonly askedAt: Temporal.Instant;
  readonly appeal?: { readonly reason: string; readonly at: Temporal.Instant };
  readonly isAppealed: boolean;
  readonly decisions: readonly KeptDecision[];
}

interface RequestRow {
  readonly id: number;
  readonly alert_id: number;
  readonly account_id: number;
  readonly account: string;
  readonly customer_name: string;
  readonly login_id: string;
  readonly language: Language;
  readonly note: string;
  readonly offer: OfferJson;
  readonly asked_at: Temporal.Instant;
  readonly appeal_reason: string | null;
  readonly appealed_at: Temporal.Instant | null;
  readonly decisions: readonly {
    readonly staff_id: string;
    readonly staff_name: string;
    readonly outcome: 'approved' | 'denied';
    readonly amount_cents: number;
    readonly reason: string;
    readonly decided_at: string;
    readonly cis_reference: string | null;
  }[];
}

type OfferJson = Omit<CreditOffer, 'bills'> & {
  readonly bills: readonly (Omit<BillExcess, 'end'> & { readonly end: string })[];
};

const selectRequests = (condition: string): string =>
  `select r.id, r.alert_id, r.account_id, a.number as account, c.name as customer_name, r.login_id,
     r.language, r.note, r.offer, r.asked_at, ap.reason as appeal_reason, ap.appealed_at,
     coalesce((select json_agg(json_build_object('staff_id', d.staff_id, 'staff_name', s.name, 'outcome', d.outcome,
         'amount_cents', d.amount_cents, 'reason', d.reason, 'decided_at', d.decided_at, 'cis_reference', d.cis_reference) order by d.round)
       from leak_credit_decision d join staff_member s on s.id = d.staff_id where d.request_id = r.id), '[]') as decisions
   from leak_credit_request r
   join account a on a.id = r.account_id
   join customer c on c.id = a.customer_id
   left join leak_credit_appeal ap on ap.request_id = r.id
   where ${condition}`;

const toRequest = (row: RequestRow): CreditRequest => ({
  id: row.id,
  alertId: row.alert_id,
  accountId: row.account_id,
  account: row.account,
  customerName: row.customer_name,
  loginId: row.login_id,
  language: row.language,
  note: row.note,
  offer: {
    ...row.offer,
    bills: row.offer.bills.map((bill) => ({ ...bill, end: Temporal.PlainDate.from(bill.end) })),
  },
  askedAt: row.asked_at,
  ...(row.appeal_reason === null || row.appealed_at === null
    ? {}
    : { appeal: { reason: row.appeal_reason, at: row.appealed_at } }),
  isAppealed: row.appealed_at !== null,
  decisions: row.decisions.map((decision) => ({
    staffId: decision.staff_id,
    staffName: decision.staff_name,
    outcome: decision.outcome,
    amount: cents(decision.amount_cents),
    reason: decision.reason,
    at: Temporal.Instant.from(decision.decided_at),
    ...present({ cisReference: decision.cis_reference }),
  })),
});

/** The request of an alert; `ids` are the alert's own and those it took in. */
export async function requestOfAlert(db: Database, ids: readonly number[]): Promise<CreditRequest | undefined> {
  const [row] = await db.query<RequestRow>(
    `${selectRequests('r.alert_id = any($1::bigint[])')} order by r.id limit 1`,
    [ids],
  );
  return row && toRequest(row);
}

export async function findRequest(db: Database, id: number): Promise<CreditRequest | undefined> {
  const [row] = await db.query<RequestRow>(selectRequests('r.id = $1'), [id]);
  return row && toRequest(row);
}

/** Requests that wait for the staff, the longest wait first; else the newest that were decided. */
export function requestsToDecide(
  db: Database,
  { waiting, ...asked }: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<CreditRequest>> {
  const decided = '(select count(*) from leak_credit_decision d where d.request_id = r.id)';
  const due = 'case when ap.request_id is null then 1 else 2 end';
  return listPart(
    db,
    {
      select: selectRequests(`${decided} ${waiting ? '<' : '>='} ${due}`),
      parameters: [],
      order: [{ by: 'coalesce(l.appealed_at, l.asked_at)', type: 'timestamptz', isDown: !waiting }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        case: { by: 'l.id', type: 'bigint' },
        account: { by: 'l.account', type: 'text' },
        asked: { by: 'l.asked_at', type: 'timestamptz' },
        offered: { by: "(l.offer ->> 'amount')::bigint", type: 'bigint' },
      },
      toRow: toRequest,
    },
    asked,
  );
}

/** The days on which an account was credited for leaks. */
export async function creditedOn(
  db: Database,
  accountId: number,
  zone: string,
): Promise<readonly Temporal.PlainDate[]> {
  const rows = await db.query<{ day: Temporal.PlainDate }>(
    `select (d.decided_at at time zone $2)::date as day from leak_credit_decision d
     join leak_credit_request r on r.id = d.request_id
     where r.account_id = $1 and d.outcome = 'approved' order by 1`,
    [accountId, zone],
  );
  return rows.map(({ day }) => day);
}

/** Keeps a request; undefined where the alert has one. */
export async function insertRequest(
  tx: Database,
  request: {
    readonly alertId: number;
    readonly accountId: number;
    readonly loginId: string;
    readonly language: Language;
    readonly note: string;
    readonly offer: CreditOffer;
    readonly now: Temporal.Instant;
  },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into leak_credit_request (alert_id, account_id, login_id, language, note, offer, offered_cents, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (alert_id) do nothing returning id`,
    [
      request.alertId,
      request.accountId,
      request.loginId,
      request.language,
      request.note,
      JSON.stringify(request.offer),
      request.offer.amount,
      request.now,
    ],
  );
  return row?.id;
}

export async function insertAppeal(
  tx: Database,
  appeal: {
    readonly requestId: number;
    readonly loginId: string;
    readonly reason: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query('insert into leak_credit_appeal (request_id, login_id, reason, appealed_at) values ($1, $2, $3, $4)', [
    appeal.requestId,
    appeal.loginId,
    appeal.reason,
    appeal.now,
  ]);
}

export async function insertDecision(
  tx: Database,
  decision: {
    readonly requestId: number;
    readonly round: number;
    readonly staffId: string;
    readonly outcome: 'approved' | 'denied';
    readonly amount: Cents;
    readonly reason: string;
    readonly entryId?: number;
    readonly cisReference?: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into leak_credit_decision (request_id, round, staff_id, outcome, amount_cents, reason, ledger_entry_id,
       cis_reference, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      decision.requestId,
      decision.round,
      decision.staffId,
      decision.outcome,
      decision.amount,
      decision.reason,
      decision.entryId ?? null,
      decision.cisReference ?? null,
      decision.now,
    ],
  );
}
