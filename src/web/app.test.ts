import { describe, expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { staffSignedIn } from '../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps, weekBeforeCutOver } from '../../test/support/web.ts';
import { webAreas } from '../main/web-areas.ts';
import { createApp } from './app.tsx';

describe.each(['es', 'en'] as const)('the first page in %s', (language) => {
  test('before the cut-over it announces the date and offers no registration', async ({ db }) => {
    const deps = webDeps(db);
    deps.time.now = weekBeforeCutOver;
    const visitor = await visit(deps, [], language).get('/');
    expect(visitor.text).toContain(language === 'es' ? 'miércoles, 6 de mayo de 2026' : 'Wednesday, May 6, 2026');
    expect(visitor.text).toContain(language === 'es' ? 'Faltan 7 días.' : '7 days to go.');
    expect(visitor.html).not.toContain('/register');
    await expectValidHtml(visitor.html);
  });

  test('from the cut-over it offers the main jobs', async ({ db }) => {
    const visitor = await visit(webDeps(db), [], language).get('/');
    expect(visitor.html).toContain('href="/register"');
    expect(visitor.html).toContain('href="/pay"');
    await expectValidHtml(visitor.html);
  });
});

test('a person switches the language without JavaScript and stays on the page', async ({ db }) => {
  const visitor = await visit(webDeps(db)).get('/nowhere?x=1');
  expect(visitor.status).toBe(404);
  expect(visitor.text).toContain('No encontramos esa página');
  await visitor.post('/language', { language: 'en' });
  expect(visitor.path).toBe('/nowhere?x=1');
  expect(visitor.text).toContain('We could not find that page');
});

test('a form from another site, or without its token, is refused with a page', async ({ db }) => {
  const app = createApp(webDeps(db));
  const without = await app.request('http://localhost/language', {
    method: 'POST',
    body: new URLSearchParams({ language: 'en' }),
  });
  expect(without.status).toBe(403);
  const visitor = await visit(webDeps(db)).get('/');
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
  const send = (origin: string) =>
    app.request('http://localhost/language', {
      method: 'POST',
      headers: { cookie, origin, host: 'localhost' },
      body: new URLSearchParams({ form_token: token, language: 'en', back: '/' }),
    });
  expect((await send('http://evil.example')).status).toBe(403);
  expect((await send('http://localhost')).status).toBe(303);
});

test('a page that is not there has the frame of where it was looked for', async ({ db }) => {
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), webAreas());
  await staff.get('/console/nowhere');
  expect(staff.status).toBe(404);
  expect(staff.html).toContain('class="c-console"');
  expect(staff.html).toContain('href="/console/bill-runs"');
  await staff.get('/consolex');
  expect(staff.status).toBe(404);
  expect(staff.html).toContain('class="c-portal"');
});

test.for([
  // proxies, what they said, the page
  [0, undefined, 403],
  [0, 'https', 403],
  [1, undefined, 403],
  [1, 'https', 303],
  [1, 'https, http', 403],
  [1, 'http, https', 303],
  [2, 'https', 303],
  [2, 'HTTPS,http', 303],
  [2, 'https, http, https', 403],
] as const)('behind %i proxies that said %s a page of a person answers %i', async ([proxies, said, status], { db }) => {
  const app = createApp(webDeps(db, { proxies }), webAreas());
  const headers: Record<string, string> = said === undefined ? {} : { 'x-forwarded-proto': said };
  for (const path of ['/accounts', '/settings/security', '/settings/payment-methods', '/console', '/console/search']) {
    expect((await app.request(`http://water.example.org${path}`, { headers })).status, path).toBe(status);
  }
  expect((await app.request('http://water.example.org/', { headers })).status).toBe(200);
});

test('without its database the server says so, and nothing of why', async ({ db }) => {
  const gone = { ...db, query: () => Promise.reject(new Error('connect ECONNREFUSED')) };
  const response = await createApp(webDeps(db, { db: gone, log: quiet })).request('http://localhost/health');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: 'no database' });
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('the language switch never leads to another site', async ({ db }) => {
  for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    const visitor = await visit(webDeps(db)).get('/');
    await visitor.post('/language', { language: 'en', back });
    expect(visitor.path).toBe('/');
  }
});

test('nothing inline or foreign may run, and personal pages are not kept', async ({ db }) => {
  const response = await createApp(webDeps(db, { publicUrl: 'https://water.example.org' })).request(
    'http://localhost/',
  );
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('strict-transport-security')).toContain('max-age=63072000');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('set-cookie')).toContain('__Host-form=');
  expect(await response.text()).not.toMatch(/<script(?![^>]*src)|style=|onclick/);
});
