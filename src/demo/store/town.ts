import type { HouseholdProfile } from '../../domain/conservation/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';

/** One account of the simulated town, from its first day with its meter's reads. */
export interface TownAccount {
  readonly customerNumber: string;
  readonly premiseNumber: string;
  readonly accountNumber: string;
  readonly name: string;
  readonly language: Language;
  readonly phone: string;
  readonly email: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly cycle: string;
  readonly rateClass: string;
  readonly elevationZone: string;
  readonly backflow: boolean;
  readonly highElevation: boolean;
  readonly meterSerial: string;
  readonly meterSize: string;
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn: Temporal.PlainDate | null;
  /** Where the system before stopped billing; null for who moved in since. */
  readonly billedBefore: Temporal.PlainDate | null;
}

const column = <Key extends keyof TownAccount>(accounts: readonly TownAccount[], key: Key) =>
  accounts.map((one) => one[key]);

/**
 * Opens accounts with their customers, who may have several, mailed to the first of them; premises, service points and meters are made where the premise's number is new, so
 * that who moves in finds the meter of who moved out. Returns the ids in order. Five statements, however many accounts.
 */
export async function insertTown(
  tx: Database,
  accounts: readonly TownAccount[],
  now: Temporal.Instant,
): Promise<number[]> {
  await tx.query(
    `insert into customer (number, name, language, phone, email, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
     select distinct on (t.number) t.number, t.name, t.language, t.phone, t.email, t.street, t.city, t.state, t.zip, $10::timestamptz
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       with ordinality as t (number, name, language, phone, email, street, city, state, zip, n)
     order by t.number, t.n
     on conflict (number) do nothing`,
    [
      ...(['customerNumber', 'name', 'language', 'phone', 'email', 'street', 'city', 'state', 'zip'] as const).map(
        (key) => column(accounts, key),
      ),
      now,
    ],
  );
  // The customer billed by the former system is the first at the address; those who moved in since come after.
  const first = accounts.filter((one) => one.billedBefore !== null);
  await tx.query(
    `insert into premise (number, line1, city, state, zip)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    (['premiseNumber', 'street', 'city', 'state', 'zip'] as const).map((key) => column(first, key)),
  );
  await tx.query(
    `insert into service_point (premise_id, rate_class, elevation_zone, backflow, high_elevation)
     select p.id, t.rate_class, t.zone, t.backflow, t.high
     from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[]) as t (number, rate_class, zone, backflow, high)
     join premise p on p.number = t.number`,
    (['premiseNumber', 'rateClass', 'elevationZone', 'backflow', 'highElevation'] as const).map((key) =>
      column(first, key),
    ),
  );
  await tx.query(
    `with made as (
       insert into meter (serial, size, unit, multiplier, dials)
       select serial, size, 'gal', 10, 7 from unnest($1::text[], $2::text[]) as t (serial, size)
       returning id, serial
     )
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select sp.id, made.id, '2015-06-01', 0
     from unnest($1::text[], $3::text[]) as t (serial, number)
     join made using (serial)
     join premise p on p.number = t.number
     join service_point sp on sp.premise_id = p.id`,
    (['meterSerial', 'meterSize', 'premiseNumber'] as const).map((key) => column(first, key)),
  );
  const rows = await tx.query<{ id: number }>(
    `insert into account (customer_id, premise_id, number, opened_on, closed_on, billed_before, billing_cycle, created_at)
     select c.id, p.id, t.number, t.opened, t.closed, t.before, t.cycle, $8::timestamptz
     from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::date[], $7::text[])
       with ordinality as t (customer, premise, number, opened, closed, before, cycle, n)
     join customer c on c.number = t.customer
     join premise p on p.number = t.premise
     order by t.n
     returning id`,
    [
      ...(
        ['customerNumber', 'premiseNumber', 'accountNumber', 'openedOn', 'closedOn', 'billedBefore', 'cycle'] as const
      ).map((key) => column(accounts, key)),
      now,
    ],
  );
  return rows.map((row) => row.id);
}

export interface TownRead {
  readonly meterSerial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
}

export async function insertTownReads(tx: Database, reads: readonly TownRead[], now: Temporal.Instant): Promise<void> {
  await tx.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select m.id, t.day, t.count, 'measured', 'simulated', $4::timestamptz
     from unnest($1::text[], $2::date[], $3::bigint[]) as t (serial, day, count)
     join meter m on m.serial = t.serial`,
    [reads.map((read) => read.meterSerial), reads.map((read) => read.on), reads.map((read) => read.count), now],
  );
}

