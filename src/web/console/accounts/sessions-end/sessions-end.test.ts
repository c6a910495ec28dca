import { describe, expect } from 'vitest';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../../portal/index.ts';
import { consoleAreas } from '../../index.ts';

const number = '00123456-0004321';
const ending = `/console/accounts/${number}/sessions/end`;

async function phoned(db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') {
  await openAccount(db);
  const deps = webDeps(db);
  const customer = await registerCustomer(deps, { language }, portalAreas);
  const staff = visit({ ...deps, staffRealm: await staffSignedIn(db, role) }, consoleAreas, language);
  return { deps, customer, staff };
}

describe.each([
  ['es', 'motivo'],
  ['en', 'reason'],
] as const)('a customer phones that the telephone is lost, in %s', (language, reasonWord) => {
  test('staff sign them out everywhere with a reason; they are told, and find it in the account’s log', async ({
    db,
  }) => {
    const { deps, customer, staff } = await phoned(db, 'csr', language);
    await customer.get('/accounts');
    expect(customer.status).toBe(200);
    expect(customer.path).not.toContain('/sign-in');
    await staff.get(`/console/accounts/${number}/people`);
    expect(staff.html).toContain(ending);
    await staff.get(ending);
    await expectValidHtml(staff.html, 'signing a customer out');
    await staff.post(ending, {});
    expect(staff.status).toBe(422);
    expect(staff.text.toLowerCase()).toContain(reasonWord);
    await customer.get('/accounts');
    expect(customer.path).not.toContain('/sign-in');
    await staff.get(ending);
    await staff.post(ending, { reason: 'lost-device' });
    expect(staff.path).toBe(`/console/accounts/${number}/people`);

    await customer.get('/accounts');
    expect(customer.path).toContain('/sign-in');
    expect(deps.told.at(-1)).toMatchObject({
      event: 'access.sessions-ended',
      to: 'customer@example.org',
      language,
      why: 'lost_device',
    });
    await customer.get('/sign-in');
    await customer.post('/sign-in', { email: 'customer@example.org', password: goodPassword });
    await customer.get(`/accounts/${number}/access`);
    const logged = language === 'es' ? 'Cerró' : 'Signed everyone out of this account';
    expect(customer.text).toContain(logged);
    expect(customer.text).not.toMatch(/audit\.[a-z]|undefined/);
  });
});

test.for(['auditor', 'conservation'] as const)('%s ends nobody’s session', async (role, { db }) => {
  const { customer, staff } = await phoned(db, role);
  await staff.get('/console');
  await staff.post(ending, { reason: 'lost-device' });
  expect(staff.status).toBe(403);
  await customer.get('/accounts');
  expect(customer.path).not.toContain('/sign-in');
});
