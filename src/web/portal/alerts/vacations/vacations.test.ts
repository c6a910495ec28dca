import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const vacations = '/accounts/00123456-0004321/vacations';

async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const deps = webDeps(db, { customers: signedInAs(db, loginId) });
  deps.time.now = Temporal.Instant.from('2026-05-13T16:00:00Z');
  return { visitor: visit(deps, portalAreas, language), accountId, deps };
}

const standing = (db: DatabasePool) =>
  db.query(
    `select from_day::text as "from", until_day::text as "until", irrigation_goes_on as watered from vacation
     where withdrawn_at is null order by from_day`,
  );

describe.each([
  [
    'es',
    'Cuando no hay nadie en casa',
    'No nos ha avisado de días sin nadie en casa',
    'Vigilaremos su medidor',
    'Ya regresamos',
  ],
  ['en', 'When nobody is home', 'You have not told us about any days away', 'We will watch your meter', 'We are back'],
] as const)('a time away in %s', (language, title, none, thanks, back) => {
  test('is told, changed and ended', async ({ db }) => {
    const { visitor, deps } = await customer(db, language);
    await visitor.get(vacations);
    for (const words of [title, none]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'no time away');
    await visitor.post(vacations, { from: '2026-05-20', until: '2026-05-27', irrigation: 'yes' });
    expect(visitor.text).toContain(thanks);
    await expectValidHtml(visitor.html, 'a time away');
    const [, change = ''] = /href="([^"]+\/vacations\/\d+)"/.exec(visitor.html) ?? [];
    await visitor.get(change);
    expect(visitor.html).toMatch(/value="2026-05-27"/);
    await expectValidHtml(visitor.html, 'a time away to change');
    await visitor.post(change, { from: '2026-05-20', until: '2026-05-30' });
    expect(await standing(db)).toEqual([{ from: '2026-05-20', until: '2026-05-30', watered: false }]);
    deps.time.now = Temporal.Instant.from('2026-05-25T16:00:00Z');
    await visitor.get(vacations);
    await visitor.get(/href="([^"]+\/vacations\/\d+)"/.exec(visitor.html)?.[1] ?? '');
    expect(visitor.text).toContain(back);
    const [, end = ''] = /action="([^"]+\/end)"/.exec(visitor.html) ?? [];
    await visitor.post(end, {});
    expect(visitor.text).toContain(none);
    // The days that were away stay what they were.
    expect(await standing(db)).toEqual([{ from: '2026-05-20', until: '2026-05-25', watered: false }]);
    expect(await db.query('select action from audit_event where account_id is not null order by id')).toEqual(
      ['told', 'told', 'ended'].map((what) => ({ action: `alerts.vacation-${what}` })),
    );
  });
});

test('one that has not begun is taken back whole; what is wrong is said at its field and kept', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(vacations);
  await visitor.post(vacations, { from: '2026-05-20', until: '2026-05-20' });
  expect([visitor.status, visitor.text.includes('comes after the first day away')]).toEqual([422, true]);
  expect(visitor.html).toMatch(/value="2026-05-20"/);
  await expectValidHtml(visitor.html, 'a refused time away');
  await visitor.post(vacations, { from: 'soon', until: '' });
  expect(visitor.status).toBe(422);
  await visitor.post(vacations, { from: '2026-05-20', until: '2026-05-27' });
  await visitor.post(vacations, { from: '2026-05-26', until: '2026-06-02' });
  expect([visitor.status, visitor.text.includes('some of these days already')]).toEqual([422, true]);
  await visitor.get(vacations);
  await visitor.get(/href="([^"]+\/vacations\/\d+)"/.exec(visitor.html)?.[1] ?? '');
  const [, end = ''] = /action="([^"]+\/end)"/.exec(visitor.html) ?? [];
  await visitor.post(end, {});
  expect(await standing(db)).toEqual([]);
});

test('nobody else tells when a home is empty: not who may only look, not another customer', async ({ db }) => {
  const { visitor, accountId } = await customer(db);
  await visitor.get(vacations);
  await visitor.post(vacations, { from: '2026-05-20', until: '2026-05-27' });
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from vacation');
  const elsewhere = await openAccount(db, { customer: '00999999', account: '0009999' });
  const bea = await registered(db, elsewhere, 'bea@example.org');
  const asBea = visit(webDeps(db, { customers: signedInAs(db, bea) }), portalAreas, 'en');
  const own = '/accounts/00999999-0009999/vacations';
  await asBea.get(own);
  await asBea.post(`${own}/${id}/end`, {});
  expect(asBea.status).toBe(404);
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
     values ($1, $2, 'delegate', '2026-05-06T16:00Z', 'invitation', array['view'])`,
    [bea, accountId],
  );
  await asBea.get(vacations);
  expect(asBea.text).not.toContain('2026');
  await asBea.post(`${vacations}/${id}/end`, {});
  expect(await standing(db)).toHaveLength(1);
});
