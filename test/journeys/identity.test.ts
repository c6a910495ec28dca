import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openIdClient } from '../../src/gateways/openid.ts';
import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../../src/gateways/sign-in-staff.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.tsx';
import { consoleAreas } from '../../src/web/console/index.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { portalAreas } from '../../src/web/portal/index.ts';
import { codeNow } from '../support/code-now.ts';
import { goodPassword, mailedCode } from '../support/customer.ts';
import { openAccount } from '../support/logins.ts';
import { openIdProviderForTests } from '../support/openid-provider.ts';
import { hireStaff } from '../support/staff.ts';
import { webDeps } from '../support/web.ts';
import { test } from './support/journey.ts';

/** The scripts as they are; signing in does not mind how the page looks. */
const scripts = {
  url: (name: string) => `/assets/${name}`,
  read: async (name: string) =>
    name.endsWith('.js')
      ? { body: new Uint8Array(await readFile(`src/web/enhance/${name}`)), contentType: 'text/javascript' }
      : undefined,
};

/** The portal and the console on a port of their own. */
async function served(db: DatabasePool, more: (publicUrl: string) => Partial<WebDeps> = () => ({})) {
  let fetch: (request: Request, env: object) => Response | Promise<Response> = () => new Response('', { status: 503 });
  const server = serve({ fetch: (request, env) => fetch(request, env), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const publicUrl = `http://localhost:${address.port}`;
  const realms = { pool: db.pool, publicUrl, secret: 'a secret for tests only, long enough' };
  const deps = webDeps(db, {
    ...{ publicUrl, assets: scripts },
    ...{ customers: openCustomerSignIn(realms), staffRealm: openStaffSignIn(realms) },
    ...more(publicUrl),
  });
  const app = createApp(deps, [...portalAreas, ...consoleAreas]);
  fetch = (request, env) => app.fetch(request, env);
  return { deps, publicUrl, close: () => server.close() };
}

/** Registers account 0004321 with a password, in Spanish. */
async function registers(page: Page, publicUrl: string, deps: ReturnType<typeof webDeps>) {
  await page.goto(`${publicUrl}/register`);
  await page.getByRole('textbox', { name: 'Número de cliente' }).fill('00123456');
  await page.getByRole('textbox', { name: 'Número de cuenta' }).fill('0004321');
  await page.locator('#zip').fill('97501');
  await page.getByRole('button', { name: 'Buscar mi cuenta' }).click();
  await page.locator('#email').fill('customer@example.org');
  await page.locator('#way-password').check({ force: true });
  await page.locator('#password').fill(goodPassword);
  await page.locator('#consent').check({ force: true });
  await page.getByRole('button', { name: 'Continuar' }).click();
  await page.locator('#code').fill(mailedCode(deps));
  await page.getByRole('button', { name: 'Confirmar' }).click();
}

test('a customer sets up an authenticator, keeps the codes, and comes in by one of them, without JavaScript', async ({
  db,
  browser,
}) => {
  await openAccount(db);
  const { deps, publicUrl, close } = await served(db);
  const context = await browser.newContext({ locale: 'es-US', javaScriptEnabled: false });
  const page = await context.newPage();
  try {
    await registers(page, publicUrl, deps);

    await page.goto(`${publicUrl}/settings/authenticator`);
    await page.getByRole('button', { name: 'Configurar la aplicación' }).click();
    const [kept] = await db.query<{ secret: string }>('select secret from login_totp');
    await page.getByLabel('Código de un solo uso').fill(codeNow(await deps.customers.openSecret(kept?.secret ?? '')));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Guarde sus códigos de recuperación' }).waitFor();
    const code = (await page.locator('.c-codes code').first().textContent()) ?? '';
    await page.getByLabel('Guardé mis códigos').check({ force: true });
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByText('la aplicación de autenticación está activada').waitFor();

    await context.clearCookies();
    await page.goto(`${publicUrl}/sign-in`);
    await page.locator('#email').fill('customer@example.org');
    // Half-filled, in the other language and back: the email stays, the password is typed again.
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#email').inputValue()).toBe('customer@example.org');
    await page.locator('#password').fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Use a backup code' }).click();
    await page.getByLabel('Backup code').fill(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/accounts/);
  } finally {
    await context.close();
    close();
  }
});

test('a customer who does nothing is asked before the session ends, stays by a press, and else signs in again', async ({
  db,
  browser,
}) => {
  await openAccount(db);
  const { deps, publicUrl, close } = await served(db);
  const context = await browser.newContext({ locale: 'es-US' });
  await context.clock.install();
  const page = await context.newPage();
  try {
    await registers(page, publicUrl, deps);
    await page.goto(`${publicUrl}/accounts/add`);
    const asked = page.getByRole('dialog', { name: '¿Desea seguir con la sesión abierta?' });
    await page.clock.fastForward('27:00');
    expect(await asked.isVisible()).toBe(false);
    await page.clock.fastForward('01:00');
    await asked.waitFor();
    await asked.getByRole('button', { name: 'Seguir con la sesión' }).click();
    await asked.waitFor({ state: 'hidden' });
    await page.locator('#zip').fill('97504');
    await page.clock.fastForward('29:00');
    await asked.waitFor();
    await page.clock.fastForward('01:30');
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${publicUrl}/accounts`);
    await page.waitForURL(/\/sign-in/);
  } finally {
    await context.close();
    close();
  }
});

test('a member of staff signs in by the utility’s provider, in a real browser', async ({ db, browser }) => {
  let provider: Awaited<ReturnType<typeof openIdProviderForTests>> | undefined;
  const rules = {
    ...{ emailDomains: ['staff.example.org'], roleClaim: 'groups', roles: {} },
    secondFactor: { amr: ['mfa'], acr: [] },
  };
  const held: { client?: ReturnType<typeof openIdClient> } = {};
  const client = {
    begin: () => held.client?.begin() ?? Promise.reject(new Error('no provider yet')),
    finish: (...given: Parameters<ReturnType<typeof openIdClient>['finish']>) =>
      held.client?.finish(...given) ?? Promise.reject(new Error('no provider yet')),
  };
  const { deps, publicUrl, close } = await served(db, () => ({
    sso: { name: 'Utility ID', issuer: 'http://127.0.0.1', client, rules },
  }));
  const page = await browser.newPage({ locale: 'en-US' });
  try {
    const returnTo = `${publicUrl}/console/sign-in/provider/return`;
    provider = await openIdProviderForTests(returnTo);
    held.client = openIdClient({ ...provider, returnTo });
    await hireStaff(deps, 'supervisor');
    provider.signsIn({
      ...{ sub: 'u1', email: 'supervisor@staff.example.org', email_verified: true, name: 'Ana' },
      amr: ['pwd', 'mfa'],
    });
    await page.goto(`${publicUrl}/console`);
    await page.getByRole('link', { name: 'Sign in with Utility ID' }).click();
    await page.waitForURL(`${publicUrl}/console`);
    expect(await page.locator('.c-person summary').textContent()).toContain('supervisor');
  } finally {
    await page.close();
    provider?.close();
    close();
  }
});
