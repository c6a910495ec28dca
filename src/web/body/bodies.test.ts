import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../test/support/web.ts';
import { closeServer, listen } from '../../main/listen.ts';
import { webAreas } from '../../main/web-areas.ts';
import type { DatabasePool } from '../../store/database.ts';
import { createApp } from '../app.tsx';
import type { WebDeps } from '../page.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const megabyte = 1024 * 1024;

/** The server of `caudal web` on a port of its own. */
async function served(db: DatabasePool, overrides: Partial<WebDeps> = {}) {
  const app = createApp(webDeps(db, { log: quiet, ...overrides }), webAreas());
  const server = await listen(app.fetch, '127.0.0.1', 0);
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => closeServer(server),
  };
}

/** Sends what is given and no more, however much was announced; the whole answer, when the server has ended it. */
async function answerTo(port: number, head: readonly string[], body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const { promise, resolve } = Promise.withResolvers<string>();
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece.toString('utf8');
  });
  socket.on('error', () => resolve(answer));
  socket.on('close', () => resolve(answer));
  socket.write(`${[...head, 'host: localhost', '', ''].join('\r\n')}${body}`);
  return promise;
}

const multipart = 'content-type: multipart/form-data; boundary=x';

describe('a body of 19 MB, on a real connection', () => {
  const announced = `content-length: ${19 * megabyte}`;

  test.for([
    '/accounts/00123456-0004321/rebates/new/toilet',
    '/console/reads/imports',
    '/console/transition/roster-imports',
  ])('of nobody who is signed in is answered before any of it came: %s', async (path, { db }) => {
    await openAccount(db);
    await using server = await served(db);
    const answer = await answerTo(server.port, [`POST ${path} HTTP/1.1`, multipart, announced]);
    expect(answer).toMatch(/^HTTP\/1\.1 303 /);
    expect(answer).toMatch(/location: (\/console)?\/sign-in/i);
  });

  test.for([
    ['es', 'Es demasiado de una vez'],
    ['en', 'That is too much at once'],
  ] as const)(
    'for a small form is refused at once, or as soon as it is too long, with a page in %s',
    async ([language, words], { db }) => {
      await using server = await served(db);
      const head = [
        'POST /register HTTP/1.1',
        'content-type: application/x-www-form-urlencoded',
        `accept-language: ${language}`,
      ];
      const inChunks = `${(19 * megabyte).toString(16)}\r\n${'a'.repeat(200 * 1024)}`;
      for (const answer of [
        await answerTo(server.port, [...head, announced]),
        await answerTo(server.port, [...head, 'transfer-encoding: chunked'], inChunks),
      ]) {
        expect(answer).toMatch(/^HTTP\/1\.1 413 /);
        expect(answer.toLowerCase()).toContain('connection: close');
        expect(answer).toContain(`<html lang="${language}`);
        expect(answer).toContain(words);
      }
    },
  );

  test('that is sent whole all the same is thrown away as it comes, and its sender reads the page', async ({ db }) => {
    await using server = await served(db);
    const refused = await fetch(`http://127.0.0.1:${server.port}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      body: new Uint8Array(19 * megabyte),
    });
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('That is too much at once');
  });
});

test('a body that does not come is given up, with a page and the end of the connection', async ({ db }) => {
  await using server = await served(db, { bodyPace: { idleMs: 40, wholeMs: 200, msPerMegabyte: 0 } });
  const head = ['POST /register HTTP/1.1', 'content-type: application/x-www-form-urlencoded', 'content-length: 1000'];
  const answer = await answerTo(server.port, head);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer.toLowerCase()).toContain('connection: close');
});

test('a visitor who reads a page is answered again on the same connection, and one who holds it is not for ever', async ({
  db,
}) => {
  const app = createApp(webDeps(db, { log: quiet }), webAreas());
  const server = await listen(app.fetch, '127.0.0.1', 0);
  try {
    expect(server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 300_000, maxRequestsPerSocket: 1000 });
  } finally {
    await closeServer(server);
  }
});

/** A form of the portal or the console as a browser of ours would send it, and then as none would. */
async function sender(db: DatabasePool) {
  const accountId = await openAccount(db);
  const deps = webDeps(db, {
    log: quiet,
    customers: signedInAs(db, await registered(db, accountId)),
    staffRealm: await staffSignedIn(db, 'supervisor'),
  });
  const visitor = await visit(deps, webAreas(), 'en').get('/help');
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
  return {
    get: (path: string) => visitor.app.request(`http://localhost${path}`, { headers: { cookie, host: 'localhost' } }),
    post: (path: string, type: string, body: string) =>
      visitor.app.request(`http://localhost${path}`, {
        method: 'POST',
        headers: { cookie, host: 'localhost', 'content-type': type },
        body: body.replace('TOKEN', encodeURIComponent(token)),
      }),
  };
}

const account = '/accounts/00123456-0004321';
const urlencoded = 'application/x-www-form-urlencoded';
const routes = [
  '/register',
  '/pay',
  '/sign-in',
  '/language',
  `${account}/payments/new`,
  `${account}/ebill`,
  `${account}/vacations`,
  `${account}/rebates/new/toilet`,
  '/console/sign-in',
  `/console${account}/fees/new`,
];
const twoParts = (end: string) =>
  `--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\nTOKEN\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\na${end}`;

describe.each([
  ['a NUL', urlencoded, 'form_token=TOKEN&number=a%00b', 400],
  ['half of a surrogate pair', urlencoded, 'form_token=TOKEN&number=%ED%A0%80', 400],
  ['a byte that is no UTF-8', urlencoded, 'form_token=TOKEN&number=%FF', 400],
  ['more fields than any form has', urlencoded, `form_token=TOKEN${'&a=1'.repeat(5000)}`, 400],
  ['one field twice', urlencoded, 'form_token=TOKEN&number=1&number=2', 400],
  ['more than a form can hold', urlencoded, `form_token=TOKEN&number=${'9'.repeat(140_000)}`, 413],
  ['multipart that breaks off', 'multipart/form-data; boundary=x', twoParts(''), 400],
  ['multipart with a NUL', 'multipart/form-data; boundary=x', twoParts('\0\r\n--x--\r\n'), 400],
  ['multipart without its boundary', 'multipart/form-data', twoParts('\r\n--x--\r\n'), 400],
  ['multipart of a hundred parts', 'multipart/form-data; boundary=x', `${twoParts('\r\n').repeat(50)}--x--\r\n`, 400],
  ['JSON where a form is asked for', 'application/json', '{"number":1}', 400],
  ['plain text', 'text/plain', 'form_token=TOKEN', 400],
] as const)('%s in a form', (_what, type, body, status) => {
  test('is refused at the edge with a page, on every route', async ({ db }) => {
    const browser = await sender(db);
    for (const route of routes) {
      const answer = await browser.post(route, type, body);
      // A route with files takes more than a small form.
      const expected = status === 413 && route.includes('rebates') ? [403, 422, 400] : [status];
      expect(expected, route).toContain(answer.status);
      await expectValidHtml(await answer.text(), route);
    }
  });
});

test.for([
  [`${account}/bills?before=2026-02-30`, 200],
  [`${account}/bills?before=9999-99-99`, 200],
  [`${account}/bills?before=%00`, 400],
  [`${account}/bills?before=%ED%A0%80`, 400],
  ['/console/search?q=%00', 400],
  ['/console/search?q=%C3%28', 400],
  ['/help/%00', 400],
  ['/help/%E0%A4%A', 400],
  ['/accounts/%FF', 400],
  [`${account}/bills/99999999999999999999`, 404],
  ['/console/dead-letters?page=99999999999999999999', 200],
  [`/console/search?${'a=1&'.repeat(1000)}`, 400],
] as const)(
  'the address %s is answered with %i and a page, never with a fault of ours',
  async ([path, status], { db }) => {
    const browser = await sender(db);
    const answer = await browser.get(path);
    expect(answer.status).toBe(status);
    await expectValidHtml(await answer.text(), path);
  },
);
