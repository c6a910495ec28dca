import { expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { test } from '../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const ana = '00000001-0000001';
const lastDay = '2026-05-31';

const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const closedOn = async (db: DatabasePool) =>
  (await db.query<{ on: string | null }>('select closed_on::text as on from account'))[0]?.on;

const wordsMissing = /(console|problem|accounts|audit)\.[a-z]|undefined|\[object/;

test.for(['es', 'en'] as const)(
  'service is ended on the move-out day, and kept on after all, in %s',
  async (language, { db }) => {
    await openAccounts(db, 1);
    const staff = await staffVisit(db, 'csr', language);
    await staff.get(paths.console.serviceEnd(ana));
    await expectValidHtml(staff.html, 'end of service');
    expect(staff.text).not.toMatch(wordsMissing);
    for (const [on, reason, said] of [
      ['31/05/2026', 'Se muda', /2026-05-31/],
      ['2019-01-01', 'Se muda', language === 'es' ? /empezó/ : /began/],
      ['2099-01-01', 'Se muda', language === 'es' ? /hasta el/ : /up to/],
      ['2026-06-01', ' ', language === 'es' ? /motivo/ : /reason/],
    ] as const) {
      await staff.post(paths.console.serviceEnd(ana), { change: 'end', on, reason });
      expect(staff.status).toBe(422);
      expect(staff.text).toMatch(said);
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(paths.console.serviceEnd(ana), { change: 'end', on: lastDay, reason: 'Se muda' });
    expect(staff.path).toContain(paths.console.account(ana));
    expect(staff.text).not.toMatch(wordsMissing);
    expect(await closedOn(db)).toBe(lastDay);

    await staff.get(paths.console.serviceEnd(ana));
    await expectValidHtml(staff.html, 'service kept on');
    await staff.post(paths.console.serviceEnd(ana), { change: 'end', on: lastDay, reason: 'Otra vez' });
    expect(staff.status).toBe(422);
    await staff.post(paths.console.serviceEnd(ana), { change: 'take-back', reason: 'Se queda' });
    expect(staff.path).toContain(paths.console.account(ana));
    expect(await closedOn(db)).toBeNull();
    expect(
      await db.query('select ends_on::text, reason from service_end order by id'),
      'who said what stays in the history',
    ).toEqual([
      { ends_on: lastDay, reason: 'Se muda' },
      { ends_on: null, reason: 'Se queda' },
    ]);
  },
);

test('service is ended by who may, and by nobody else', async ({ db }) => {
  await openAccounts(db, 1);
  const auditor = await staffVisit(db, 'auditor');
  expect((await auditor.get(paths.console.serviceEnd(ana))).status).toBe(403);
  await auditor.get(paths.console.account(ana));
  expect(auditor.html).not.toContain(paths.console.serviceEnd(ana));
});
