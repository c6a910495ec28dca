import { type Cents, cents, type ListAsked, type ListPart, type Problem, present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';

/** A line of a bill that does not come out by our rates, or a bill that could not be calculated, as the newest run found it. */
export interface ShadowDifference {
  readonly billId: number;
  readonly bill: string;
  readonly account: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly reason: string;
  readonly problem?: Problem;
  readonly service?: string;
  readonly theirLine?: string;
  readonly theirAmount?: Cents;
  readonly ourLine?: string;
  readonly ourAmount?: Cents;
  /** Ours less theirs. */
  readonly difference: Cents;
  readonly firstSeen: Temporal.Instant;
  /** Why it differs, as an analyst wrote it; absent where it is open. */
  readonly note?: string;
}

interface DifferenceRow {
  readonly bill_id: number;
  readonly bill: string;
  readonly account: string;
  readonly issued_on: Temporal.PlainDate;
  readonly reason: string;
  readonly problem: Problem | null;
  readonly service: string | null;
  readonly their_description: string | null;
  readonly their_cents: number | null;
  readonly our_label: string | null;
  readonly our_cents: number | null;
  readonly difference: number;
  readonly first_seen: Temporal.Instant;
  readonly note: string | null;
}

/** Only what the newest run says of a bill that stands. */
const differences = `select s.bill_id, b.number as bill, a.number as account, b.issued_on, coalesce(d.ordinal, 0) as ordinal,
    coalesce(d.reason, s.outcome) as reason, s.problem, l.explanation -> 'cis' ->> 'service' as service,
    d.their_description, d.their_cents, d.our_label, d.our_cents,
    case when s.outcome = 'not-calculated' then -s.theirs_cents
      else coalesce(d.our_cents, 0) - coalesce(d.their_cents, 0) end as difference,
    seen.first_seen, said.note
  from exchange_shadow_bill s
  join bill b on b.id = s.bill_id and b.state = 'posted'
  join account a on a.id = b.account_id
  left join exchange_shadow_difference d on d.run_id = s.run_id and d.bill_id = s.bill_id
  left join bill_line l on l.bill_id = s.bill_id and l.position = d.position
  cross join lateral (
    select min(r.began_at) as first_seen from exchange_shadow_bill e join exchange_shadow_run r on r.id = e.run_id
    where e.bill_id = s.bill_id and e.outcome <> 'equal'
  ) seen
  left join lateral (
    select n.note from exchange_shadow_note n where n.bill_id = s.bill_id and n.reason = coalesce(d.reason, s.outcome)
    order by n.id desc limit 1
  ) said on true
  where s.outcome <> 'equal'
    and not exists (select from exchange_shadow_bill later where later.bill_id = s.bill_id and later.run_id > s.run_id)`;

export interface DifferencesAsked {
  readonly billId?: number;
  readonly reason?: string;
  readonly state?: 'open' | 'explained';
}

/** By bill, the newest first. */
export const shadowDifferences = (
  db: Database,
  { billId, reason, state, ...asked }: DifferencesAsked & ListAsked,
): Promise<ListPart<ShadowDifference>> => {
  const { values, mark } = marksFrom([]);
  const narrowed = [
    ...(billId === undefined ? [] : [`s.bill_id = ${mark(billId)}`]),
    ...(reason === undefined ? [] : [`coalesce(d.reason, s.outcome) = ${mark(reason)}`]),
    ...(state === undefined ? [] : [`said.note is ${state === 'open' ? '' : 'not '}null`]),
  ];
  return listPart<DifferenceRow, ShadowDifference>(
    db,
    {
      select: [differences, ...narrowed].join(' and '),
      parameters: values,
      order: [{ by: 'l.bill_id', type: 'bigint', isDown: true }],
      id: { by: '(l.bill_id * 10000 + l.ordinal)', type: 'bigint' },
      sorts: {
        bill: { by: 'l.bill', type: 'text' },
        account: { by: 'l.account', type: 'text' },
        service: { by: 'l.service', type: 'text', isNullable: true },
        reason: { by: 'l.reason', type: 'text' },
        difference: { by: 'l.difference', type: 'bigint' },
        'first-seen': { by: 'l.first_seen', type: 'timestamptz' },
        state: { by: '(l.note is null)', type: 'boolean' },
      },
      toRow: toDifference,
    },
    asked,
  );
};

const amountOf = (amount: number | null): Cents | null => (amount === null ? null : cents(amount));

const toDifference = (row: DifferenceRow): ShadowDifference => ({
  ...{ billId: row.bill_id, bill: row.bill, account: row.account, issuedOn: row.issued_on, reason: row.reason },
  difference: cents(row.difference),
  firstSeen: row.first_seen,
  ...present({
    problem: row.problem,
    service: row.service,
    theirLine: row.their_description,
    theirAmount: amountOf(row.their_cents),
    ourLine: row.our_label,
    ourAmount: amountOf(row.our_cents),
    note: row.note,
  }),
});

/** A line of their bill that comes out by our rates. */
export interface EqualLine {
  readonly label: string;
  readonly service?: string;
  readonly amount: Cents;
}

/** The lines of their bill that no difference of its newest run names. */
export async function equalLines(db: Database, billId: number): Promise<readonly EqualLine[]> {
  const rows = await db.query<{ label: string; service: string | null; amount: number }>(
    `select l.label_en as label, l.explanation -> 'cis' ->> 'service' as service, l.amount_cents as amount
     from bill_line l
     where l.bill_id = $1 and not exists (
       select from exchange_shadow_difference d where d.bill_id = $1 and d.position = l.position
         and d.run_id = (select max(run_id) from exchange_shadow_bill where bill_id = $1)
     ) order by l.position`,
    [billId],
  );
  return rows.map(({ label, service, amount }) => ({ label, amount: cents(amount), ...present({ service }) }));
}

/** What an analyst wrote of a bill. */
export interface ShadowNote {
  readonly reason: string;
  readonly note: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
}

/** The newest first. */
export const shadowNotes = (db: Database, billId: number): Promise<readonly ShadowNote[]> =>
  db.query<ShadowNote>(
    `select n.reason, n.note, s.name as "staffName", n.at
     from exchange_shadow_note n join staff_member s on s.id = n.staff_id where n.bill_id = $1 order by n.id desc`,
    [billId],
  );

export async function insertShadowNote(
  tx: Transaction,
  note: {
    readonly billId: number;
    readonly reason: string;
    readonly note: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query('insert into exchange_shadow_note (bill_id, reason, note, staff_id, at) values ($1, $2, $3, $4, $5)', [
    ...[note.billId, note.reason, note.note, note.staffId, note.now],
  ]);
}
