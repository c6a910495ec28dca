import { cp, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, simulatedHomes } from '../../../test/support/cis-package.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { zipOf } from '../../../test/support/zip-of.ts';
import { answerPackage, importWatchedPackages } from './index.ts';

const now = Temporal.Instant.from('2026-05-14T16:00:00Z');
const request = {
  ...{ now, zone: 'America/Los_Angeles', languages: ['es', 'en'], maxClosedPercent: 2, billedBy: 'cis' as const },
};

test('packages go from the watched folder to done or refused; one that waits stays until a person has answered', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const look = async (minutesLater: number) => {
    const wallClock = () => Temporal.Now.instant().add({ minutes: minutesLater });
    const taken = await importWatchedPackages(
      db,
      { folder, wallClock, say: ({ code }) => code, mappingsFolder: 'exchange' },
      request,
    );
    return taken.map(({ taken: one }) => (one.ok ? one.value.state : one.problem[0]?.code));
  };
  const put = async (name: string, from: string) => {
    await cp(from, join(folder, 'in', name), { recursive: true });
    for (const file of await readdir(join(folder, 'in', name))) {
      await utimes(join(folder, 'in', name, file), new Date(), new Date());
    }
  };
  const homes = simulatedHomes(3);
  await put('night-1', await cisPackage(homes));
  // It may still be on its way.
  expect(await look(0)).toEqual([]);
  expect(await look(1)).toEqual(['applied']);
  await put('night-2', await cisPackage({ 'accounts.csv': [{ account_number: 'A1', autopay: 'yes' }] }));
  const fewer = { 'accounts.csv': (homes['accounts.csv'] ?? []).slice(1) };
  await put('night-3', await cisPackage(fewer, { scope: 'full', as_of: '2026-05-12' }));
  expect(await look(1)).toEqual(['exchange.column-enrols', 'waits']);
  expect(await look(1)).toEqual(['waits']);
  const [run] = await db.query<{ id: number }>(`select id from exchange_run where state = 'waits'`);
  await db.query(
    `insert into staff_member (id, name, email, email_verified, role, created_at, updated_at)
     values ('s', 'Simulated', 's@example.org', true, 'billing', now(), now()) on conflict do nothing`,
  );
  expect(await answerPackage(db, run?.id ?? 0, { ...request, by: 's', goesIn: true })).toEqual({ ok: true, value: {} });
  expect(await look(1)).toEqual(['applied']);
  // What was refused has a page, where it can be mended and sent again.
  expect(
    await db.query(`select state, report -> 'notes' -> 0 ->> 'code' as why from exchange_run order by id`),
  ).toEqual([
    { state: 'applied', why: null },
    { state: 'refused', why: 'exchange.column-enrols' },
    { state: 'applied', why: null },
  ]);
  expect([await readdir(join(folder, 'in', 'done')), await readdir(join(folder, 'in', 'refused'))]).toEqual([
    ['night-1', 'night-3'],
    ['night-2'],
  ]);
});

test('a zip archive is a package, and files of another layout come by the mapping of the folder', async ({ db }) => {
  const folder = await scratchFolder();
  const inside = join(folder, 'in');
  await mkdir(inside, { recursive: true });
  const look = async () => {
    const wallClock = () => Temporal.Now.instant().add({ minutes: 1 });
    const place = { folder, wallClock, say: ({ code }: { readonly code: string }) => code, mappingsFolder: 'exchange' };
    const taken = await importWatchedPackages(db, place, request);
    return taken.map(({ taken: one }) =>
      one.ok ? [one.value.state, one.value.refused.map(({ file }) => file)] : one.problem[0]?.code,
    );
  };
  const names = ['customers.csv', 'premises.csv', 'service-points.csv', 'meters.csv', 'accounts.csv', 'manifest.json'];
  const homes = await cisPackage(simulatedHomes(3));
  const files = await Promise.all(
    names.map(async (name) => [`night 1/${name}`, await readFile(join(homes, name))] as const),
  );
  await writeFile(join(inside, 'night-1.zip'), zipOf(files));
  await writeFile(join(inside, 'broken.zip'), zipOf(files).subarray(0, 900));
  expect(await look()).toEqual(['files.zip-damaged', ['applied', []]]);

  // From here on the billing system writes a layout of its own.
  await writeFile(join(inside, 'mapping.yaml'), 'use: secure-instant-payments\n');
  const bills = join(inside, 'night-2');
  await mkdir(bills);
  await writeFile(
    join(bills, 'bills.csv'),
    '05/10/2026,A1,05/30/2026,$64.30,Rosa,1 Way\r\n05/10/2026,A2,05/30/2026,"$1,204.50",Juan,2 Way\r\n05/10/2026,A3,05/30/2026,$1,204.50,Ana,3 Way\r\n',
  );
  expect(await look()).toEqual([['applied', ['bills.csv']]]);
  expect(await readFile(join(inside, 'done', 'night-2', 'refused.csv'), 'utf8')).toContain('bills.csv,3,');
  expect(await db.query('select balance_cents from exchange_balance order by account_id')).toEqual([
    { balance_cents: 6430 },
    { balance_cents: 120_450 },
  ]);
  const [kept] = await db.query('select file, line, code from exchange_refusal');
  expect(kept).toEqual({ file: 'bills.csv', line: 3, code: 'exchange.cell-count' });
  expect((await readdir(join(inside, 'done'))).toSorted()).toEqual(['night-1.zip', 'night-2']);

  // A mapping of the package itself goes before; one that is wrong refuses it.
  const other = join(inside, 'night-3');
  await mkdir(other);
  await writeFile(join(other, 'mapping.yaml'), 'use: no-such-layout\n');
  await writeFile(join(other, 'x.txt'), 'x\n');
  expect(await look()).toEqual(['exchange.mapping-not-found']);
});
