import { hourSpan, packDay } from '../src/domain/metering/index.ts';
import type { DatabasePool } from '../src/store/database.ts';
import { ensureMonths } from '../src/store/metering/intervals.ts';
import { billedByMonth } from '../src/store/water-balance/index.ts';
import { concerningMeters, surveyMeters } from '../src/usecases/water-balance/index.ts';
import { openAccounts } from '../test/support/accounts.ts';
import { referenceUtility } from '../test/support/web-deps.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';

/**
 * What the console's pages of the whole system stand on, for a utility with 13 bills an account: the survey of 62 days of
 * every meter, against reading the same rows from the same database and doing nothing with them; and the two statements
 * that a page waits for.
 */
const meters = Number(process.env['CAUDAL_BENCH_METERS'] ?? 30_000);
const days = 62;
const now = Temporal.Instant.from('2026-05-20T16:00:00Z');
const today = Temporal.PlainDate.from('2026-05-20');
const zone = referenceUtility.time_zone;

const server = await startBenchServer();
try {
  const db = await openMigrated(server.url, 'system_water', 4);
  await fill(db);

  const peer = await seconds(() => readOnly(db));
  const survey = await seconds(() => surveyMeters(db, referenceUtility, { now }));
  say('survey of a meter-day', (survey * 1e6) / (meters * days), 'µs', (peer * 1e6) / (meters * days));
  say('survey of the whole', survey, 's', peer);
  const rules = { day: today, zone, zeroDays: 14, unbilledDays: 45 };
  say('meters of concern', (await seconds(() => concerningMeters(db, rules))) * 1000, 'ms');
  const year = { from: Temporal.PlainDate.from('2025-05-01'), until: Temporal.PlainDate.from('2026-05-01') };
  say('a year billed by month and zone', (await seconds(() => billedByMonth(db, year))) * 1000, 'ms');
  await db.close();
} finally {
  await server.stop();
}
process.exit(0);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** The same rows by the same statements, their bytes left as they are. */
async function readOnly(from: DatabasePool): Promise<void> {
  for (let first = 1; first <= meters; first += 1000) {
    await from.query(
      'select meter_id, day, hours from meter_day where meter_id between $1 and $2 and day >= $3 order by meter_id',
      [first, first + 999, today.subtract({ days: days - 1 })],
    );
  }
}

/** Meters with the same ordinary day each day, in three zones. */
async function fill(into: DatabasePool): Promise<void> {
  await openAccounts(into, meters);
  await into.query(
    `with points as (
       insert into service_point (premise_id, rate_class, elevation_zone)
       select id, 'RESIDENTIAL_SINGLE', 'zone ' || id % 3 from premise order by id returning id
     ), registers as (
       insert into meter (serial, size, unit, dials) select 'M' || id, '5/8"', 'gal', 7 from points returning id
     )
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select id, id, '2024-01-01', 0 from registers`,
  );
  await into.query(`insert into interval_channel select id, 'gal', 1 from meter`);
  const span = hourSpan(zone, today.subtract({ days: days - 1 }), days);
  await ensureMonths(
    into,
    Array.from({ length: days }, (_, day) => span.firstDay.add({ days: day })),
  );
  const counts = Int32Array.from({ length: 24 }, (_, hour) => (hour === 7 || hour === 19 ? 400 : hour > 7 ? 30 : 0));
  const hours = Buffer.from(packDay({ counts, quality: new Uint8Array(24) }));
  for (let first = 1; first <= meters; first += 5000) {
    await into.query(
      `insert into meter_day select m, d::date, 1, 1, 1, $3::bytea
       from generate_series($1::int, $2::int) m, generate_series($4::date, $5::date, '1 day') d`,
      [first, Math.min(meters, first + 4999), hours, span.firstDay, today],
    );
  }
  // Bills without their entries in the books: nothing here reads them.
  await into.query('alter table bill drop constraint bill_ledger_entry_id_fkey');
  await into.query('alter table bill disable trigger bill_begins_as_a_draft');
  await into.query(
    `insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on,
       previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
       usage_gallons, estimated, delivery, delivery_reason, ledger_entry_id, created_at)
     select 'B' || a.id || '-' || n, a.id, 'regular', 'posted', x.d, x.d + 30, x.d + 32, x.d + 52, 0, 0, 0, 0, 0, 6000,
       false, 'paper', 'never-registered', a.id * 100 + n, now()
     from account a cross join generate_series(0, 12) n
     cross join lateral (select '2025-04-01'::date + n * 30 + (a.id % 30)::int as d) x`,
  );
  await into.query('analyze');
}

function say(metric: string, value: number, unit: string, peerValue?: number): void {
  const shown = (amount: number) => Number(amount.toPrecision(3));
  console.log(
    JSON.stringify({
      ...{ bench: 'system-water', metric, value: shown(value), unit },
      ...(peerValue === undefined
        ? {}
        : {
            peer: 'reading the same rows and no more',
            peer_value: shown(peerValue),
            ratio: Number((value / peerValue).toFixed(2)),
          }),
    }),
  );
}
