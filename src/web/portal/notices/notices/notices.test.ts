import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { insertNotice } from '../../../../store/notices/index.ts';
import { portalAreas } from '../../index.ts';

test('a notice in the other language says which, in the list and on its page', async ({ db }) => {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const now = Temporal.Instant.from('2026-05-06T16:00:00Z');
  const id = await insertNotice(
    db,
    {
      ...{ accountId, loginId, event: 'bill.issued', channel: 'email', language: 'es', recipient: 'ana@example.org' },
      ...{ subject: 'Su factura está lista', text: 'Debe $61.34.', html: '', private: false, idempotencyKey: 'one' },
    },
    now,
  );
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  await visitor.get('/accounts/00123456-0004321/notices');
  expect(visitor.html).toMatch(/<a [^>]*lang="es"[^>]*>Su factura está lista</);
  await visitor.get(`/accounts/00123456-0004321/notices/${id}`);
  expect(visitor.html).toContain('<h1 lang="es" dir="auto">Su factura está lista</h1>');
  expect(visitor.html).toMatch(/class="c-letter" dir="auto" lang="es"/);
  await expectValidHtml(visitor.html, 'a notice in the other language');
});
