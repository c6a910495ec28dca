import { cp, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, simulatedHomes } from '../../../test/support/cis-package.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
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
    const taken = await importWatchedPackages(db, { folder, wallClock, say: ({ code }) => code }, request);
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
  expect([await readdir(join(folder, 'in', 'done')), await readdir(join(folder, 'in', 'refused'))]).toEqual([
    ['night-1', 'night-3'],
    ['night-2'],
  ]);
});
