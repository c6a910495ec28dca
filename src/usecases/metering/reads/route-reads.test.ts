import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { caudal } from '../../../../test/support/command.ts';
import { test } from '../../../../test/support/database.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import type { DatabasePool } from '../../../store/database.ts';

/** Four months of some 6,000 gallons, read on the 12th. */
const history = [
  ['2026-01-12', 100_000],
  ['2026-02-12', 106_000],
  ['2026-03-12', 112_000],
  ['2026-04-12', 118_000],
] as const;

async function route(db: DatabasePool, text: string, ...more: string[]) {
  const path = join(await scratchFolder(), 'route.csv');
  await writeFile(path, text);
  const typed = await caudal(db, ['import', 'reads', path, '--json', ...more]);
  return { code: typed.code, report: JSON.parse(typed.out) };
}

const readsOf = (db: DatabasePool, serial: string) =>
  db.query(
    `select r.read_on::text as on, r.count, r.quality, r.supersedes_id is not null as corrects
     from register_read r join meter m on m.id = r.meter_id where m.serial = $1 and r.read_on >= '2026-05-01' order by r.id`,
    [serial],
  );

test('a reader’s route is kept as register reads of meters without hours, and the same route again changes nothing', async ({
  db,
}) => {
  await serveAccount(db, 1, { reads: history });
  await serveAccount(db, 2, { reads: history });
  const text = 'meter,time,read,unit\nMW-1,2026-05-12 10:00,124000,gal\nMW-2,2026-05-12,124100,gal\n';
  const first = await route(db, text);
  expect(first).toMatchObject({
    code: 0,
    report: { reads: 2, tally: { fresh: 2 }, days: 0, route: { kept: 2, known: 0, doubted: 0, refused: 0 } },
  });
  expect(await readsOf(db, 'MW-1')).toEqual([
    { on: '2026-05-12', count: 124_000, quality: 'measured', corrects: false },
  ]);
  expect(await db.query('select 1 from interval_channel')).toEqual([]);
  const again = await route(db, `${text}\n`);
  expect(again.report).toMatchObject({ tally: { fresh: 0, duplicate: 2 }, route: { kept: 0, known: 2 } });
  const total = JSON.parse(
    (await caudal(db, ['reads', 'total', '--meter', 'MW-2', '--from', '2026-05-01', '--to', '2026-05-31', '--json']))
      .out,
  );
  expect(total.registerReads).toEqual([{ on: '2026-05-12', count: 124_100, quality: 'measured' }]);
});

test('a read below the last and one ten times too high are kept, told and wait for the analyst', async ({ db }) => {
  await serveAccount(db, 1, { reads: history });
  await serveAccount(db, 2, { reads: history });
  const { report } = await route(db, 'meter,time,read,unit\nMW-1,2026-05-12,117000,gal\nMW-2,2026-05-12,1240000,gal\n');
  expect(report).toMatchObject({
    route: { kept: 2, doubted: 2, refused: 0 },
    doubts: { byReason: { 'metering.read-below-last': 1, 'metering.read-too-high': 1 } },
  });
  expect(report.doubts.first[0].message).toContain('118000');
  expect(await db.query('select code from register_read_doubt order by id')).toEqual([
    { code: 'metering.read-below-last' },
    { code: 'metering.read-too-high' },
  ]);
});

test('a read below zero is refused, and not kept without its sign', async ({ db }) => {
  await serveAccount(db, 1, { reads: history });
  const { report } = await route(db, 'meter,time,read,unit\nMW-1,2026-05-12,-124000,gal\n');
  expect(report).toMatchObject({ route: { kept: 0, refused: 1 } });
  expect(JSON.stringify(report)).toContain('A register never shows less than 0');
  expect(await readsOf(db, 'MW-1')).toEqual([]);
});

test('two values of one day, an exchanged meter, too many digits and a meter that nobody knows are refused with both values', async ({
  db,
}) => {
  await serveAccount(db, 1, { reads: history });
  const { meterSerial } = await serveAccount(db, 2, { reads: history });
  await db.query(
    `update meter_installation set removed_on = '2026-04-20', removed_count = 118500
     where meter_id = (select id from meter where serial = $1)`,
    [meterSerial],
  );
  await serveAccount(db, 3, { reads: history, dials: 6 });
  const { code, report } = await route(
    db,
    'meter,time,read,unit\nMW-1,2026-05-12 09:00,124000,gal\nMW-1,2026-05-12 16:00,125000,gal\nMW-2,2026-05-12,124000,gal\nMW-3,2026-05-12,1240000,gal\nMW-9,2026-05-12,1,gal\n',
  );
  expect(code).toBe(1);
  expect(report).toMatchObject({
    ...{ route: { kept: 1, refused: 3 }, refused: { byReason: { 'metering.meter-unknown': 1 } } },
    doubts: {
      byReason: { 'metering.read-differs': 1, 'metering.meter-not-in-service': 1, 'metering.count-beyond-dials': 1 },
    },
  });
  const differs = report.doubts.first.find((one: { code: string }) => one.code === 'metering.read-differs');
  expect(differs.message).toMatch(/124000.*125000/);
});

test('a route file with codes: an estimate waits for the measured read, which takes its place and both stay', async ({
  db,
}) => {
  await serveAccount(db, 1, { reads: history });
  const mapping = ['--mapping', 'utility/reads/route.yaml'];
  const first = await route(db, 'meter,date,read,unit,code\nMW-1,2026-05-12,124000,gal,E\n', ...mapping);
  expect(first.report).toMatchObject({ reads: 1, route: { kept: 1 } });
  await route(db, 'meter,date,read,unit\nMW-1,2026-05-12,123500,gal\n', ...mapping);
  expect(await readsOf(db, 'MW-1')).toEqual([
    { on: '2026-05-12', count: 124_000, quality: 'estimated', corrects: false },
    { on: '2026-05-12', count: 123_500, quality: 'measured', corrects: true },
  ]);
});
