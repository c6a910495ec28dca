import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { connectedFrom, webDeps } from '../../../test/support/web.ts';
import { webAreas } from '../../main/web-areas.ts';
import type { DatabasePool } from '../../store/database.ts';
import { createApp } from '../app.tsx';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const appOf = (db: DatabasePool) =>
  createApp(
    webDeps(db, {
      log: quiet,
      publicUrl: 'https://water.example.org',
      assets: {
        url: (name) => `/assets/${name}`,
        read: async (name) =>
          name === 'styles.css' ? { body: new Uint8Array([97]), contentType: 'text/css' } : undefined,
      },
    }),
    webAreas(),
  );

const always = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'strict-transport-security',
  'cache-control',
];

describe.each([
  ['/', 200],
  ['/health', 200],
  ['/livez', 200],
  ['/readyz', 200],
  ['/metrics', 404],
  ['/assets/styles.css', 200],
  ['/assets/nothing.css', 404],
  ['/nowhere', 404],
  ['/help/%00', 400],
  ['/accounts', 303],
  ['/console', 303],
] as const)('%s, answered with %i,', (path, status) => {
  test('carries every header that protects, and HEAD says the same without a body', async ({ db }) => {
    const app = appOf(db);
    const answer = await app.request(`http://localhost${path}`);
    expect(answer.status).toBe(status);
    for (const name of always) expect(answer.headers.get(name), name).not.toBeNull();
    const kept = path === '/assets/styles.css' ? 'immutable' : 'no-store';
    expect(answer.headers.get('cache-control')).toContain(kept);
    const head = await app.request(`http://localhost${path}`, { method: 'HEAD' });
    expect(head.status).toBe(status);
    expect(await head.text()).toBe('');
    for (const name of always) expect(head.headers.get(name), name).toBe(answer.headers.get(name));
  });
});

test('a form that is refused, and a page that fails, carry them too', async ({ db }) => {
  const app = appOf(db);
  const refused = await app.request('http://localhost/language', { method: 'POST', body: new URLSearchParams() });
  expect(refused.status).toBe(403);
  const gone = { ...db, query: () => Promise.reject(new Error('something broke')) };
  const failing = createApp(webDeps(gone, { log: quiet, publicUrl: 'https://water.example.org' }), webAreas());
  const failed = await failing.request('http://localhost/help?q=leak');
  expect(failed.status).toBe(500);
  for (const answer of [refused, failed]) {
    for (const name of always) expect(answer.headers.get(name), name).not.toBeNull();
  }
});

test.for([
  ['203.0.113.9', {}, 403],
  ['::ffff:203.0.113.9', {}, 403],
  ['127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 403],
  ['127.0.0.1', { via: '1.1 somebody' }, 403],
  ['127.0.0.1', {}, 303],
  ['::1', {}, 303],
] as const)(
  'who says “Host: localhost” from %s with %j is answered with %i',
  async ([address, headers, status], { db }) => {
    const app = createApp(webDeps(db, { log: quiet }), webAreas());
    for (const path of ['/accounts', '/settings/security', '/console']) {
      const answer = await app.request(`http://localhost${path}`, { headers }, connectedFrom(address, false));
      expect(answer.status, path).toBe(status);
    }
  },
);
