import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { type Visitor, visit, webDeps } from '../../../test/support/web.ts';
import type { DatabasePool } from '../../store/database.ts';
import { consoleAreas } from '../console/index.ts';
import { paths } from '../paths.ts';
import { portalAreas } from '../portal/index.ts';

const own = '00123456-0004321';
const served = '00000001-0000001';

async function customer(db: DatabasePool): Promise<Visitor> {
  const loginId = await registered(db, await openAccount(db));
  return visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
}

async function counter(db: DatabasePool): Promise<Visitor> {
  await openAccounts(db, 1);
  return visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, 'en');
}

const paper = (name: string) => new File([`%PDF-1.7 ${name}`], `${name}.pdf`);

test.for([
  ['e-bill', customer, paths.ebill(own), { email: 'ana@example.org', agree: 'yes' }, 'ebill'],
  [
    'a rebate',
    customer,
    paths.rebateRequest(own, 'toilet'),
    {
      ...{ items: '1', price: '189.00', bought_on: '2026-05-02', note: '' },
      ...{ receipt: paper('receipt'), 'photo-after': paper('photo') },
    },
    'rebate_application',
  ],
  ['a time away', customer, paths.vacations(own), { from: '2026-05-20', until: '2026-05-27' }, 'vacation'],
  [
    'a fee',
    counter,
    paths.console.fee(served),
    { kind: 'damaged-meter', amount: '180', reason: 'hit by a car' },
    'fee_charge',
  ],
  ['a deposit', counter, paths.console.deposit(served), { kind: 'rental', paid_by: 'cash', note: '' }, 'deposit_taken'],
] as const)(
  '%s, asked for five times at once, is one, and all five are told the same',
  async ([, who, path, fields, table], { db }) => {
    const person = await who(db);
    await person.get(path);
    const answers = await person.postAtOnce(path, fields, 5);
    const said = answers.map(({ status, headers }) => `${status} ${headers.get('location')}`);
    expect(said).toEqual(Array.from({ length: 5 }, () => said[0]));
    expect(answers[0]?.status).toBeLessThan(400);
    const [row] = await db.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    expect(row?.count).toBe(1);
  },
);

test('a refused form may be corrected and sent again', async ({ db }) => {
  const person = await customer(db);
  await person.get(paths.vacations(own));
  await person.post(paths.vacations(own), { from: '2026-05-20', until: '2026-05-20' });
  expect(person.status).toBe(422);
  await person.post(paths.vacations(own), { from: '2026-05-20', until: '2026-05-27' });
  expect(person.status).toBe(200);
});
