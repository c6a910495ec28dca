import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { changeCustomer, loadCustomer } from './index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const ana = { staffId: 'ana', role: 'csr', now, address: '192.0.2.1' } as const;

test('of two who change one customer at once, the second does not overwrite the first', async ({ db }) => {
  await knownPeople(db, { logins: [], staff: ['ana'] });
  const [accountId = 0] = await openAccounts(db, 1);
  const deps = { db, utility: referenceUtility };
  const { details, lastChange: seen } = await loadCustomer(db, accountId);
  const change = (part: Partial<typeof details>, role: 'csr' | 'auditor' = 'csr') =>
    changeCustomer(deps, { accountId, details: { ...details, ...part }, reason: 'Called', seen }, { ...ana, role });
  expect(await change({})).toMatchObject({ problem: [{ code: 'accounts.nothing-changed' }] });
  expect(await change({ name: 'Ana' }, 'auditor')).toMatchObject({ problem: [{ code: 'access.not-permitted' }] });
  expect(await change({ name: '', zip: 'x', language: 'xx' })).toMatchObject({
    problem: [{ field: 'name' }, { field: 'language' }, { field: 'zip' }],
  });
  const both = await Promise.all([change({ line2: 'Apt 2' }), change({ phone: '541 555 0100' })]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: [{ code: 'accounts.changed-meanwhile' }] });
  expect((await loadCustomer(db, accountId)).history, 'what stood stays').toMatchObject([
    { was: '', reason: 'Called' },
  ]);
});
