import { type BillingPolicy, type RateBook, rateBook } from '../../src/domain/billing/index.ts';
import { cents, type Problem } from '../../src/domain/kernel/index.ts';
import { applySchedule, type RateSchedule } from '../../src/domain/rates/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { postBillRun, runBillCycle } from '../../src/usecases/billing/index.ts';

/** A class of a schedule, with answers by which `rates apply` bills it, and what it bills. */
interface ClassCase {
  readonly schedule: RateSchedule;
  readonly rateClass: string;
  readonly used: number;
  readonly inputs: Readonly<Record<string, string>>;
  readonly cents: number;
}

/** What a bill run made of a class, beside what `rates apply` makes of the same answers. */
export interface BilledClass {
  readonly file: string;
  readonly rateClass: string;
  readonly equal: number;
  readonly cases: number;
  /** Why some are not equal. */
  readonly why: readonly string[];
}

const policy: BillingPolicy = {
  dueDays: 21,
  minimumDays: 5,
  lateFee: { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true },
  postsWithoutApproval: true,
};
const start = Temporal.PlainDate.from('2026-01-05');
const uses = [0, 7, 60];
const numbers: Readonly<Record<string, string>> = { hhsize: '4', et_amount: '5.5', irr_area: '2500' };

/**
 * Bills every class of these schedules by a real run on the database, each account with its answers as facts, over a period
 * as long as the schedule's rates are written for, and compares the cents with those of `applySchedule`.
 */
export async function billClasses(
  db: DatabasePool,
  schedules: readonly RateSchedule[],
): Promise<readonly BilledClass[]> {
  const cases = schedules.flatMap((schedule) =>
    [...schedule.classes.keys()].flatMap((rateClass) => casesOf(schedule, rateClass)),
  );
  await open(db, cases, schedules);
  const bills = new Map<number, number>();
  const problems = new Map<number, Problem>();
  for (const months of [...new Set(schedules.map(({ periodMonths }) => periodMonths))].toSorted((a, b) => a - b)) {
    const readThrough = endOf(months);
    const now = Temporal.Instant.from(`${readThrough.add({ days: 2 })}T16:00:00Z`);
    const cycle = { cycle: `M${months}`, readThrough, issuedOn: readThrough.add({ days: 2 }), policy, now };
    const { run, exceptions } = await runBillCycle(db, { ...cycle, rates: bookOf(schedules) });
    for (const { accountId, problem } of exceptions) problems.set(accountId, problem);
    if (run !== undefined) await postBillRun(db, { runId: run.id, policy, now });
  }
  const rows = await db.query<{ account_id: number; cents: number }>(
    `select account_id, new_charges_cents as cents from bill where state = 'posted'`,
  );
  for (const row of rows) bills.set(row.account_id, row.cents);
  const told = cases.map((one, index) => ({
    ...one,
    index,
    billed: bills.get(index + 1),
    problem: problems.get(index + 1),
  }));
  const byClass = Map.groupBy(told, ({ schedule, rateClass }) => `${schedule.file} ${rateClass}`);
  return [...byClass.values()].map((some) => ({
    file: some[0]?.schedule.file ?? '',
    rateClass: some[0]?.rateClass ?? '',
    equal: some.filter(({ billed, cents }) => billed === cents).length,
    cases: some.length,
    why: some
      .filter(({ billed, cents }) => billed !== cents)
      .map(({ problem, billed, cents, used, inputs }) =>
        problem === undefined
          ? `${cents} by the schedule, ${billed ?? 'nothing'} billed, ${used} used, ${JSON.stringify(inputs)}`
          : `${problem.code} ${JSON.stringify(problem.params)}`,
      ),
  }));
}

const endOf = (months: number) => start.add({ months });
const classKey = (file: number, rateClass: string) => `${file}/${rateClass}`;

/** One book of many files: a class is named by the number of its file too. */
function bookOf(schedules: readonly RateSchedule[]): RateBook {
  const books = schedules.map((schedule) => rateBook([schedule]));
  return (key) => books[Number(key.slice(0, key.indexOf('/')))]?.(key.slice(key.indexOf('/') + 1)) ?? [];
}

