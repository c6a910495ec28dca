import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const household = '/accounts/00123456-0004321/household';

async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, accountId, loginId };
}

const answers = { occupants: '4', home: 'house', irrigated: '1,200', pool: 'no', fixtures: 'mixed', softener: '' };

test.for([
  ['es', 'Su casa', 'Guardamos sus respuestas'],
  ['en', 'Your home', 'Your answers are saved'],
] as const)('the home is told of, in %s, and what is left out stays out', async ([language, title, saved], { db }) => {
  const { visitor, accountId, loginId } = await customer(db, language);
  await visitor.get('/accounts/00123456-0004321/saving');
  expect(visitor.html).toContain(`href="${household}"`);
  await visitor.get(household);
  expect(visitor.text).toContain(title);
  await expectValidHtml(visitor.html, 'the empty questions');
  await visitor.post(household, answers);
  expect(visitor.text).toContain(saved);
  expect(visitor.html).toMatch(/name="occupants"[^>]*value="4"/);
  expect(visitor.html).toMatch(/value="mixed"[^>]*checked/);
  await expectValidHtml(visitor.html, 'the answered questions');
  expect(
    await db.query(
      'select account_id, login_id, occupants, irrigated_square_feet, pool, softener from household_profile',
    ),
  ).toEqual([
    {
      account_id: accountId,
      login_id: loginId,
      occupants: 4,
      irrigated_square_feet: 1200,
      pool: false,
      softener: null,
    },
  ]);
});

test('said again, the newest stands and what was said before is kept', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(household);
  await visitor.post(household, answers);
  await visitor.post(household, { ...answers, occupants: '', pool: 'yes' });
  expect(visitor.html).not.toMatch(/name="occupants"[^>]*value="4"/);
  expect(await db.query('select occupants, pool from household_profile order by id')).toEqual([
    { occupants: 4, pool: false },
    { occupants: null, pool: true },
  ]);
  await expect(db.query('update household_profile set occupants = 5')).rejects.toThrow('append-only');
});

test.for([
  ['nobody lives there', { occupants: '0' }, 'as a number from 1 to 50'],
  ['words for a number', { irrigated: 'a lot' }, 'as a whole number, for example 1200'],
  ['an answer that is not offered', { home: 'castle' }, 'Choose one of the answers'],
] as const)('%s: refused, and what was typed stays', async ([_, typed, words], { db }) => {
  const { visitor } = await customer(db);
  await visitor.get(household);
  await visitor.post(household, { ...answers, ...typed });
  expect([visitor.status, visitor.text.includes(words)]).toEqual([422, true]);
  expect(visitor.html).toMatch(/value="mixed"[^>]*checked/);
  await expectValidHtml(visitor.html, 'the refused answers');
  expect(await db.query('select from household_profile')).toEqual([]);
});

test('who was let in to look sees the answers and cannot change them; a stranger sees nothing', async ({ db }) => {
  const { visitor, accountId } = await customer(db);
  await visitor.get(household);
  await visitor.post(household, answers);
  const other = await openAccount(db, { customer: '00999999', account: '0009999' });
  const helper = await registered(db, other, 'bea@example.org');
  const bea = visit(webDeps(db, { customers: signedInAs(db, helper) }), portalAreas, 'en');
  await bea.get(household);
  expect(bea.status).toBe(404);
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
     values ($1, $2, 'delegate', '2026-05-06T16:00Z', 'invitation', array['view'])`,
    [helper, accountId],
  );
  await bea.get(household);
  expect(bea.text).toContain('Separate house');
  expect(bea.html).not.toContain('name="occupants"');
  await expectValidHtml(bea.html, 'the answers');
  await bea.post(household, { ...answers, occupants: '9' });
  expect(bea.status).toBe(404);
  expect(await db.query('select occupants from household_profile')).toEqual([{ occupants: 4 }]);
});
