import { describe, expect } from 'vitest';
import { cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { holdDeposit } from '../../../test/support/deposits.ts';
import { meterIdOf } from '../../../test/support/hourly-use.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { postNow } from '../../../test/support/posting.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { referenceUtility } from '../../../test/support/web-deps.ts';
import { cents } from '../../domain/kernel/index.ts';
import { lateFeeEntry } from '../../domain/receivables/index.ts';
import { insertResolution } from '../../store/alerts/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import { insertAssistance, insertRecurringFee } from '../../store/receivables/index.ts';
import { scanForLeaks } from '../alerts/index.ts';
import { hourlyReadPolicy, loadBillDocument, postBillRun, runBillCycle, unreviewedPolicy } from '../billing/index.ts';
import { nextBillBriefly, type RunningBill, runningBill } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (today: string) => ({ utility: referenceUtility, rates: medfordRates, today: day(today) });

async function forecastOf(db: Database, accountId: number, today: string) {
  const running = await runningBill(db, accountId, at(today));
  if (running.state !== 'forecast') throw new Error(running.state);
  return running;
}

const partsOf = (lines: Extract<RunningBill, { state: 'forecast' }>['bill']['lines']) =>
  lines.map(({ part, amount }) => [part, amount]);

describe('on the day of the read, with every hour known, the forecast is the bill that the run posts, to the cent', () => {
  test.for([
    ['an account with nothing besides its rates', false],
    ['one with a fee, a programme from the middle of the period on, a late fee, and a deposit earned', true],
  ] as const)('%s', async ([, hasMore], { db }) => {
    const { accountId } = await serveAccount(db, 1, {
      billedBefore: '2026-05-05',
      reads: [['2026-05-05', 100_000]],
    });
    const leaks = [{ from: '2026-05-20T00:00', to: '2026-05-26T00:00', gallonsAnHour: 60 }];
    await storeHousehold(db, await meterIdOf(db, 'MW-1'), { from: '2025-09-01', through: '2026-06-05T00:00', leaks });
    if (hasMore) await burden(db, accountId);

    const { bill, use, issuedOn } = await forecastOf(db, accountId, '2026-06-05');
    expect(use).toMatchObject({ daysLeft: 0, knownDays: 31 });
    expect([bill.low, bill.high]).toEqual([bill.expected, bill.expected]);

    const posted = await billed(db, accountId, issuedOn);
    expect(posted.lines.length).toBe(hasMore ? 8 : 4);
    expect(partsOf(bill.lines)).toEqual(partsOf(posted.lines));
    expect(bill.expected).toBe(posted.summary.newCharges);
    expect(await runningBill(db, accountId, at('2026-06-10'))).toMatchObject({ period: { start: day('2026-06-05') } });
  });

  test('an account of two meters', async ({ db }) => {
    const { accountId } = await serveAccount(db, 1, { billedBefore: '2026-05-05', reads: [['2026-05-05', 100_000]] });
    const second = await installAmiMeter(db, accountId);
    await addReads(db, `AMI-${accountId}`, [['2026-05-05', 5000]]);
    const from = '2025-09-01';
    await storeHousehold(db, await meterIdOf(db, 'MW-1'), { from, through: '2026-06-05T00:00' });
    const leaks = [{ from: '2026-04-01T00:00', gallonsAnHour: 20 }];
    await storeHousehold(db, second, { from, through: '2026-06-05T00:00', leaks });

    const running = await forecastOf(db, accountId, '2026-06-05');
    expect(running.use.points.map(({ soFar }) => Math.round(soFar))).toEqual([31 * 110, 31 * 590]);
    expect(running.meters).toEqual(['MW-1', `AMI-${accountId}`]);
    const posted = await billed(db, accountId, running.issuedOn);
    expect(partsOf(running.bill.lines)).toEqual(partsOf(posted.lines));
    expect(running.bill.expected).toBe(posted.summary.newCharges);

    const earlier = await forecastOf(db, accountId, '2026-06-12');
    expect(earlier.bill.low).toBeLessThan(earlier.bill.expected);
    expect(earlier.bill.expected).toBeLessThan(earlier.bill.high);
  });
});

/** What makes an account's bill more than its rates. */
async function burden(db: Database, accountId: number): Promise<void> {
  const now = Temporal.Instant.from('2026-05-10T16:00:00Z');
  const staffId = 'ana';
  await db.query(`insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
    values ('ana', 'ana@example.org', true, 'Ana', 'csr', now(), now())`);
  await insertRecurringFee(db, {
    accountId,
    fee: 'hydrant-meter',
    fromOn: day('2026-05-11'),
    reason: 'x',
    staffId,
    now,
  });
  const [fromOn, endsOn] = [day('2026-05-16'), day('2027-05-16')];
  await insertAssistance(db, { accountId, programme: 'low-income', fromOn, endsOn, proof: 'SNAP', staffId, now });
  await holdDeposit(db, accountId, '2025-04-15');
  for (let month = 0; month < 12; month += 1) {
    const dueOn = day('2025-06-27').add({ months: month }).toString();
    await postBill(db, accountId, { dueOn, owed: 4278 });
    await pay(db, accountId, 4278, dueOn);
  }
  const lateFee = lateFeeEntry({ accountId, amount: cents(500), on: day('2026-05-20'), memo: 'late fee' });
  await postNow(db, lateFee, { now, idempotencyKey: 'late', inputHash: 'late' });
}

async function billed(db: DatabasePool, accountId: number, issuedOn: Temporal.PlainDate) {
  const policy = unreviewedPolicy(referenceUtility);
  const cycle = { ...cycleThrough('2026-06-05'), issuedOn, policy, hourlyReads: hourlyReadPolicy(referenceUtility) };
  const { run, exceptions } = await runBillCycle(db, cycle);
  expect(exceptions).toEqual([]);
  const posted = await postBillRun(db, { runId: run?.id ?? 0, policy, now: cycle.now });
  if (!posted.ok) throw new Error(posted.problem.code);
  const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
  if (!bill.ok) throw new Error(bill.problem.code);
  return bill.value;
}

describe('a leak', () => {
  const local = (text: string) =>
    Temporal.PlainDateTime.from(text).toZonedDateTime(referenceUtility.time_zone).toInstant();

  /** A home of 110 gallons a day with a leak of 10 an hour since 8 May, on the morning of 15 May. */
  async function leakingHome(db: DatabasePool) {
    const accountId = await openAccount(db);
    const meterId = await installAmiMeter(db, accountId);
    const loginId = await registered(db, accountId);
    await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const hoursCome = async (through = '2026-05-15T06:00', to = through) => {
      const leak = { from: '2026-05-08T00:00', to, gallonsAnHour: 10 };
      await storeHousehold(db, meterId, { from: '2025-09-01', through, leaks: [leak] });
      await scanForLeaks(db, noticesForTests, { now: local(through).add({ hours: 2 }) });
    };
    return { accountId, loginId, hoursCome };
  }
  const fourWeeks = 31 * 110;

  test('that runs is on top of what the home uses, and the bill says what it is without it from today on', async ({
    db,
  }) => {
    const { accountId, hoursCome } = await leakingHome(db);
    await hoursCome();
    const { use, bill } = await forecastOf(db, accountId, '2026-05-15');
    expect(use.leak).toBeCloseTo(21 * 240, -1);
    const near = (gallons: number, expected: number) => Math.abs(gallons / expected - 1) < 0.03;
    expect(near(use.expected, fourWeeks + 28 * 240)).toBe(true);
    expect(near(use.expected - use.leak, fourWeeks + 7 * 240)).toBe(true);
    // 5,040 gallons of it in tier 2.
    expect(bill.expected - (bill.ifFixed ?? 0)).toBeGreaterThan(1000);
  });

  test.for([
    ['fixed', fourWeeks + 7 * 240],
    ['expected', fourWeeks + 28 * 240],
  ] as const)('of which the customer says “%s” is not said again', async ([kind, expected], { db }) => {
    const { accountId, loginId, hoursCome } = await leakingHome(db);
    await hoursCome();
    const [alert] = await db.query<{ id: number }>('select id from alert');
    const said = local('2026-05-15T05:00');
    await insertResolution(db, alert?.id ?? 0, {
      ...{ kind, cause: 'other', since: said, note: '', loginId, saidAt: said },
    });
    const { use, bill } = await forecastOf(db, accountId, '2026-05-15');
    expect([use.leak, bill.ifFixed]).toEqual([0, undefined]);
    // Water they know about is a habit, of which a week tells a part.
    if (kind === 'fixed') expect(Math.abs(use.expected / expected - 1)).toBeLessThan(0.03);
    else expect(use.expected).toBeGreaterThan(fourWeeks + 14 * 240);
  });

  test('is on the card until a scan finds that it has stopped', async ({ db }) => {
    const { accountId, hoursCome } = await leakingHome(db);
    await hoursCome('2026-05-14T20:00', '2026-05-13T22:00');
    const card = async () => (await nextBillBriefly(db, accountId, at('2026-05-15'))).bill;
    const running = await card();
    expect(await card()).toEqual(running);
    expect(running?.ifFixed).toBeLessThan(running?.expected ?? 0);
    await hoursCome('2026-05-15T06:00', '2026-05-13T22:00');
    expect((await card())?.ifFixed).toBeUndefined();
  });
});
