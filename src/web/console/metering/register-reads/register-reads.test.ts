import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { serveAccount } from '../../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const reads = [
  ['2026-02-12', 100_000],
  ['2026-03-12', 106_000],
  ['2026-04-12', 112_000],
] as const;

test('a read typed in the console is kept, doubted where it seems wrong, found right or corrected; nothing is lost', async ({
  db,
}) => {
  const { meterSerial } = await serveAccount(db, 1, { reads });
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  const enter = (more: Record<string, string>) =>
    staff.post(paths.console.registerReads, {
      meter: meterSerial,
      quality: 'measured',
      corrects: 'no',
      note: '',
      ...more,
    });
  await staff.get(paths.console.registerReads);
  expect(staff.text).toContain('No register reads to check.');
  await expectValidHtml(staff.html);

  await enter({ on: '2026-04-29', count: '11 8000' });
  expect(staff.text).toContain('Type the whole number that the register shows');
  await enter({ on: '2026-04-29', count: '1180000', note: 'by phone' });
  await staff.get(`${paths.console.registerReads}?done=doubted`);
  expect(staff.text).toContain('The read was saved, but it looks wrong');
  expect(staff.text).toMatch(/showed 1180000 on April 29, 2026/);
  await staff.get(paths.console.readsExceptions);
  expect(staff.text).toContain('Register reads: one to check');

  await enter({ on: '2026-04-29', count: '118000' });
  expect(staff.text).toMatch(/has a read of April 29, 2026 already: 1180000\. The other says 118000/);
  await enter({ on: '2026-04-29', count: '118000', corrects: 'yes' });
  expect(staff.text).toContain('Type the reason, so that the next person understands.');
  await enter({ on: '2026-04-29', count: '118000', corrects: 'yes', note: 'read again' });
  await staff.get(paths.console.registerReads);
  expect(staff.text).toContain('No register reads to check.');
  expect(await db.query(`select count from register_read where read_on = '2026-04-29' order by id`)).toEqual([
    { count: 1_180_000 },
    { count: 118_000 },
  ]);

  await enter({ on: '2026-04-30', count: '90' });
  await staff.get(paths.console.registerReads);
  const [doubt] = await db.query<{ id: number }>(
    'select id from register_read_doubt where ended_at is null order by id desc',
  );
  await staff.post(paths.console.registerReadAccepted(`${doubt?.id}`), {});
  await staff.get(paths.console.registerReads);
  expect(staff.text).toContain('No register reads to check.');
  const actions = await db.query(`select action from audit_event where action like 'reads.register-%' order by id`);
  expect(actions).toEqual(
    ['entered', 'corrected', 'entered', 'accepted'].map((did) => ({ action: `reads.register-${did}` })),
  );
});

test('in Spanish, who may only look sees the list and no form', async ({ db }) => {
  await serveAccount(db, 1, { reads });
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, 'es');
  await staff.get(paths.console.registerReads);
  expect(staff.text).toContain('No hay lecturas de registro por revisar.');
  expect(staff.text).not.toContain('Guardar la lectura');
  await expectValidHtml(staff.html);
});
