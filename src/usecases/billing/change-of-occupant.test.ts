import { describe, expect } from 'vitest';
import { cycleThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { meterIdOf, storeHours } from '../../../test/support/hourly-use.ts';
import { addReads, moveIn, type Service, serveAccount } from '../../../test/support/served-accounts.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { type HourlyUse, hourSpan } from '../../domain/metering/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import {
  cancelBill,
  exceptionsOfRun,
  hourlyReadPolicy,
  lastBill,
  loadBillDocument,
  postBillRun,
  runBillCycle,
} from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const span = hourSpan('America/Los_Angeles', day('2025-03-20'), 80);

/** Ten gallons each hour, counted in tenths. */
async function tenAnHour(db: DatabasePool, serial = 'MW-1') {
  const use: HourlyUse = {
    span,
    register: { unit: 'gal', multiplier: '0.1' },
    counts: new Int32Array(span.hours).fill(100),
    quality: new Uint8Array(span.hours),
  };
  await storeHours(db, await meterIdOf(db, serial), use);
}

async function bill(db: DatabasePool, through: string) {
  const cycle = { ...cycleThrough(through), hourlyReads: hourlyReadPolicy(referenceUtility) };
  const { run, exceptions } = await runBillCycle(db, cycle);
  if (run !== undefined) await postBillRun(db, { runId: run.id, policy: cycle.policy, now: cycle.now });
  return exceptions.map(({ accountId, problem }) => [accountId, problem.code]);
}

async function billed(db: Database, accountId: number) {
  const header = await lastBill(db, accountId);
  if (header === undefined) return undefined;
  const document = await loadBillDocument(db, header.number);
  if (!document.ok) throw new Error(document.problem.code);
  const { period, reads, summary, usageGallons } = document.value;
  const { from, to } = reads[0] ?? {};
  return {
    days: [period.start.toString(), period.end.toString()],
    gallons: Number(usageGallons),
    charges: (summary.newCharges / 100).toFixed(2),
    counts: [from?.count, to?.count],
  };
}

const oldTenant = (closedOn: string, reads: Service['reads']): Service => ({
  billedBefore: '2025-04-05',
  closedOn,
  reads: [['2025-04-05', 100_000], ...reads],
});

describe('a meter with hours', () => {
  test('out on April 10 and in on April 20: each is billed from the hours of their own days', async ({ db }) => {
    const old = await serveAccount(db, 1, oldTenant('2025-04-10', []));
    await tenAnHour(db);
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, old.accountId)).toMatchObject({ gallons: 1200, days: ['2025-04-05', '2025-04-10'] });
    expect(await billed(db, next)).toEqual({
      ...{ days: ['2025-04-20', '2025-05-05'], gallons: 3600, charges: '16.24' },
      counts: [103_600, 107_200],
    });
  });

  test('the cycle was read five days before they moved in: what ran while the home was empty is not theirs', async ({
    db,
  }) => {
    const empty = await serveAccount(db, 1, { openedOn: '2025-04-10', reads: [['2025-04-05', 100_000]] });
    await tenAnHour(db);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, empty.accountId)).toMatchObject({ gallons: 6000, charges: '27.05' });
  });

  test('out and in on one day: one run bills both, from one count', async ({ db }) => {
    const old = await serveAccount(db, 1, oldTenant('2025-04-20', []));
    await tenAnHour(db);
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old.accountId))?.counts).toEqual([100_000, 103_600]);
    expect((await billed(db, next))?.counts).toEqual([103_600, 107_200]);
    const kept = await db.query(`select from register_read where read_on = '2025-04-20'`);
    expect(kept).toHaveLength(1);
  });

  test('two who come and go in one cycle: each of the three is billed, and each day of change has one read', async ({
    db,
  }) => {
    const first = await serveAccount(db, 1, oldTenant('2025-04-12', []));
    await tenAnHour(db);
    const second = await moveIn(db, first, { number: 2, openedOn: '2025-04-12' });
    await db.query(`update account set closed_on = '2025-04-22' where id = $1`, [second]);
    const third = await moveIn(db, first, { number: 3, openedOn: '2025-04-22' });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, first.accountId))?.counts).toEqual([100_000, 101_680]);
    expect((await billed(db, second))?.counts).toEqual([101_680, 104_080]);
    expect((await billed(db, third))?.counts).toEqual([104_080, 107_200]);
    const days = await db.query<{ on: string }>(
      `select read_on::text as on from register_read where read_on > '2025-04-05' order by 1`,
    );
    expect(days.map(({ on }) => on)).toEqual(['2025-04-12', '2025-04-22', '2025-05-05']);
  });

  test('whose account has the smaller number does not matter', async ({ db }) => {
    const next = await serveAccount(db, 1, { openedOn: '2025-04-20', reads: [['2025-04-05', 100_000]] });
    await tenAnHour(db);
    const [old] = await db.query<{ id: number }>(
      `insert into account (customer_id, premise_id, opened_on, closed_on, billed_before, billing_cycle, created_at)
       select customer_id, premise_id, '2020-01-01', '2025-04-20', '2025-04-05', 'A', created_at from account returning id`,
    );
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old?.id ?? 0))?.counts[1]).toBe(103_600);
    expect((await billed(db, next.accountId))?.counts[0]).toBe(103_600);
  });

  test('the only count there is comes after the move-in: the hours between say what it was', async ({ db }) => {
    const home = await serveAccount(db, 1, { openedOn: '2025-04-20', reads: [['2025-05-01', 50_000]] });
    await tenAnHour(db);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, home.accountId)).toMatchObject({ gallons: 3600, counts: [47_360, 50_960] });
  });
});

