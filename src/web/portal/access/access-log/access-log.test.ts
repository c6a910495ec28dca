import { expect } from 'vitest';
import { registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { recordAudit } from '../../../../store/audit.ts';
import { portalAreas } from '../../index.ts';

test.for(['es', 'en'] as const)(
  'a customer reads who saw the account, in %s, the staff included',
  async (language, { db }) => {
    const accountId = await openAccount(db);
    const deps = webDeps(db);
    const owner = await registerCustomer(deps, { language });
    await recordAudit(db, {
      at: deps.clock(),
      actor: { kind: 'staff', id: 's1' },
      action: 'account.viewed',
      accountId,
    });
    await owner.get('/accounts/00123456-0004321/access');
    expect(owner.text).toContain(language === 'es' ? 'Personal' : 'Staff');
    expect(owner.text).toContain(language === 'es' ? 'Usted' : 'You');
    expect(owner.text).not.toMatch(/audit\.|customer@example\.org/);
    await expectValidHtml(owner.html, 'access log');

    const stranger = visit(deps, portalAreas);
    await stranger.get('/accounts/00123456-0004321/access');
    expect(stranger.path).toContain('/sign-in');
  },
);

test('what was written down cannot be changed', async ({ db }) => {
  const accountId = await openAccount(db);
  await recordAudit(db, { at: webDeps(db).clock(), actor: { kind: 'system' }, action: 'account.viewed', accountId });
  await expect(db.query(`update audit_event set action = 'nothing'`)).rejects.toThrow('append-only');
  await expect(db.query('delete from audit_event')).rejects.toThrow('append-only');
});
