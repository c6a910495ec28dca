import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { expect } from 'vitest';
import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { createApp } from '../../src/web/app.tsx';
import { accessArea } from '../../src/web/portal/access/index.ts';
import { registrationArea } from '../../src/web/portal/registration/index.ts';
import { mailedCode } from '../support/customer.ts';
import { openAccount } from '../support/logins.ts';
import { webDeps } from '../support/web.ts';
import { test } from './support/journey.ts';
import { withAuthenticator } from './support/virtual-authenticator.ts';

/** The scripts as they are; a passkey does not mind how the page looks. */
const scripts = {
  url: (name: string) => `/assets/${name}`,
  read: async (name: string) =>
    name.endsWith('.js')
      ? { body: new Uint8Array(await readFile(`src/web/enhance/${name}`)), contentType: 'text/javascript' }
      : undefined,
};

test('a customer registers with a passkey in a real browser, signs out and in again with it', async ({
  db,
  browser,
}) => {
  await openAccount(db);
  let deps = webDeps(db);
  let fetch: (request: Request, env: object) => Response | Promise<Response> = () => new Response('', { status: 503 });
  const server = serve({ fetch: (request, env) => fetch(request, env), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const publicUrl = `http://localhost:${address.port}`;
  const secret = 'a secret for tests only, long enough';
  deps = webDeps(db, {
    publicUrl,
    assets: scripts,
    customers: openCustomerSignIn({ pool: db.pool, publicUrl, secret }),
  });
  const app = createApp(deps, [registrationArea, accessArea]);
  fetch = (request, env) => app.fetch(request, env);
  const page = await browser.newPage({ locale: 'en-US' });
  try {
    await withAuthenticator(page);
    await page.goto(`${publicUrl}/register`);
    await page.getByRole('textbox', { name: 'Customer number' }).fill('00123456 0004321');
    await page.getByRole('textbox', { name: 'ZIP code' }).fill('97501');
    await page.getByRole('button', { name: 'Find my account' }).click();
    await page.getByRole('textbox', { name: 'Email' }).fill('customer@example.org');
    await page.getByLabel('With a passkey').check();
    await page.getByLabel('I am a customer').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('6-digit code').fill(mailedCode(deps));
    await page.getByRole('button', { name: 'Confirm' }).click();

    await page.getByLabel('What should we call it?').fill('my phone');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Your passkey is ready.').waitFor();
    await page.getByText('Profile', { exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(`${publicUrl}/accounts`);
    const [{ by } = { by: '' }] = await db.query<{ by: string }>(
      `select detail->>'by' as by from audit_event where action = 'login.signed-in' order by id desc limit 1`,
    );
    expect(by).toBe('passkey');
    const [{ from } = { from: '' }] = await db.query<{ from: string }>(
      `select address as from from audit_event order by id desc limit 1`,
    );
    expect(from).toMatch(/127\.0\.0\.1|::1/);
  } finally {
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  }
});