describe('a meter that people read', () => {
  test('read on April 16 and 22: one count of the 20th closes the old account and opens the new', async ({ db }) => {
    const reads = [
      ['2025-04-16', 102_000],
      ['2025-04-22', 105_000],
      ['2025-05-05', 108_000],
    ] as const;
    const old = await serveAccount(db, 1, oldTenant('2025-04-20', reads));
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old.accountId))?.counts).toEqual([100_000, 104_000]);
    expect((await billed(db, next))?.counts).toEqual([104_000, 108_000]);
  });

  test('nobody read it at the change: the month is shared out by days, every gallon once', async ({ db }) => {
    const old = await serveAccount(db, 1, oldTenant('2025-04-20', [['2025-05-05', 106_000]]));
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old.accountId))?.counts).toEqual([100_000, 103_000]);
    expect((await billed(db, next))?.counts).toEqual([103_000, 106_000]);
  });

  test('a final bill made before the next read is estimated, and the new account goes on from it', async ({ db }) => {
    const old = await serveAccount(db, 1, {
      ...oldTenant('2025-04-20', []),
      reads: [
        ['2025-03-06', 94_000],
        ['2025-04-05', 100_000],
      ],
    });
    expect(await bill(db, '2025-04-21')).toEqual([]);
    expect((await billed(db, old.accountId))?.counts).toEqual([100_000, 103_000]);
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    await addReads(db, old.meterSerial, [['2025-05-05', 107_000]]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, next))?.counts).toEqual([103_000, 107_000]);
  });

  test('that estimate was above the next read: the new account waits until the final bill is cancelled', async ({
    db,
  }) => {
    const old = await serveAccount(db, 1, {
      ...oldTenant('2025-04-20', []),
      reads: [
        ['2025-03-06', 94_000],
        ['2025-04-05', 100_000],
      ],
    });
    await bill(db, '2025-04-21');
    const next = await moveIn(db, old, { number: 2, openedOn: '2025-04-20' });
    await addReads(db, old.meterSerial, [['2025-05-05', 102_000]]);
    expect(await bill(db, '2025-05-05')).toEqual([[next, 'billing.handed-over-too-high']]);
    const final = await lastBill(db, old.accountId);
    const now = Temporal.Instant.from('2025-05-08T16:00:00Z');
    await cancelBill(db, { number: final?.number ?? '', reason: 'estimated too high', on: day('2025-05-08'), now });
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old.accountId))?.counts).toEqual([100_000, 101_000]);
    expect((await billed(db, next))?.counts).toEqual([101_000, 102_000]);
    expect(await exceptionsOfRun(db, 2)).toEqual([]);
  });
});
