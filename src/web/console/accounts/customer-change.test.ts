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
const page = paths.console.customerChange(ana);
const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const typed = {
  ...{
    name: 'María Peña',
    language: 'en',
    phone: '(541) 555-0100',
    line1: 'PO Box 7',
    line2: '',
    line3: '',
    line4: '',
  },
  ...{ city: 'Ashland', state: 'or', zip: '97520', country: '', reason: 'Called', seen: '0' },
};
const wordsMissing = /(console|problem|accounts|audit)\.[a-z]|undefined|\[object/;

test.for(['es', 'en'] as const)('staff change a customer, and what it was stays, in %s', async (language, { db }) => {
  await openAccounts(db, 1);
  const staff = await staffVisit(db, 'csr', language);
  await staff.get(paths.console.accountPeople(ana));
  expect(staff.html).toContain(page);
  await staff.get(page);
  await expectValidHtml(staff.html, 'customer');
  expect(staff.text).not.toMatch(wordsMissing);
  for (const [change, said] of [
    [{ name: ' ' }, language === 'es' ? /nombre del cliente/ : /customer’s name/],
    [{ state: 'Oregon' }, language === 'es' ? /dos letras/ : /two letters/],
    [{ zip: '9752' }, /97501-1234/],
    [{ phone: 'none' }, /7 (a|to) 15/],
    [{ reason: '' }, language === 'es' ? /motivo/ : /reason/],
  ] as const) {
    await staff.post(page, { ...typed, ...change });
    expect(staff.status).toBe(422);
    expect(staff.text).toMatch(said);
    expect(staff.text).not.toMatch(wordsMissing);
  }
  expect(await db.query('select from customer_change')).toEqual([]);
  await staff.post(page, typed);
  expect(staff.path).toContain(paths.console.accountPeople(ana));
  expect(
    await db.query('select name, language, phone, mailing_line1, mailing_state, mailing_zip from customer'),
  ).toEqual([
    {
      ...{ name: 'María Peña', language: 'en', phone: '(541) 555-0100' },
      ...{ mailing_line1: 'PO Box 7', mailing_state: 'OR', mailing_zip: '97520' },
    },
  ]);
  await staff.post(page, { ...typed, name: 'Somebody else' });
  expect(staff.status, 'a form that was opened before the change').toBe(422);
  await staff.get(page);
  await expectValidHtml(staff.html, 'customer with history');
  for (const shown of ['Simulated customer 1', 'María Peña', '1 Test St', 'PO Box 7', 'Called', 'Simulated csr']) {
    expect(staff.text + staff.html).toContain(shown);
  }
  expect(staff.text).not.toMatch(wordsMissing);
  expect(await db.query(`select detail from audit_event where action = 'customer.changed'`)).toMatchObject([
    { detail: { fields: expect.stringContaining('name') } },
  ]);
});

test('an address abroad needs no state; who may not change it, cannot', async ({ db }) => {
  await openAccounts(db, 1);
  const staff = await staffVisit(db, 'supervisor');
  await staff.get(page);
  await staff.post(page, { ...typed, country: 'México', state: 'Jalisco', zip: '' });
  expect(await db.query('select mailing_country, mailing_state, mailing_zip from customer')).toEqual([
    { mailing_country: 'México', mailing_state: 'Jalisco', mailing_zip: null },
  ]);
  const auditor = await staffVisit(db, 'auditor');
  await auditor.get(paths.console.accountPeople(ana));
  expect(auditor.html).not.toContain(page);
  await auditor.post(page, typed);
  expect(auditor.status).toBe(403);
});