/** A meter with its register reads, oldest first. */
export interface TownMeter {
  readonly id: number;
  readonly serial: string;
  readonly dials: number;
  readonly gallonsACount: number;
  readonly reads: readonly { readonly on: Temporal.PlainDate; readonly count: number }[];
}

/** The first meters of the town, as far as they are still in service. */
export async function townMeters(db: Database, howMany: number): Promise<TownMeter[]> {
  const rows = await db.query<Omit<TownMeter, 'reads'> & { reads: readonly [on: string, count: number][] }>(
    `select m.id, m.serial, m.dials, m.multiplier::int as "gallonsACount",
       json_agg(json_build_array(r.read_on, r.count) order by r.read_on) as reads
     from meter m join register_read r on r.meter_id = m.id
     where m.unit = 'gal' and r.quality = 'measured'
     group by m.id order by m.id limit $1`,
    [howMany],
  );
  return rows.map((row) => ({
    ...row,
    reads: row.reads.map(([on, count]) => ({ on: Temporal.PlainDate.from(on), count })),
  }));
}

export interface TownPayment {
  readonly reference: string;
  readonly accountId: number;
  readonly cents: number;
  readonly method: 'card' | 'bank' | 'check';
  readonly on: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly entryId: number;
}

/** Payments that the old system took, each with its entry in the books. */
export async function insertTownPayments(tx: Database, payments: readonly TownPayment[]): Promise<void> {
  await tx.query(
    `insert into payment (reference, account_id, amount_cents, channel, state, method_kind, method_brand, method_last4,
       idempotency_key, started_at, settled_at, paid_on, ledger_entry_id)
     select t.reference, t.account, t.cents, 'legacy', 'succeeded', t.method,
       case t.method when 'card' then 'Visa' when 'bank' then 'Bank' end, case when t.method <> 'check' then '0000' end,
       'simulated:' || t.reference, t.at, t.at, t.day, t.entry
     from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::date[], $6::timestamptz[], $7::bigint[])
       as t (reference, account, cents, method, day, at, entry)`,
    [
      payments.map((one) => one.reference),
      payments.map((one) => one.accountId),
      payments.map((one) => one.cents),
      payments.map((one) => one.method),
      payments.map((one) => one.on),
      payments.map((one) => one.at),
      payments.map((one) => one.entryId),
    ],
  );
}

/**
 * What simulated homes tell about themselves, by a login of the survey's own that reaches no account: the town's people have
 * none before they register.
 */
export async function insertTownProfiles(
  db: Database,
  told: readonly { readonly accountId: number; readonly profile: HouseholdProfile }[],
  now: Temporal.Instant,
): Promise<void> {
  const column = (key: keyof HouseholdProfile) => told.map(({ profile }) => profile[key] ?? null);
  await db.query(
    `with survey as (
       insert into login (id, email, email_verified, name, created_at, updated_at)
       values ('simulated-survey', 'survey@simulated.example', true, '', $7, $7) returning id
     )
     insert into household_profile (account_id, login_id, occupants, home, irrigated_square_feet, pool, fixtures, said_at)
     select said.account_id, survey.id, said.occupants, said.home, said.area, said.pool, said.fixtures, $7
     from survey, unnest($1::bigint[], $2::smallint[], $3::text[], $4::int[], $5::boolean[], $6::text[])
       as said (account_id, occupants, home, area, pool, fixtures)`,
    [
      told.map(({ accountId }) => accountId),
      column('occupants'),
      column('home'),
      column('irrigatedSquareFeet'),
      column('pool'),
      column('fixtures'),
      now,
    ],
  );
}

/** Takes the drafts of some accounts out of a run that nobody has posted. */
export async function leaveOutOfRun(tx: Database, runId: number, accountIds: readonly number[]): Promise<void> {
  await tx.query(`delete from bill where bill_run_id = $1 and account_id = any($2) and state = 'draft'`, [
    runId,
    accountIds,
  ]);
}

/** The last two reads of a meter, the newest first. */
export const lastCounts = (
  db: Database,
  meterSerial: string,
): Promise<readonly { readonly on: Temporal.PlainDate; readonly count: number }[]> =>
  db.query(
    `select r.read_on as on, r.count from register_read r join meter m on m.id = r.meter_id
     where m.serial = $1 and not exists (select from register_read later where later.supersedes_id = r.id)
     order by r.read_on desc limit 2`,
    [meterSerial],
  );