/** For each use, the first answers of the schedule's own that it bills with, and the last ones. */
function casesOf(schedule: RateSchedule, rateClass: string): ClassCase[] {
  const days = start.until(endOf(schedule.periodMonths)).days;
  const needs = [...(schedule.classes.get(rateClass)?.inputs.values() ?? [])];
  const billing = combinations(
    needs.map(({ name, values }) =>
      (values.length > 0 ? values : [name === 'days_in_period' ? String(days) : (numbers[name] ?? '2')]).map(
        (value) => [name, value] as const,
      ),
    ),
  ).flatMap((pairs) => {
    const inputs = Object.fromEntries(pairs);
    const bills = uses.flatMap((used) => {
      const applied = applySchedule(schedule, { rateClass, inputs: { ...inputs, usage_ccf: String(used) } });
      return applied.ok ? [{ schedule, rateClass, used, inputs, cents: applied.value.total }] : [];
    });
    return bills.length > 0 ? [bills] : [];
  });
  return [...new Set([billing[0] ?? [], billing.at(-1) ?? []])].flat();
}

/** All combinations, as long as they are few; else the first. */
function combinations<Value>(lists: readonly (readonly Value[])[], max = 400): readonly (readonly Value[])[] {
  let all: readonly (readonly Value[])[] = [[]];
  for (const list of lists) {
    all = all.flatMap((before) => list.map((value) => [...before, value]));
    if (all.length > max) all = [...all.slice(0, max / 2), ...all.slice(-max / 2)];
  }
  return all;
}

/** An account each, whose id is the number of its case: its meter counts in the schedule's unit. */
async function open(db: DatabasePool, cases: readonly ClassCase[], schedules: readonly RateSchedule[]): Promise<void> {
  const rows = cases.map(({ schedule, rateClass, used, inputs }, index) => ({
    n: index + 1,
    ...{ cycle: `M${schedule.periodMonths}`, unit: schedule.unit, used },
    class: classKey(schedules.indexOf(schedule), rateClass),
    size: inputs['meter_size'] ?? '1"',
    end: endOf(schedule.periodMonths),
  }));
  await db.query(
    `with t as (
       select * from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::date[])
         as t (n, cycle, unit, used, class, size, ends)
     ), c as (
       insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       select lpad(n::text, 8, '0'), 'Simulated ' || n, n || ' Test St', 'Medford', 'OR', '97501', '2024-01-01T00:00Z' from t
       order by n returning id, number
     ), p as (
       insert into premise (number, line1, city, state, zip)
       select lpad(n::text, 7, '0'), n || ' Test St', 'Medford', 'OR', '97501' from t order by n returning id, number
     ), a as (
       insert into account (id, customer_id, premise_id, opened_on, billed_before, billing_cycle, created_at)
       overriding system value
       select n, c.id, p.id, '2020-01-01', $8, t.cycle, '2024-01-01T00:00Z'
       from t join c on c.number::int = n join p on p.number::int = n
     ), sp as (
       insert into service_point (id, premise_id, rate_class) overriding system value
       select n, p.id, t.class from t join p on p.number::int = n
     )
     insert into meter (id, serial, size, unit, dials) overriding system value
     select n, 'MW-' || n, size, unit, 7 from t`,
    [
      ...(['n', 'cycle', 'unit', 'used', 'class', 'size', 'end'] as const).map((key) => rows.map((row) => row[key])),
      start,
    ],
  );
  await db.query(
    `insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select id, id, '2020-01-01', 0 from meter`,
  );
  await db.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select n, day, count, 'measured', 'test', '2024-01-01T00:00Z'
     from unnest($1::int[], $2::date[], $3::int[]) as r (n, day, count)`,
    [
      rows.flatMap(({ n }) => [n, n]),
      rows.flatMap(({ end }) => [start, end]),
      rows.flatMap(({ used }) => [1000, 1000 + used]),
    ],
  );
  const facts = cases.flatMap(({ inputs }, index) =>
    Object.entries(inputs)
      .filter(([name]) => name !== 'meter_size' && name !== 'days_in_period')
      .map(([name, value]) => ({ n: index + 1, name, value })),
  );
  await db.query(
    `insert into rate_fact (service_point_id, account_id, name, value, from_day, reason, said_at)
     select case when name = 'hhsize' then null else n end, case when name = 'hhsize' then n end, name, value,
       '2025-01-01', 'test', '2024-01-01T00:00Z'
     from unnest($1::int[], $2::text[], $3::text[]) as f (n, name, value)`,
    [facts.map(({ n }) => n), facts.map(({ name }) => name), facts.map(({ value }) => value)],
  );
}
