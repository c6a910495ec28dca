import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { billThrough } from '../../../../test/support/bill-cycle.ts';
import { caudal } from '../../../../test/support/command.ts';
import { test } from '../../../../test/support/database.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { hireStaff } from '../../../../test/support/staff.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { visit, webDeps } from '../../../../test/support/web.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { consoleAreas } from '../../../web/console/index.ts';
import { paths } from '../../../web/paths.ts';

const noonInMay = Temporal.Instant.from('2026-05-20T19:00:00Z');

/** Four months of some 6,000 gallons, read on the 12th. */
const history = [
  ['2026-01-12', 100_000],
  ['2026-02-12', 106_000],
  ['2026-03-12', 112_000],
  ['2026-04-12', 118_000],
] as const;

async function route(db: DatabasePool, text: string | Uint8Array, ...more: string[]) {
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
  const first = await route(db, text.replace('124100,', '124100.6,'));
  expect(first.report.rounded, 'a register shows whole counts').toBe(1);
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

test('a read ten times too high is told two days after the last one too, and of a new meter by what its class uses', async ({
  db,
}) => {
  await serveAccount(db, 1, { reads: [...history, ['2026-05-12', 124_000]] });
  // Bills of the class, of some 200 gallons a day each.
  for (let other = 11; other <= 35; other++)
    await serveAccount(db, other, { reads: history, billedBefore: '2026-02-12' });
  await billThrough(db, '2026-03-12');
  await billThrough(db, '2026-04-12');
  const { meterSerial } = await serveAccount(db, 2, { reads: [] });
  await db.query(
    `update meter_installation set installed_on = '2026-05-10' where meter_id = (select id from meter where serial = $1)`,
    [meterSerial],
  );
  const plain = await route(db, 'meter,time,read,unit\nMW-1,2026-05-13,124900,gal\nMW-2,2026-05-12,400,gal\n');
  expect(plain.report).toMatchObject({ route: { kept: 2, doubted: 0 } });
  const { report } = await route(db, 'meter,time,read,unit\nMW-1,2026-05-14,1248000,gal\nMW-2,2026-05-14,8500,gal\n');
  expect(report).toMatchObject({ route: { kept: 2, doubted: 2 } });
  const messages = report.doubts.first.map(({ message }: { message: string }) => message).toSorted();
  expect(messages[0]).toMatch(/MW-1 showed 1248000 .*where it used \d+ before/);
  expect(messages[1]).toMatch(/MW-2 showed 8500 .*4,050 gallons per day, where meters of its class use 204/);
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
    route: { kept: 1, refused: 3 },
    refused: {
      lines: 4,
      byReason: {
        'metering.meter-unknown': 1,
        ...{ 'metering.read-differs': 1, 'metering.meter-not-in-service': 1, 'metering.count-beyond-dials': 1 },
      },
    },
    doubts: { count: 0 },
  });
  const differs = report.firstRefused.find((one: { code: string }) => one.code === 'metering.read-differs');
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

test('lines of a route that are refused are in a file to mend, under the header, with the reason; mended, they go in', async ({
  db,
}) => {
  await serveAccount(db, 1, { reads: history });
  await serveAccount(db, 2, { reads: history, dials: 6 });
  const folder = await scratchFolder();
  const path = join(folder, 'ruta.csv');
  // In Latin-1, as a reader's device wrote it.
  const text =
    'meter,date,read,unit,comment\r\nMW-1,2026-05-12,124000,gal,perro en el patio, atrás\r\nMW-1,2026-05-12,125000,gal,árbol\r\nMW-2,2026-05-12,1240000,gal,\r\n';
  await writeFile(path, Buffer.from(text.replace('patio, atrás', 'patio'), 'latin1'));
  const typed = await caudal(db, ['import', 'reads', path, '--json', '--mapping', 'utility/reads/route.yaml']);
  expect(typed.code).toBe(1);
  const refused = await readFile(`${path}.refused`, 'utf8');
  expect(refused.split(/\r?\n/)).toEqual([
    'meter,date,read,unit,comment',
    'MW-1,2026-05-12,125000,gal,árbol',
    'MW-2,2026-05-12,1240000,gal,',
    '',
  ]);
  const reasons = await readFile(`${path}.refused.reasons.csv`, 'utf8');
  expect(reasons).toContain('124000');
  expect(reasons).toContain('1240000');
  const mended = join(folder, 'mended.csv');
  await writeFile(mended, refused.replace(/.*árbol\n/, '').replace('1240000', '124000'));
  const again = await caudal(db, ['import', 'reads', mended, '--json', '--mapping', 'utility/reads/route.yaml']);
  expect(JSON.parse(again.out)).toMatchObject({ route: { kept: 1, refused: 0 } });
});

test('what the reader wrote beside a read is kept and shown, of a file with or without that column', async ({ db }) => {
  await serveAccount(db, 1, { reads: history });
  await serveAccount(db, 2, { reads: history });
  await route(
    db,
    'meter,time,read,unit,Comments\nMW-1,2026-05-12,117000,gal,"dog, came back in the afternoon"\nMW-2,2026-05-12,124000,gal,\n',
  );
  expect(
    await db.query(
      `select m.serial, r.note from register_read r join meter m on m.id = r.meter_id where r.read_on >= '2026-05-01' order by 1`,
    ),
  ).toEqual([
    { serial: 'MW-1', note: 'dog, came back in the afternoon' },
    { serial: 'MW-2', note: null },
  ]);
  const total = ['reads', 'total', '--meter', 'MW-1', '--from', '2026-05-01', '--to', '2026-05-31'];
  expect((await caudal(db, total)).out).toContain('dog, came back in the afternoon');
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  await staff.get(paths.console.registerReads);
  expect(staff.text).toContain('dog, came back in the afternoon');
});

test('a cycle bills from the reads that a route file brought', async ({ db }) => {
  for (const number of [1, 2]) {
    await serveAccount(db, number, { openedOn: '2026-04-05', reads: [['2026-04-05', 100_000]] });
  }
  const { report } = await route(
    db,
    'meter,date,read,unit,code\nMW-1,2026-05-05,105000,gal,A\nMW-2,2026-05-05,110000,gal,A\n',
    ...['--mapping', 'utility/reads/route.yaml'],
  );
  expect(report).toMatchObject({ route: { kept: 2, doubted: 0 } });
  await billThrough(db, '2026-05-05');
  expect(
    await db.query(
      `select c.number, b.estimated, b.usage_gallons::int as gallons from bill b join account a on a.id = b.account_id
       join customer c on c.id = a.customer_id where b.state = 'posted' order by 1`,
    ),
  ).toEqual([
    { number: '00000001', estimated: false, gallons: 5000 },
    { number: '00000002', estimated: false, gallons: 10_000 },
  ]);
});

test('a read typed at the terminal is judged as the form judges it: kept, known, doubted, refused, corrected with a reason', async ({
  db,
}) => {
  for (const number of [1, 2]) await serveAccount(db, number, { reads: history });
  await hireStaff(webDeps(db), 'billing');
  const enter = async (on: string, count: string, ...more: string[]) => {
    const meter = count.startsWith('1240000') ? 'MW-2' : 'MW-1';
    const words = [
      'reads',
      'enter',
      '--meter',
      meter,
      '--on',
      on,
      '--count',
      count,
      '--as',
      'billing@staff.example.org',
    ];
    const { code, out, err } = await caudal(db, [...words, '--reason', 'by phone', ...more], { now: noonInMay });
    return [code, out + err] as const;
  };
  expect(await enter('2026-05-12', '124000')).toEqual([0, 'Meter MW-1 showed 124000 on 2026-05-12.']);
  expect((await enter('2026-05-12', '124000'))[1]).toContain('known already');
  expect(await enter('2026-05-12', '125000')).toEqual([1, expect.stringContaining('124000')]);
  expect(await enter('2026-05-13', '1240000')).toEqual([0, expect.stringContaining('seems wrong')]);
  expect(await enter('2026-05-14', '117000')).toEqual([0, expect.stringContaining('seems wrong')]);
  expect(await enter('2026-05-14', '12400000')).toEqual([1, expect.stringContaining('12400000')]);
  expect(await enter('2026-05-21', '124500')).toEqual([1, expect.stringContaining('2026-05-21')]);
  expect(await enter('2026-05-15', '12 45')).toEqual([1, expect.stringContaining('whole number')]);
  expect(await enter('2026-05-16', '124500', '--corrects')).toEqual([1, expect.stringContaining('no read')]);
  expect(await enter('2026-05-12', '123900', '--corrects', '--reason', ' ')).toEqual([1, expect.any(String)]);
  expect((await enter('2026-05-12', '123900', '--corrects'))[0]).toBe(0);
  expect(await db.query('select count(*)::int as waiting from register_read_doubt where ended_at is null')).toEqual([
    { waiting: 3 },
  ]);
  expect(await db.query(`select count, note from register_read where read_on = '2026-05-12' order by id`)).toEqual([
    { count: 124_000, note: 'by phone' },
    { count: 123_900, note: 'by phone' },
  ]);
});
