import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const { console: at } = paths;

const staffAt = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const march = new File(
  ['source,period,volume,unit\nSprings,2026-03,10,MG\n=Well,March,1,barrels\nWell,2026-03,1,MG\n'],
  'march.csv',
);

test('a file of production is tried, taken in, and the same file is known again', async ({ db }) => {
  const staff = await staffAt(db, 'conservation', 'en');
  await staff.get(at.productionFiles);
  await expectValidHtml(staff.html);
  await staff.postFiles(at.productionFiles, { file: march, try: 'yes' });
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('What would happen with march.csv');
  expect(staff.text).toContain('Line 3 · period · “March” is not a month such as 2026-03');
  expect(staff.text).toContain('Line 3 · unit · “barrels” is not a unit we know');
  expect(await db.query('select from production')).toEqual([]);
  await staff.postFiles(at.productionFiles, { file: new File([march], 'mar\u0000ch.csv') });
  await expectValidHtml(staff.html);
  expect(staff.path).toBe(at.productionFile('1'));
  expect(staff.text).toMatch(/Lines of the file 3 New 2 Correct an earlier one 0 Known already 0 Lines refused 1/);
  expect(await (await staff.fetch(at.productionFileRefused('1'))).text()).toBe(
    'source,period,volume,unit\n=Well,March,1,barrels\n',
  );
  expect(await (await staff.fetch(at.productionFileReasons('1'))).text()).toMatch(
    /^Line,Column,What is wrong,As it was\r\n3,"period, unit",".*","'=Well,March,1,barrels"\r\n$/,
  );
  await staff.postFiles(at.productionFiles, { file: march });
  expect(staff.text).toContain('This same file went in before. Nothing changed.');
  expect(await db.query('select from production')).toHaveLength(2);
  await staff.get(at.productionFiles);
  expect(staff.text).toMatch(/march\.csv .* 1 Complete/);
});

test('in Spanish, what is no such file is said at its field', async ({ db }) => {
  const staff = await staffAt(db, 'admin', 'es');
  await staff.get(at.productionFiles);
  for (const [text, said] of [
    ['meter,read\n1,2\n', 'Al archivo le faltan columnas: source, period, volume, unit.'],
    ['\n\n', 'El archivo está vacío.'],
    ['', 'Primero elija un archivo.'],
  ] as const) {
    await staff.postFiles(at.productionFiles, { file: new File([text], 'x.csv') });
    expect(staff.status).toBe(422);
    expect(staff.text).toContain(said);
    await expectValidHtml(staff.html);
  }
  expect(await db.query('select from water_file')).toEqual([]);
});

test('in Spanish, a file of zones says which zones are new', async ({ db }) => {
  const accountId = await openAccount(db);
  await installAmiMeter(db, accountId);
  const staff = await staffAt(db, 'supervisor', 'es');
  await staff.get(at.zones);
  expect(staff.html).toContain(at.zoneFiles);
  await staff.get(at.zoneFiles);
  const file = new File(['service_point,zone,from\n1,DMA-7,2026-04-01\n1,DMA-8,2026-04-01\n'], 'zonas.csv');
  for (const fields of [{ file, try: 'yes' }, { file }]) {
    await staff.postFiles(at.zoneFiles, fields);
    await expectValidHtml(staff.html);
    expect(staff.text).toContain('1 punto de servicio pasa a la zona “DMA-7”, que antes no existía.');
    expect(staff.text).toContain('La línea 2 ya pone este punto de servicio en la zona “DMA-7” desde el mismo día');
  }
  expect(staff.path).toBe(at.zoneFile('1'));
});

test('only those who answer for the water take files in, and the others are not offered it', async ({ db }) => {
  const csr = await staffAt(db, 'csr', 'es');
  for (const path of [at.productionFiles, at.zoneFiles]) expect((await csr.get(path)).status).toBe(403);
  await csr.get(at.balance);
  expect(csr.html).not.toContain(at.productionFiles);
});
