import { present } from '../../domain/kernel/index.ts';
import type { Granted } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

/** That an account is or was in a programme, and why. `endsOn` is the earlier of what was given and an early end. */
export interface AssistanceGranted extends Granted {
  readonly id: number;
  readonly accountId: number;
  readonly account: string;
  readonly proof: string;
  readonly staffName?: string;
  readonly grantedAt: Temporal.Instant;
  readonly endReason?: string;
}

interface GrantedRow {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly programme: string;
  readonly from_on: Temporal.PlainDate;
  readonly ends_on: Temporal.PlainDate;
  readonly proof: string;
  readonly staff_name: string | null;
  readonly granted_at: Temporal.Instant;
  readonly end_reason: string | null;
}

async function select(db: Database, condition: string, parameters: readonly unknown[]): Promise<AssistanceGranted[]> {
  const rows = await db.query<GrantedRow>(
    `select g.id, g.account_id, a.number as account, g.programme, g.from_on,
       least(g.until_on, e.ends_on) as ends_on, g.proof, s.name as staff_name, g.granted_at, e.reason as end_reason
     from assistance_enrolment g
     join account a on a.id = g.account_id
     left join assistance_end e on e.enrolment_id = g.id
     left join staff_member s on s.id = g.staff_id
     where ${condition}
     order by g.id`,
    parameters,
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    account: row.account,
    programme: row.programme,
    fromOn: row.from_on,
    endsOn: row.ends_on,
    proof: row.proof,
    ...present({ staffName: row.staff_name }),
    grantedAt: row.granted_at,
    ...present({ endReason: row.end_reason }),
  }));
}

/** Of many accounts, past ones too: a bill may cover days before the end. */
export const assistanceOf = (db: Database, accountIds: readonly number[]): Promise<readonly AssistanceGranted[]> =>
  select(db, 'g.account_id = any($1)', [accountIds]);

export const findAssistance = async (db: Database, id: number): Promise<AssistanceGranted | undefined> =>
  (await select(db, 'g.id = $1', [id]))[0];

/** What ends after `today` and by `by`, was not ended early, and of which nobody was reminded yet. */
export const assistanceToRemindOf = (
  db: Database,
  { today, by }: { readonly today: Temporal.PlainDate; readonly by: Temporal.PlainDate },
): Promise<readonly AssistanceGranted[]> =>
  select(
    db,
    `g.until_on > $1 and g.until_on <= $2 and e.enrolment_id is null
     and (a.closed_on is null or a.closed_on > $1)
     and not exists (
       select from notice n
       where n.idempotency_key in ('email:assistance.ending:' || g.id, 'letter:assistance.ending:' || g.id)
     )`,
    [today, by],
  );

export async function insertAssistance(
  tx: Database,
  granted: Granted & {
    readonly accountId: number;
    readonly proof: string;
    readonly staffId?: string;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into assistance_enrolment (account_id, programme, from_on, until_on, proof, staff_id, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      granted.accountId,
      granted.programme,
      granted.fromOn,
      granted.endsOn,
      granted.proof,
      granted.staffId ?? null,
      granted.now,
    ],
  );
  if (row === undefined) throw new Error('an enrolment was not returned');
  return row.id;
}

/** Ends it early; false where it was ended before. */
export async function insertAssistanceEnd(
  tx: Database,
  end: {
    readonly id: number;
    readonly endsOn: Temporal.PlainDate;
    readonly reason: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into assistance_end (enrolment_id, ends_on, reason, staff_id, ended_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning enrolment_id`,
    [end.id, end.endsOn, end.reason, end.staffId, end.now],
  );
  return rows.length > 0;
}
