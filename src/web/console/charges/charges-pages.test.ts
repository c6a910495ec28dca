import { describe, expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { test } from '../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleArea } from '../index.ts';
import { chargesArea } from './charges-area.ts';

const ana = '00000001-0000001';

const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), [consoleArea, chargesArea], language);

const wordsMissing = /(console|problem|deposit|fees|assistance)\.[a-z]|undefined|\[object/;

describe('a deposit', () => {
  test.for(['es', 'en'] as const)(
    'is taken at the counter and shown on the account, in %s',
    async (language, { db }) => {
      await openAccounts(db, 1);
      const staff = await staffVisit(db, 'csr', language);
      await staff.get(paths.console.deposit(ana));
      await expectValidHtml(staff.html, 'deposit');
      expect(staff.text).not.toMatch(wordsMissing);
      await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: '', note: '' });
      expect(staff.status).toBe(422);
      await expectValidHtml(staff.html, 'deposit refused');
      await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: 'lease shown' });
      expect(staff.path).toContain(paths.console.account(ana));
      await expectValidHtml(staff.html, 'account');
      expect(staff.text).toContain('$90.00');
      expect(staff.text).toContain(language === 'es' ? '0 de 12 facturas' : '0 of 12 bills');
      expect(staff.text).not.toMatch(wordsMissing);
    },
  );

  test('is not taken by whoever may not, nor twice', async ({ db }) => {
    await openAccounts(db, 1);
    const auditor = await staffVisit(db, 'auditor');
    expect((await auditor.get(paths.console.deposit(ana))).status).toBe(403);
    const staff = await staffVisit(db, 'csr');
    await staff.get(paths.console.deposit(ana));
    await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: '' });
    await staff.get(paths.console.account(ana));
    expect(staff.html).not.toContain(paths.console.deposit(ana));
    await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: '' });
    expect(staff.text).toContain('A deposit is held for this account already.');
  });
});
