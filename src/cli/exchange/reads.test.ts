import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../test/support/web.ts';
import type { DatabasePool } from '../../store/database.ts';
import { consoleAreas } from '../../web/console/index.ts';
import { paths } from '../../web/paths.ts';

const utility = { billing: { ...referenceUtility.billing, by: 'cis' as const } };
const now = Temporal.Instant.from('2026-05-12T20:00:00Z');

/** Five homes in gallons (the fourth is a compound meter): read, read too long ago, estimated only, both registers, never. */
async function town(db: DatabasePool, unit = 'gal'): Promise<void> {
  const homes = simulatedHomes(5);
  const meters = (homes['meters.csv'] ?? []).map(
    (row): Record<string, string> => ({
      ...row,
      unit,
      resolution: '10',
      endpoint: 'E',
      register: '',
    }),
  );
  const read = (meter: string, on: string, count: string, more: object = {}) => ({
    ...{ meter, register: '', read_on: on, read: count, kind: 'actual', ...more },
  });
  const folder = await cisPackage({
    ...homes,
    'service-points.csv': (homes['service-points.csv'] ?? []).map((row, at) => ({
      ...{ ...row, service_point: at === 0 ? 'P1-W' : (row['service_point'] ?? '') },
      cycle: at < 4 ? 'A' : 'B',
    })),
    'meters.csv': [
      ...meters.map((row, at) => ({
        ...row,
        service_point: at === 0 ? 'P1-W' : (row['service_point'] ?? ''),
        register: at === 3 ? 'H' : '',
      })),
      { ...meters[3], meter: 'M4', register: 'L', endpoint: '' },
    ],
    'register-reads.csv': [
      read('M1', '2026-05-08', '247000'),
      read('M1', '2026-05-11', '248000'),
      read('M2', '2026-04-11', '9000'),
      read('M3', '2026-05-11', '500', { kind: 'estimated' }),
      read('M4', '2026-05-12', '70', { register: 'H' }),
      read('M4', '2026-05-12', '1230', { register: 'L' }),
    ],
  });
  const { code, err } = await caudal(db, ['import', 'cis', folder], { utility });
  expect([code, err]).toEqual([0, expect.not.stringContaining('set aside')]);
}

test('the reads that bills are made from go out as Badger’s export, and what has none is counted', async ({ db }) => {
  await town(db);
  const folder = join(await scratchFolder(), 'reads');
  const reads = (...more: readonly string[]) =>
    caudal(db, ['exchange', 'reads', folder, '--form', 'badger', ...more], { utility, now });
  expect(await reads()).toMatchObject({
    code: 0,
    out: [
      'reads-2026-05-12.badger.csv: 3 reads.',
      'Registers without a read of these days: 2.',
      'Registers with an estimate only, left out: 1.',
    ].join('\n'),
  });
  const file = join(folder, 'reads-2026-05-12.badger.csv');
  expect((await readFile(file, 'utf8')).split('\r\n')).toEqual([
    'Account_ID,Location_ID,Service_Point_ID,Meter_ID,Register_Number,Endpoint_SN,Read_Method,Read,Read_Unit,Billing_Read,Read_Time',
    'A1,P1,W,M1,,E,AMR,248000,GAL,248000,2026-05-11 00:00:00',
    'A4,P4,S4,M4,H,E,AMR,70,GAL,70,2026-05-12 00:00:00',
    'A4,P4,S4,M4,L,,Manual,1230,GAL,1230,2026-05-12 00:00:00',
    '',
  ]);
  expect(JSON.parse((await reads('--days-back', '60', '--cycle', 'A', '--json')).out)).toEqual({
    ...{ file: 'reads-2026-05-12.badger.csv', form: 'badger', count: 4, unread: 0, estimated: 1 },
  });
  const none = await reads('--cycle', 'B');
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('no read from 2026-05-07 to 2026-05-12')]);
});

test('a unit that the export has no word for is refused by its meter before anything is written', async ({ db }) => {
  await town(db, 'ccf');
  const folder = await scratchFolder();
  const refused = await caudal(db, ['exchange', 'reads', folder], { utility, now });
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('Meter M1 counts in ccf, and this form knows only GAL, CUBIC_FEET');
  expect(await readdir(folder)).toEqual([]);
});

test('staff take the same file in the console; that they did is kept', async ({ db }) => {
  await town(db);
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, 'billing'), clock: () => now });
  const bea = visit(deps, consoleAreas, 'es');
  const at = paths.console.exchangeReads;
  await bea.get(at);
  await expectValidHtml(bea.html, 'lecturas');
  expect(bea.text).toContain('Descargar las lecturas');
  await bea.get(`${at}?on=2026-05-12&days=5&cycle=`);
  expect([bea.status, bea.html]).toEqual([200, expect.stringContaining('A1,P1,W,M1,,E,AMR,248000,GAL,248000,')]);
  expect(await db.query(`select detail from audit_event where action = 'exchange-reads.taken'`)).toEqual([
    { detail: { on: '2026-05-12', rows: 3 } },
  ]);
  for (const wrong of [
    'on=2027-01-01&days=5',
    'on=mayo&days=5',
    'on=2026-05-12&days=-1',
    'on=2026-05-12&days=5&cycle=Z',
  ]) {
    await bea.get(`${at}?${wrong}`);
    expect(bea.status, wrong).toBe(422);
    await expectValidHtml(bea.html, wrong);
  }
});
