import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { bouncingBank, owes, pays } from '../../../../../test/support/paying.ts';
import { sandboxPages } from '../../../../../test/support/sandbox-pages.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { portalAreas } from '../../index.ts';

test('a payment that the bank returns says what it cost besides', async ({ db }) => {
  const accountId = await openAccount(db);
  await owes(db, accountId, 6134);
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
  const visitor = visit(deps, [...portalAreas, sandboxPages], 'es');
  const page = '/accounts/00123456-0004321/payments/new';
  await visitor.get(page);
  await pays(visitor, page, { choice: 'due', method: 'bank' });
  await visitor.post(visitor.path, { ...bouncingBank });
  await visitor.get(visitor.path);
  expect(visitor.text).toContain('Su banco devolvió este pago');
  expect(visitor.text).toMatch(/La devolución también le costó a esta cuenta \$\d+\.\d\d \(.*evuelto.*\)/);
  await expectValidHtml(visitor.html, 'the receipt of a returned payment');
});
