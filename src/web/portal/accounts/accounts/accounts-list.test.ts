import { expect } from 'vitest';
import { postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { grantAccess } from '../../../../store/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const first = '00123456-0004321';

/** A person with `count` accounts: the second late, the third due later. */
async function manager(db: DatabasePool, count: number, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  for (let at = 2; at <= count; at += 1) {
    const premise = `${at}`.padStart(7, '0');
    const id = await openAccount(db, { customer: `0000${`${at}`.padStart(4, '0')}`, account: premise });
    await db.query(`update premise set line1 = $2 where number = $1`, [premise, `${at} Ávila St`]);
    const now = Temporal.Instant.from('2026-05-06T16:00Z');
    await grantAccess(db, { loginId, accountId: id, provenBy: 'bill-numbers', now });
    if (at === 2) await postBill(db, id, { dueOn: '2026-05-05' });
    if (at === 3) await postBill(db, id, { dueOn: '2026-05-28', owed: 4000 });
  }
  const deps = webDeps(db, { customers: signedInAs(db, loginId) });
  return { visitor: visit(deps, portalAreas, language), loginId };
}

const rowsOf = (html: string): number => (html.match(/<th scope="row"/g) ?? []).length;

test.for([
  ['es', 'Sus cuentas', 'Agregar otra cuenta'],
  ['en', 'Your accounts', 'Add another account'],
] as const)(
  'somebody with one account comes to their list, and to adding another, in %s',
  async ([language, title, add], { db }) => {
    const { visitor } = await manager(db, 1, language);
    await visitor.get('/accounts');
    expect(visitor.path).toBe(`/accounts/${first}`);
    const list = /href="(\/accounts\?[^"]+)"/.exec(visitor.html)?.[1] ?? '';
    await visitor.get(list.replaceAll('&amp;', '&'));
    expect(visitor.path).toBe('/accounts?all=yes');
    for (const words of [title, add, '100 Sample St']) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'the list of one');
    await visitor.get('/accounts/add');
    expect(visitor.status).toBe(200);
  },
);

test.for(['es', 'en'] as const)(
  'a manager of 200 accounts finds, filters, sorts, sums and takes them away, in %s',
  async (language, { db }) => {
    const { visitor } = await manager(db, 200, language);
    await visitor.get('/accounts');
    expect(visitor.path).toBe('/accounts');
    expect(rowsOf(visitor.html)).toBe(50);
    // One bill of 61.34 that is late, and one of 40.00.
    const bills = language === 'es' ? 'Las últimas facturas suman $101.34' : 'The latest bills come to $101.34';
    for (const sum of ['200', '$101.34', '$61.34', bills]) expect(visitor.text).toContain(sum);
    await expectValidHtml(visitor.html, 'the list of 200');
    await visitor.get('/accounts?page=4');
    expect(rowsOf(visitor.html)).toBe(50);
    for (const [query, found] of [
      ['view=owes', 2],
      ['view=overdue', 1],
      ['view=leak', 0],
      ['q=avila+st', 50],
      ['q=117+%C3%A1vila', 1],
      ['q=0000-0117', 1],
      ['q=nowhere', 0],
    ] as const) {
      await visitor.get(`/accounts?${query}`);
      expect(rowsOf(visitor.html), query).toBe(found);
      await expectValidHtml(visitor.html, query);
    }
    await visitor.get('/accounts?sort=owed&order=desc');
    expect(visitor.text.indexOf('2 Ávila St')).toBeLessThan(visitor.text.indexOf('3 Ávila St'));
    const file = await visitor.fetch('/accounts?view=owes&sort=owed&order=desc&as=csv');
    expect(file.headers.get('content-type')).toContain('text/csv');
    const lines = (await file.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('2 Ávila St,00000002-0000002,61.34,2026-05-05,off,off,no,61.34');
  },
);

test('a name is given in the list, found again, and is this person’s alone', async ({ db }) => {
  const { visitor, loginId } = await manager(db, 3);
  await visitor.get(`/accounts?view=owes&all=yes&edit=00000002-0000002`);
  await expectValidHtml(visitor.html, 'naming an account');
  await visitor.post('/accounts/00000002-0000002/nickname', { nickname: 'x'.repeat(41) });
  expect([visitor.status, visitor.text.includes('at most 40')]).toEqual([422, true]);
  expect(visitor.html).toContain('x'.repeat(41));
  await visitor.post('/accounts/00000002-0000002/nickname', { nickname: '  Mom’s   house ' });
  expect(visitor.path).toContain('view=owes');
  expect(visitor.text).toContain('Mom’s house');
  await visitor.get('/accounts?q=mom');
  expect(rowsOf(visitor.html)).toBe(1);
  const names = await db.query('select login_id from account_access where nickname is not null');
  expect(names).toEqual([{ login_id: loginId }]);
});
