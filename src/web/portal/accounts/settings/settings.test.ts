import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { portalAreas } from '../../index.ts';

const first = '/accounts/00123456-0004321';
const second = '/accounts/00999999-0009999';

test('with one account the list of accounts and the page that adds one are reached from every page', async ({ db }) => {
  const loginId = await registered(db, await openAccount(db));
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  await visitor.get('/accounts');
  expect(visitor.path).toBe(first);
  const change = /class="c-where">.*?href="([^"]+)"/s.exec(visitor.html)?.[1] ?? '';
  await visitor.get(change.replaceAll('&amp;', '&'));
  expect(visitor.text).toContain('Add another account');
  await visitor.get('/accounts/add');
  expect(visitor.status).toBe(200);
});

test('settings lead to everything of the person and of the home looked at last', async ({ db }) => {
  const loginId = await registered(db, await openAccount(db));
  const other = await openAccount(db, { customer: '00999999', account: '0009999' });
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by)
     values ($1, $2, 'owner', '2026-05-06T16:00Z', 'bill-numbers')`,
    [loginId, other],
  );
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  for (const home of [second, first]) {
    await visitor.get(home);
    await visitor.get('/settings');
    await expectValidHtml(visitor.html, 'settings');
    // The menu, too: from the settings to the bills of the same home.
    for (const page of ['alerts/settings', 'people', 'notices', 'access', 'bills', 'use', 'saving'])
      expect(visitor.html).toContain(`href="${home}/${page}"`);
  }
  for (const page of ['/settings/security', '/settings/payment-methods']) expect(visitor.html).toContain(`"${page}"`);
});
