import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { exitCodes } from '../exit-codes.ts';

test('production goes in by command, and the balance comes out, for people and for scripts', async ({ db }) => {
  await postWaterBill(db, await openAccount(db), { end: '2026-05-01', kgal: 6 });
  const folder = await scratchFolder();
  const file = join(folder, 'april.csv');
  await writeFile(file, 'source,period,volume,unit\nSprings,2026-04,8,kgal\nSprings,April,8,kgal\n');
  const read = 'april.csv: read 2 lines: 1 new, 0 corrected, 0 unchanged, 1 refused.';
  expect(await caudal(db, ['import', 'production', file, '--dry-run'])).toMatchObject({
    out: expect.stringContaining(read.replace('read', 'would read')),
    code: exitCodes.refused,
  });
  expect((await caudal(db, ['import', 'production', file])).out).toContain(read);
  expect((await caudal(db, ['import', 'production', join(folder, 'may.csv')])).err).toContain('may.csv cannot be read');
  expect(JSON.parse((await caudal(db, ['import', 'production', file, '--json'])).out)).toMatchObject({
    unchanged: 1,
    ...{ refused: 1, importedBefore: true },
    problems: [{ code: 'system-water.period-unreadable', field: 'period', line: 3 }],
  });
  const april = ['water-balance', '--from', '2026-04', '--through', '2026-04'];
  expect(JSON.parse((await caudal(db, [...april, '--json'])).out)).toMatchObject({
    ...{ from: '2026-04-01', through: '2026-04-30', billed_authorized_gallons: 6000, billed_days_share: 1 },
    ...{ water_supplied_gallons: 8000, unbilled_authorized_gallons: 100, water_losses_gallons: 1900 },
    months: [{ month: '2026-04', water_losses_share: 0.2375 }],
  });
  expect((await caudal(db, april)).out).toMatch(/2026-04 +8000 +6000 +100 +1900 +23\.8 % +100 %/);
  expect((await caudal(db, ['water-balance', '--from', 'April'])).code).toBe(exitCodes.refused);
  expect(JSON.parse((await caudal(db, ['survey-meters', '--json'])).out)).toEqual({ meters: 0, zones: 0 });
});
