import fc from 'fast-check';
import { expect } from 'vitest';
import { cancelRun, cycleThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../test/support/hourly-use.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { explainReads } from '../../domain/billing/index.ts';
import { exact } from '../../domain/kernel/index.ts';
import { type HourlyUse, hourQuality, hourSpan, readFromHours } from '../../domain/metering/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { hourlyReadPolicy, listBills, loadBillDocument, postBillRun, runBillCycle } from './index.ts';

const zone = 'America/Los_Angeles';
const day = (text: string) => Temporal.PlainDate.from(text);
const span = hourSpan(zone, day('2025-03-20'), 100);
const hourOf = (text: string) => (span.dayStart[span.firstDay.until(day(text)).days] ?? 0) + 5;

/** An account with a meter that somebody read on April 3, and hours since, in tenths of a gallon. */
async function served(db: DatabasePool, change: (use: HourlyUse) => void = () => undefined) {
  await serveAccount(db, 1, { billedBefore: '2025-04-03', reads: [['2025-04-03', 100_000]] });
  const meterId = await meterIdOf(db, 'MW-1');
  const use = householdHours(span);
  change(use);
  await storeHours(db, meterId, use);
  return { meterId, use };
}

const cycle = (through: string) => ({ ...cycleThrough(through), hourlyReads: hourlyReadPolicy(referenceUtility) });

async function billed(db: DatabasePool, through: string) {
  const asked = cycle(through);
  const { run, exceptions } = await runBillCycle(db, asked);
  if (run === undefined) throw new Error('no run');
  const posted = await postBillRun(db, { runId: run.id, policy: asked.policy, now: asked.now });
  if (!posted.ok) throw new Error(posted.problem.code);
  const [bill] = await listBills(db, 1, { limit: 1 });
  const document = bill === undefined ? undefined : await loadBillDocument(db, bill.number);
  return { exceptions, bill: document?.ok === true ? document.value : undefined };
}

const sum = (use: HourlyUse, from: string, to: string) => {
  const at = (text: string) => span.dayStart[span.firstDay.until(day(text)).days] ?? 0;
  return use.counts.subarray(at(from), at(to)).reduce((all, count) => all + count, 0);
};

test('a meter with hours is read on the very day, month after month, and no count is lost on the way', async ({
  db,
}) => {
  const { use } = await served(db);
  const april = await billed(db, '2025-05-05');
  const may = await billed(db, '2025-06-05');
  expect(april.exceptions).toEqual([]);
  const read = may.bill?.reads[0];
  expect(april.bill?.reads[0]?.to).toMatchObject({ quality: 'hourly', fromHours: { hours: 32 * 24, estimated: 0 } });
  expect(read?.to.on).toEqual(day('2025-06-05'));
  expect(read?.from.count).toBe(april.bill?.reads[0]?.to.count);
  expect(read?.to.count).toBe(100_000 + Math.floor(sum(use, '2025-04-03', '2025-06-05') / 10));
  expect(may.bill?.estimated).toBe(false);
  expect(may.bill && explainReads(may.bill).map(({ key }) => key)).toEqual([
    'explain.read',
    'explain.from-hours',
    'explain.use',
  ]);
});

test('missing hours are filled by like days and said to be estimated; too many, and the bill is as before', async ({
  db,
}) => {
  const hole = (to: string) => (use: HourlyUse) => {
    use.counts.fill(0, hourOf('2025-04-20'), hourOf(to));
    use.quality.fill(hourQuality.missing, hourOf('2025-04-20'), hourOf(to));
  };
  const { meterId, use } = await served(db, hole('2025-04-22'));
  const { bill } = await billed(db, '2025-05-05');
  expect(bill?.reads[0]?.to).toMatchObject({ quality: 'estimated', fromHours: { estimated: 48 } });
  const without = Math.floor(sum(use, '2025-04-03', '2025-05-05') / 10);
  expect((bill?.reads[0]?.usedCount ?? 0) - without).toBeGreaterThan(150);
  expect(bill && explainReads(bill).map(({ key }) => key)).toContain('explain.estimated-hours');

  // The reads that were missing come: what the estimate got wrong is on the next bill.
  const whole = householdHours(span);
  await storeHours(db, meterId, whole);
  const next = await billed(db, '2025-06-05');
  expect(next.bill?.reads[0]?.to).toMatchObject({
    ...{ quality: 'hourly', count: 100_000 + Math.floor(sum(whole, '2025-04-03', '2025-06-05') / 10) },
  });
  await storeHours(db, meterId, { ...whole, quality: whole.quality.map(() => hourQuality.missing) });
  const last = await runBillCycle(db, cycle('2025-07-05'));
  expect(last).toMatchObject({ billed: 1, estimated: 1 });
});

test('a read of the dial on the day stands over the hours, and hours in doubt wait for the analyst', async ({ db }) => {
  const { meterId, use } = await served(db);
  await db.query(
    `insert into reads_exception (meter_id, rule, from_at, until_at, gallons, detail, found_at, seen_at)
     values ($1, 'spike', '2025-04-20T10:00Z', '2025-04-20T11:00Z', 9000, '{}', now(), now())`,
    [meterId],
  );
  expect((await runBillCycle(db, cycle('2025-05-05'))).exceptions).toMatchObject([
    { problem: { code: 'metering.hours-in-doubt', params: { serial: 'MW-1' } } },
  ]);
  await addReads(db, 'MW-1', [['2025-05-05', 107_000]]);
  const { run } = await runBillCycle(db, cycle('2025-05-05'));
  expect(run).toBeDefined();
  await cancelRun(db, run?.id ?? 0);
  const { bill } = await billed(db, '2025-05-05');
  expect(bill?.reads[0]?.to).toEqual({ on: day('2025-05-05'), count: 107_000, quality: 'measured' });
  const next = await billed(db, '2025-06-05');
  const since = Math.floor(sum(use, '2025-05-05', '2025-06-05') / 10);
  expect(next.bill?.reads[0]?.to.count).toBe(107_000 + since);
});

test('drafts thrown away and calculated again take what the hours say then', async ({ db }) => {
  const { meterId, use } = await served(db);
  const first = await runBillCycle(db, cycle('2025-05-05'));
  await cancelRun(db, first.run?.id ?? 0);
  use.counts[hourOf('2025-04-25')] = 20_000;
  await storeHours(db, meterId, use);
  await runBillCycle(db, cycle('2025-05-05'));
  const reads = await db.query(
    `select count, supersedes_id is not null as newer from register_read where read_on = '2025-05-05' order by id`,
  );
  const expected = 100_000 + Math.floor(sum(use, '2025-04-03', '2025-05-05') / 10);
  expect(reads).toMatchObject([{ newer: false }, { newer: true, count: expected }]);
});

test('however a year is cut into reads, the last one shows the same', () => {
  const register = { serial: 'MW-1', unit: 'ccf', multiplier: '1', dials: 6 } as const;
  const rules = { weeks: 4, maxMissingPercent: 10 };
  const use = householdHours(hourSpan(zone, day('2025-03-20'), 60));
  const from = { on: day('2025-03-20'), count: 999_999, quality: 'measured' } as const;
  const end = day('2025-05-19');
  const whole = readFromHours({ register, from, use }, end, rules);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 8 }), (cuts) => {
      const days = cuts.toSorted((a, b) => a - b).map((cut) => day('2025-03-20').add({ days: cut }));
      const last = [...days, end].reduce<Parameters<typeof readFromHours>[0]['from']>(
        (read, on) => readFromHours({ register, from: read, use }, on, rules) ?? read,
        from,
      );
      expect([last.count, last.fromHours?.carried]).toEqual([whole?.count, whole?.fromHours?.carried]);
    }),
  );
  expect(exact(whole?.fromHours?.carried ?? '').compare(1)).toBeLessThan(0);
});
