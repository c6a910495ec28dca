import { expect } from 'vitest';
import { webAreas } from '../../src/main/web-areas.ts';
import { createApp } from '../../src/web/app.tsx';
import type { App, Area } from '../../src/web/area.ts';
import { test } from '../support/database.ts';
import { visit, webDeps } from '../support/web.ts';

/** Pages of a person, and of the staff: nobody sees one without a sign-in. */
const personal = /^\/(accounts|settings|console)(\/|$)/;

/** The doors themselves. */
const doors = /^\/console\/sign-(in|out)(\/|$)/;

const routesOf = (app: App): readonly { readonly method: string; readonly path: string }[] => [
  ...new Map(
    app.routes
      .filter((route) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(route.method) && !route.path.includes('*'))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
];

const asked = (path: string): string => path.replace(':account', '00000001-0000001').replace(/:\w+/g, '1');

/** What a stranger with a valid form token is let into: everything but a way to sign in, or a page that is not there. */
async function openToStrangers(app: App, cookie: string, token: string): Promise<readonly string[]> {
  const open: string[] = [];
  for (const { method, path } of routesOf(app).filter(
    (route) => personal.test(route.path) && !doors.test(route.path),
  )) {
    const response = await app.request(`http://localhost${asked(path)}`, {
      method,
      headers: { cookie, host: 'localhost' },
      ...(method === 'GET' ? {} : { body: new URLSearchParams({ form_token: token }) }),
    });
    const to = response.headers.get('location') ?? '';
    const turnedAway =
      response.status === 303 ? /^(\/console)?\/sign-in\?/.test(to) : [403, 404].includes(response.status);
    if (!turnedAway) open.push(`${method} ${path} ${response.status} ${to}`.trim());
    if (response.headers.get('cache-control') !== 'no-store') open.push(`${method} ${path} may be kept`);
  }
  return open;
}

test('a stranger is turned away from every page of a person and of the staff, and none may be kept', async ({ db }) => {
  const stranger = await visit(webDeps(db), webAreas(), 'en').get('/');
  const cookie = [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(stranger.html)?.[1] ?? '';
  expect(routesOf(stranger.app).filter(({ path }) => personal.test(path)).length).toBeGreaterThan(40);
  expect(await openToStrangers(stranger.app, cookie, token)).toEqual([]);
});

test('a page without its guard is seen', async ({ db }) => {
  const unguarded: Area = (app) => {
    app.get('/accounts/:account/secrets', (c) => c.text('all of them'));
    app.post('/console/accounts/:account/closure', (c) => c.redirect('/console', 303));
  };
  const stranger = await visit(webDeps(db), [unguarded]).get('/');
  const cookie = [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(stranger.html)?.[1] ?? '';
  expect(await openToStrangers(stranger.app, cookie, token)).toEqual([
    'GET /accounts/:account/secrets 200',
    'POST /console/accounts/:account/closure 303 /console',
  ]);
});

test('a webhook without its signature changes nothing', async ({ db }) => {
  const app = createApp(webDeps(db), webAreas());
  for (const processor of ['sandbox', 'stripe', 'nobody']) {
    const response = await app.request(`http://localhost/processor/webhooks/${processor}`, {
      method: 'POST',
      body: '{}',
    });
    expect([400, 401, 403, 404]).toContain(response.status);
  }
});

test('over HTTPS every cookie is for this host alone, unreadable to scripts and not sent by other sites', async ({
  db,
}) => {
  const app = createApp(webDeps(db, { publicUrl: 'https://water.example.org' }), webAreas());
  for (const { path } of routesOf(app).filter(({ method }) => method === 'GET')) {
    const response = await app.request(`https://water.example.org${asked(path)}`);
    for (const cookie of response.headers.getSetCookie()) {
      expect(cookie, path).toMatch(/^__(Host|Secure)-/);
      for (const attribute of [/; ?httponly/i, /; ?secure/i, /; ?samesite=(lax|strict)/i, /; ?path=\//i]) {
        expect(cookie, path).toMatch(attribute);
      }
      expect(cookie, path).not.toMatch(/; ?domain=/i);
    }
  }
});

test('no address in a request becomes a header or leads to another site', async ({ db }) => {
  const app = createApp(webDeps(db), webAreas());
  const addresses = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%0d%0aSet-Cookie:%20a=b',
    '/\r\nSet-Cookie: a=b',
  ];
  for (const { path } of routesOf(app).filter(({ method }) => method === 'GET')) {
    for (const back of addresses) {
      const response = await app.request(`http://localhost${asked(path)}?${new URLSearchParams({ back })}`);
      expect(response.status, path).toBeLessThan(500);
      expect(response.headers.getSetCookie().join(), path).not.toMatch(/(^|,)a=b/);
      const to = response.headers.get('location');
      if (to !== null) expect(new URL(to, 'http://localhost').host, path).toBe('localhost');
    }
  }
});

test('forms may lead to the payment processor that is set, and to nobody else', async ({ db }) => {
  const app = createApp(webDeps(db, { formTargets: ['https://checkout.stripe.com'] }), webAreas());
  const policy = (await app.request('http://localhost/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("form-action 'self' https://checkout.stripe.com;");
});
