import type { Database } from './database.ts';

/** What is wrong at one place of the audit. */
export interface AuditFault {
  /**
   * `changed`: the event is not what was sealed; `missing`: it is gone; `inserted`: it was put in past the chain; `moved`: it is
   * what was sealed, at another place.
   */
  readonly kind: 'changed' | 'missing' | 'inserted' | 'moved';
  readonly eventId: number | null;
  readonly position: number | null;
  /** What the event says now; nothing where it is gone. */
  readonly at: Temporal.Instant | null;
  readonly action: string | null;
  readonly actor: string | null;
}

/** The last seal: written down elsewhere, it tells whether the end of the chain was cut off or all of it made again. */
export interface AuditHead {
  readonly position: number;
  readonly hash: string;
}

/** As the trigger writes it, said once more: a function of the database could be changed with the rows. */
const text = `jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.actor_id, e.action,
  e.account_id, e.detail, e.address)::text`;

const sealed = (before: string) => `encode(sha256(convert_to(${before} || ${text}, 'UTF8')), 'hex')`;

const said = `e.at, e.action, e.actor_kind || coalesce(' ' || e.actor_id, '') as actor`;

/** Reads the whole chain once; some microseconds an event. */
export async function auditFaults(db: Database, limit: number): Promise<readonly AuditFault[]> {
  return await db.query<AuditFault>(
    `with chain as (
       select position, event_id, hash, lag(hash, 1, '') over w as before, lag(position, 1, 0::bigint) over w as position_before
       from audit_seal window w as (order by position)
     ), wrong as (
       select c.position, c.event_id as event, c.hash, e.id is null as gone, c.position <> c.position_before + 1 as after_gap,
         c.position_before, e.id, ${said}, e.actor_kind, e.actor_id, e.account_id, e.detail, e.address
       from chain c left join audit_event e on e.id = c.event_id
       where e.id is null or c.position <> c.position_before + 1 or c.hash <> ${sealed('c.before')}
       order by c.position limit $1
     )
     select case when gone then 'missing'
         when exists (select from audit_seal p join audit_seal q on q.hash = ${sealed('p.hash')}) then 'moved'
         when after_gap then 'missing'
         else 'changed' end as kind,
       case when after_gap and not gone then null else event end as "eventId",
       case when after_gap and not gone then position_before + 1 else position end as position,
       case when after_gap then null else at end as at,
       case when after_gap then null else action end as action, case when after_gap then null else actor end as actor
     from wrong e
     union all
     select * from (
       select 'inserted', e.id, null::bigint, ${said} from audit_event e
       where not exists (select from audit_seal s where s.event_id = e.id) order by e.id limit $1
     ) put_in
     limit $1`,
    [limit],
  );
}

/** The last seal, and how many events there are. */
export async function auditHead(db: Database): Promise<AuditHead | undefined> {
  const [row] = await db.query<AuditHead>('select position, hash from audit_seal order by position desc limit 1');
  return row;
}

/** The hash at one place of the chain. */
export async function sealAt(db: Database, position: number): Promise<string | undefined> {
  const [row] = await db.query<{ hash: string }>('select hash from audit_seal where position = $1', [position]);
  return row?.hash;
}
