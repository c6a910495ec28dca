import { expect } from 'vitest';
import { billThrough, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument, runBillCycle } from '../billing/index.ts';
import { exchangeMeter } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2025-05-20T16:00:00Z');
const ana = { staffId: 'ana', role: 'billing', now, address: '192.0.2.1' } as const;
const said = {
  ...{ serial: 'MW-1', on: day('2025-05-20'), closing: '118000', reason: 'Stopped' },
  ...{ newSerial: 'MW-NEW', size: '5/8"', unit: 'gal', multiplier: '1', dials: '7', opening: '12' },
};

const deps = (db: Database) => ({ db, utility: referenceUtility, rates: medfordRates });

async function served(db: Database, number = 1, dials = 7) {
  if (number === 1) await knownPeople(db, { logins: [], staff: ['ana'] });
  return serveAccount(db, number, {
    billedBefore: '2025-04-05',
    dials,
    reads: [
      ['2025-04-05', 100_000],
      ['2025-05-05', 112_000],
    ],
  });
}

const installations = (db: Database) =>
  db.query(
    `select m.serial, m.dials, i.installed_on::text as set, i.installed_count as first, i.removed_on::text as out, i.removed_count as last
     from meter_installation i join meter m on m.id = i.meter_id order by i.id`,
  );

test('the next bill counts the old meter to its closing read and the new one from its opening read', async ({ db }) => {
  const { accountId } = await served(db);
  await billThrough(db, '2025-05-05');
  const twice = await Promise.all([1, 2].map(() => exchangeMeter(deps(db), { accountId, ...said }, ana)));
  expect(twice.map(({ ok }) => ok).toSorted(), 'the button pressed twice exchanges it once').toEqual([false, true]);
  await addReads(db, 'MW-NEW', [['2025-06-05', 4012]]);
  await billThrough(db, '2025-06-05');
  const { number, newCharges } = await lastBillOf(db, accountId);
  const document = await loadBillDocument(db, number);
  expect(document.ok && document.value.reads.map(({ meterSerial, usedCount }) => [meterSerial, usedCount])).toEqual([
    ['MW-1', 6000],
    ['MW-NEW', 4000],
  ]);
  // 10,000 gallons: 21.78, 5 at 1.19 and 5 at 2.15.
  expect(newCharges).toBe(3848);
  expect(
    await db.query(`select account_id, detail ->> 'reason' as why from audit_event where action = 'meter.exchanged'`),
  ).toEqual([{ account_id: accountId, why: 'Stopped' }]);
});

test('what cannot be billed is refused with the field and nothing is written', async ({ db }) => {
  const { accountId } = await served(db);
  await served(db, 2);
  await billThrough(db, '2025-05-05');
  await addReads(db, 'MW-1', [['2025-05-12', 115_000]]);
  const before = await installations(db);
  for (const [change, code, field] of [
    [{ on: undefined }, 'metering.exchange-day-unreadable', 'on'],
    [{ on: day('2025-05-21') }, 'metering.exchange-in-future', 'on'],
    [{ on: day('2025-05-04') }, 'metering.exchange-in-billed-time', 'on'],
    [{ on: day('2025-05-11') }, 'metering.exchange-before-read', 'on'],
    [{ closing: '114999' }, 'metering.read-below-last', 'closing'],
    [{ closing: '10000000' }, 'metering.exchange-beyond-dials', 'closing'],
    [{ closing: '118,000' }, 'metering.read-unreadable', 'closing'],
    [{ newSerial: 'mw-2' }, 'metering.serial-in-use', 'newSerial'],
    [{ newSerial: 'MW-1' }, 'metering.serial-in-use', 'newSerial'],
    [{ newSerial: ' ' }, 'metering.serial-missing', 'newSerial'],
    [{ size: '7"' }, 'metering.size-unknown', 'size'],
    [{ unit: 'pint' }, 'metering.unit-unknown', 'unit'],
    [{ multiplier: '0' }, 'metering.multiplier-unreadable', 'multiplier'],
    [{ dials: '2' }, 'metering.dials-out-of-range', 'dials'],
    [{ dials: '3', opening: '1000' }, 'metering.exchange-beyond-dials', 'opening'],
    [{ reason: ' ' }, 'accounts.reason-missing', 'reason'],
    [{ serial: 'MW-2' }, 'metering.meter-not-here', 'serial'],
  ] as const) {
    const { on, ...typed } = { ...said, ...change };
    const done = await exchangeMeter(deps(db), { accountId, ...typed, ...(on === undefined ? {} : { on }) }, ana);
    expect(done, code).toMatchObject({ problem: [{ code, field }] });
  }
  const several = await exchangeMeter(deps(db), { accountId, ...said, closing: '', dials: '', reason: '' }, ana);
  expect(!several.ok && several.problem.map(({ field }) => field)).toEqual(['closing', 'dials', 'reason']);
  const csr = await exchangeMeter(deps(db), { accountId, ...said }, { ...ana, role: 'csr' });
  expect(csr).toMatchObject({ problem: [{ code: 'access.not-permitted' }] });
  expect(await installations(db)).toEqual(before);
});

test('a draft of a bill counts on the meter of its days', async ({ db }) => {
  const { accountId } = await served(db);
  await runBillCycle(db, cycleThrough('2025-05-05'));
  const on = day('2025-05-04');
  expect(await exchangeMeter(deps(db), { accountId, ...said, on }, ana)).toMatchObject({
    problem: [{ code: 'metering.exchange-in-billed-time' }],
  });
});

test('a meter that went round its dials closes, and one whose reads came first is described', async ({ db }) => {
  const { accountId } = await served(db, 1, 6);
  await addReads(db, 'MW-1', [['2025-05-12', 999_000]]);
  await db.query(`insert into meter (serial, size, unit, dials) values ('MW-NEW', 'unknown', 'gal', 12)`);
  const typed = { accountId, ...said, closing: '4000', dials: '8' };
  expect(await exchangeMeter(deps(db), { ...typed, unit: 'cf' }, ana)).toMatchObject({
    problem: [{ code: 'metering.serial-known-otherwise', params: { unit: 'gal' } }],
  });
  expect(await exchangeMeter(deps(db), typed, ana)).toMatchObject({ ok: true });
  expect(await installations(db)).toEqual([
    { serial: 'MW-1', dials: 6, set: '2020-01-01', first: 0, out: '2025-05-20', last: 4000 },
    { serial: 'MW-NEW', dials: 8, set: '2025-05-20', first: 12, out: null, last: null },
  ]);
  expect(await db.query(`select size from meter where serial = 'MW-NEW'`)).toEqual([{ size: '5/8"' }]);
});
