import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const settings = '/accounts/00123456-0004321/alerts/settings';

async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, accountId, loginId };
}

const sent = { unit: 'gal', quiet_from: '21', quiet_to: '7' };

describe.each([
  ['es', 'Avisos', 'se lee solo para cada factura', 'Guardamos sus avisos'],
  ['en', 'Alerts', 'read for each bill only, so we cannot watch for leaks', 'Your alerts are saved'],
] as const)('alerts in %s', (language, title, none, saved) => {
  test('from the account to the list, and to what to be told of', async ({ db }) => {
    const { visitor, loginId } = await customer(db, language);
    await visitor.get('/accounts/00123456-0004321');
    expect(visitor.html).toContain(`${settings.replace('/settings', '')}"`);
    await visitor.get(settings.replace('/settings', ''));
    for (const words of [title, none]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'the list of alerts');
    await visitor.get(settings);
    await expectValidHtml(visitor.html, 'what to be told of');
    await visitor.post(settings, {
      ...sent,
      'way-leak-email': 'yes',
      'way-high-use-email': 'yes',
      daily_use: '1,250',
      unit: 'l',
    });
    expect(visitor.text).toContain(saved);
    expect(await db.query('select login_id, kinds, unit, daily_use from alert_choices')).toEqual([
      { login_id: loginId, kinds: ['leak', 'burst', 'high-use'], unit: 'l', daily_use: '1250' },
    ]);
    expect(visitor.html).toMatch(/value="1250"/);
  });
});

test('who never chose is told of leaks, bursts and open hoses, and not at night but for a burst', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(settings);
  const on = [...visitor.html.matchAll(/type="checkbox"[^>]*name="([^"]+)"[^>]*checked/g)].map(([, name]) => name);
  expect(on).toEqual(['way-burst-email', 'way-leak-email', 'way-hose-email', 'burst_through']);
  expect([...visitor.html.matchAll(/<option value="(\d+)" selected/g)].map(([, hour]) => hour)).toEqual(['21', '7']);
});

test.for([
  ['half of the quiet hours', { quiet_to: '' }, 'Choose both hours'],
  ['an amount that is none', { 'way-high-use-email': 'yes', daily_use: 'a lot' }, 'as a number, for example 400'],
  ['no water at all', { 'way-high-use-email': 'yes', daily_use: '0' }, 'as a number, for example 400'],
  ['an amount for an alert that is off', { bill_amount: '90.00' }, 'no box checked'],
  ['a unit that nobody offers', { unit: 'acre-feet' }, 'Choose the unit'],
] as const)('%s is refused and keeps what was typed', async ([_, fields, words], { db }) => {
  const { visitor } = await customer(db);
  await visitor.get(settings);
  await visitor.post(settings, { ...sent, ...fields });
  expect([visitor.status, visitor.text.includes(words)]).toEqual([422, true]);
  await expectValidHtml(visitor.html, 'the refused choices');
  expect(await db.query('select from alert_choices')).toEqual([]);
});

test('a row without a box is off, but a broken pipe is told in one way at least', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(settings);
  expect(visitor.text).toContain('We always tell you about this one');
  await visitor.post(settings, sent);
  expect(await db.query('select kinds, ways from alert_choices')).toEqual([{ kinds: ['burst'], ways: {} }]);
  expect(visitor.html).toMatch(/name="way-burst-email"[^>]*checked/);
  expect(visitor.html).not.toMatch(/name="way-leak-email"[^>]*checked/);
});

test('a way that is gone leaves email in its row, not an alert that seems to be off', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(settings);
  await visitor.post(settings, { ...sent, 'way-leak-sms': 'yes' });
  await visitor.get(settings);
  expect(visitor.html).toMatch(/name="way-leak-email"[^>]*checked/);
});

test('everybody on the account has their own; what one chose changes nobody else’s', async ({ db }) => {
  const { visitor, accountId } = await customer(db);
  const helper = await registered(
    db,
    await openAccount(db, { customer: '00999999', account: '0009999' }),
    'bea@example.org',
  );
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
     values ($1, $2, 'delegate', '2026-05-06T16:00Z', 'invitation', array['view'])`,
    [helper, accountId],
  );
  await visitor.get(settings);
  await visitor.post(settings, sent);
  const bea = visit(webDeps(db, { customers: signedInAs(db, helper) }), portalAreas, 'en');
  await bea.get(settings);
  expect(bea.html).toMatch(/name="way-leak-email"[^>]*checked/);
  // A letter goes to the owner: a delegate is offered none, and gets none by asking.
  expect([visitor.html, bea.html].map((html) => html.includes('name="way-leak-letter"'))).toEqual([true, false]);
  await bea.post(settings, { ...sent, 'way-leak-sms': 'yes', 'way-leak-letter': 'yes' });
  expect(await db.query('select ways from alert_choices where login_id = $1', [helper])).toEqual([
    { ways: { leak: ['sms'] } },
  ]);
});
