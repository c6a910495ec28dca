import type { Database } from '../../src/store/database.ts';

export interface CisBillForTest {
  readonly number: string;
  /** Thousands of gallons that it says were used. */
  readonly kgal: string;
  /** Description, type, quantity, price, cents. */
  readonly lines: readonly (readonly [string, string, string | null, string | null, number])[];
  /** Without the days of its period. */
  readonly isUndated?: boolean;
  /** What its lines are of, where the files say it. */
  readonly service?: string;
}

/** A home of the smallest meter, served at a service point that the billing system calls `SP1`; its account's id. */
export async function cisHome(db: Database, accountId: number, rateClass = 'RESIDENTIAL_SINGLE'): Promise<void> {
  await db.query(
    `with point as (
       insert into service_point (premise_id, rate_class, number)
       select premise_id, $2, 'SP' || $1::bigint from account where id = $1::bigint returning id
     ), meter as (
       insert into meter (serial, size, unit, dials, number) values ('M' || $1::bigint, '5/8"', 'kgal', 6, 'M' || $1::bigint) returning id
     )
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select point.id, meter.id, '2020-01-01', 0 from point, meter`,
    [accountId, rateClass],
  );
}

/** Bills of April that the billing system made, as its files brought them. */
export async function cisBills(db: Database, accountId: number, bills: readonly CisBillForTest[]): Promise<void> {
  for (const { number, kgal, lines, isUndated = false, service } of bills) {
    const sum = lines.reduce((all, [, , , , cents]) => all + cents, 0);
    const [bill] = await db.query<{ id: number }>(
      `insert into bill (number, account_id, kind, state, period_start, period_end, period_given, issued_on, due_on,
         previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents, usage_gallons,
         estimated, delivery, delivery_reason, created_at, origin)
       values ($1, $2, 'regular', 'posted', '2026-04-01', '2026-05-01', $3, '2026-05-04', '2026-05-25', 0, 0, 0, $4, $4,
         $5::numeric * 1000, false, 'paper', 'billing-system', '2026-05-04T08:00Z', 'cis') returning id`,
      [number, accountId, !isUndated, sum, kgal],
    );
    for (const [at, [description, type, quantity, price, cents]] of lines.entries()) {
      await db.query(
        `insert into bill_line (bill_id, position, part, label_es, label_en, quantity, unit, unit_price, amount_cents, explanation)
         values ($1, $2, 'cis_' || $3::text, $4, $4, $5::numeric, 'kgal', $6::numeric, $7,
           jsonb_build_object('line', 2, 'cis', jsonb_strip_nulls(jsonb_build_object('service', $8::text))))`,
        [bill?.id, at + 1, type, description, quantity, price, cents, service ?? null],
      );
    }
    await db.query(
      `insert into exchange_bill_read (bill_id, position, service_point, meter, previous_on, previous_read, current_on,
         current_read, usage, unit)
       values ($1, 1, 'SP' || $2::bigint, 'M' || $2::bigint, '2026-04-01', 100, '2026-05-01', 100 + $3::numeric, $3::numeric, 'kgal')`,
      [bill?.id, accountId, kgal],
    );
  }
}
