import type { Database } from '../../src/store/database.ts';

export interface ServedAccount {
  readonly accountId: number;
  readonly servicePointId: number;
  readonly meterSerial: string;
}

export interface Service {
  readonly openedOn?: string;
  readonly closedOn?: string;
  /** Where the system before stopped billing. */
  readonly billedBefore?: string;
  readonly dials?: number;
  /** Reads as day and count; a third word is the quality. */
  readonly reads: readonly (readonly [on: string, count: number, quality?: string])[];
}

/** Opens an account served by one 5/8" meter that counts gallons, with its reads; the n-th is `0000000n-000000n`. */
export async function serveAccount(db: Database, number: number, service: Service): Promise<ServedAccount> {
  const [row] = await db.query<{ account_id: number; service_point_id: number; meter_id: number }>(
    `with c as (
       insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       values (lpad($1::text, 8, '0'), 'Simulated customer ' || $1, $1 || ' Test St', 'Medford', 'OR', '97501', '2024-01-01T00:00Z')
       returning id
     ), p as (
       insert into premise (number, line1, city, state, zip)
       values (lpad($1::text, 7, '0'), $1 || ' Test St', 'Medford', 'OR', '97501') returning id
     ), a as (
       insert into account (customer_id, premise_id, opened_on, closed_on, billed_before, billing_cycle, created_at)
       select c.id, p.id, $2, $3, $4, 'A', '2024-01-01T00:00Z' from c, p returning id
     ), sp as (
       insert into service_point (premise_id, rate_class, backflow)
       select id, 'RESIDENTIAL_SINGLE', true from p returning id
     ), m as (
       insert into meter (serial, size, unit, dials) values ('MW-' || $1, '5/8"', 'gal', $5) returning id
     ), mi as (
       insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
       select sp.id, m.id, '2020-01-01', 0 from sp, m
     )
     select a.id as account_id, sp.id as service_point_id, m.id as meter_id from a, sp, m`,
    [
      number.toString(),
      service.openedOn ?? '2020-01-01',
      service.closedOn ?? null,
      service.billedBefore ?? null,
      service.dials ?? 7,
    ],
  );
  if (row === undefined) throw new Error('no account was opened');
  const meterSerial = `MW-${number}`;
  await addReads(db, meterSerial, service.reads);
  return { accountId: row.account_id, servicePointId: row.service_point_id, meterSerial };
}

export async function addReads(db: Database, meterSerial: string, reads: Service['reads']): Promise<void> {
  await db.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select m.id, r.day, r.count, r.quality, 'test', '2024-01-01T00:00Z'
     from unnest($2::date[], $3::bigint[], $4::text[]) as r (day, count, quality)
     join meter m on m.serial = $1`,
    [meterSerial, reads.map(([on]) => on), reads.map(([, count]) => count), reads.map((read) => read[2] ?? 'measured')],
  );
}

/** Takes the old meter out and puts a new one, from 0, in its place on the same day. */
export async function exchangeMeter(
  db: Database,
  served: ServedAccount,
  exchange: { readonly on: string; readonly removedCount: number; readonly newSerial: string },
): Promise<void> {
  await db.query(
    `with old as (
       update meter_installation mi set removed_on = $2, removed_count = $3
       from meter m where m.id = mi.meter_id and m.serial = $1 returning mi.service_point_id
     ), new as (
       insert into meter (serial, size, unit, dials) values ($4, '5/8"', 'gal', 7) returning id
     )
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select old.service_point_id, new.id, $2, 0 from old, new`,
    [served.meterSerial, exchange.on, exchange.removedCount, exchange.newSerial],
  );
}

/** Opens the account of who moves in after another, at the same place and meter; its customer is `${number}` too. */
export async function moveIn(
  db: Database,
  { accountId }: Pick<ServedAccount, 'accountId'>,
  next: { readonly number: number; readonly openedOn: string },
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `with c as (
       insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       values (lpad($1::text, 8, '0'), 'Simulated customer ' || $1, $1 || ' Test St', 'Medford', 'OR', '97501', '2024-01-01T00:00Z')
       returning id
     )
     insert into account (customer_id, premise_id, opened_on, billing_cycle, created_at)
     select c.id, a.premise_id, $3, a.billing_cycle, '2024-01-01T00:00Z' from c, account a where a.id = $2 returning id`,
    [next.number.toString(), accountId, next.openedOn],
  );
  if (row === undefined) throw new Error('nobody moved in');
  return row.id;
}
