import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { demoCarrier } from '../../../../demo/gateways/carrier.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const settings = '/accounts/00123456-0004321/alerts/settings';

async function customer(db: DatabasePool, language: 'es' | 'en') {
  const loginId = await registered(db, await openAccount(db));
  const carrier = demoCarrier(async () => 'demo');
  const deps = webDeps(db, { customers: signedInAs(db, loginId), carrier });
  return { deps, loginId, visitor: visit(deps, portalAreas, language) };
}

test.for([
  [
    'es',
    'Escriba un número de 10 cifras',
    'Ese no es el código',
    'El número es suyo',
    'Los mensajes de texto y las llamadas van al 541-555-0101',
  ],
  [
    'en',
    'Type a number of 10 digits',
    'That is not the code',
    'The number is yours',
    'Texts and calls go to 541-555-0101',
  ],
] as const)(
  'a number is typed, proven, chosen for leaks, and removed, in %s',
  async ([language, digits, wrong, yours, goTo], { db }) => {
    const { visitor, deps, loginId } = await customer(db, language);
    await visitor.get(settings);
    await expectValidHtml(visitor.html, 'alerts without a number');
    expect(visitor.html).not.toContain('name="way-leak-sms"');
    await visitor.get(paths.phone);
    await expectValidHtml(visitor.html, 'no number yet');
    await visitor.post(paths.phone, { number: '555', way: 'sms', agree: 'yes' });
    expect([visitor.status, visitor.text.includes(digits)]).toEqual([422, true]);
    await expectValidHtml(visitor.html, 'a number that is none');
    await visitor.post(paths.phone, { number: '541 555 0101', way: 'sms', agree: 'yes' });
    expect(visitor.path).toBe(paths.phoneCode);
    await expectValidHtml(visitor.html, 'the code');
    const told = deps.told.at(-1);
    const code = told !== undefined && 'code' in told ? told.code : '';
    await visitor.post(paths.phoneCode, { code: code === '000000' ? '1' : '000000' });
    expect([visitor.status, visitor.text.includes(wrong)]).toEqual([422, true]);
    await visitor.post(paths.phoneCode, { code });
    expect(visitor.text).toContain(yours);
    await expectValidHtml(visitor.html, 'a proven number');
    await visitor.get(settings);
    expect(visitor.text).toContain(goTo);
    await visitor.post(settings, { unit: 'gal', 'way-leak-email': 'yes', 'way-leak-sms': 'yes' });
    expect(await db.query('select login_id, ways from alert_choices')).toEqual([
      { login_id: loginId, ways: { leak: ['email', 'sms'] } },
    ]);
    expect(visitor.html).toMatch(/name="way-leak-sms"[^>]*checked/);
    await visitor.get(paths.phone);
    await visitor.post(paths.phoneRemoval);
    expect(await db.query(`select distinct kind from phone_consent where how = 'settings' order by kind`)).toEqual([
      { kind: 'asked' },
      { kind: 'given' },
      { kind: 'withdrawn' },
    ]);
  },
);

test('where nobody carries texts there is no such page, and none is offered', async ({ db }) => {
  const loginId = await registered(db, await openAccount(db));
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  expect((await visitor.get(paths.phone)).status).toBe(404);
  await visitor.get(settings);
  expect(visitor.html).not.toContain(paths.phone);
});
