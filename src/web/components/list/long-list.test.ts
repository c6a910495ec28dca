import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { consoleAreas } from '../../console/index.ts';
import { paths } from '../../paths.ts';

const at = paths.console.undeliveredNotices;

/** Notices that failed, one a minute, each to another address. */
const fail = (db: DatabasePool, many: number) =>
  db.query(
    `insert into notice (event, channel, recipient, subject, body_text, language, idempotency_key, state, failure, created_at)
     select 'bill.ready', case when n % 10 = 0 then 'letter' else 'email' end, 'n' || lpad(n::text, 5, '0') || '@example.org',
       'Bill', 'x', 'en', 'n' || n, 'failed', 'refused: no such box', '2026-05-01'::timestamptz + n * interval '1 minute'
     from generate_series(1, $1::int) n`,
    [many],
  );

const open = async (db: DatabasePool, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, language);

const linkOf = (html: string, rel: 'next' | 'prev'): string | undefined =>
  new RegExp(`<a rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

const rowsOf = (html: string): string[] => [
  ...new Set([...html.matchAll(/n(\d{5})@/g)].map(([, number]) => number ?? '')),
];

test('a list beyond a thousand is paged to its end and back, and its file has every row', async ({ db }) => {
  await fail(db, 2345);
  const staff = await open(db);
  await staff.get(at);
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('1–50 of 2,345');
  expect(linkOf(staff.html, 'prev')).toBeUndefined();
  expect(rowsOf(staff.html)[0]).toBe('02345');
  await staff.get(linkOf(staff.html, 'next') ?? '');
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('51–100 of 2,345');
  expect(rowsOf(staff.html)[0]).toBe('02295');
  await staff.get(linkOf(staff.html, 'next') ?? '');
  expect(staff.text).toContain('101–150 of 2,345');
  await staff.get(linkOf(staff.html, 'prev') ?? '');
  expect(staff.text).toContain('51–100 of 2,345');
  await staff.get(linkOf(staff.html, 'prev') ?? '');
  expect(staff.text).toContain('1–50 of 2,345');
  expect(linkOf(staff.html, 'prev')).toBeUndefined();
  await staff.get(`${at}?as=csv`);
  const lines = staff.html.trimEnd().split('\r\n');
  expect(lines).toHaveLength(2346);
  expect(lines[0]).toBe('account,subject,channel,failure,at');
});

test('a sort and a filter are kept from page to page, and begin the list again', async ({ db }) => {
  await fail(db, 1205);
  const staff = await open(db, 'es');
  await staff.get(`${at}?channel=letter&sort=at&order=asc`);
  await expectValidHtml(staff.html);
  expect(staff.text).toContain('1 a 50 de 120');
  expect(rowsOf(staff.html).slice(0, 2)).toEqual(['00010', '00020']);
  await staff.get(linkOf(staff.html, 'next') ?? '');
  expect(staff.text).toContain('51 a 100 de 120');
  expect(rowsOf(staff.html)[0]).toBe('00510');
  await expectValidHtml(staff.html);
  for (const [, href = ''] of staff.html.matchAll(/<th scope="col"[^>]*><a href="([^"]+)"/g)) {
    expect(href).not.toMatch(/after|before|row=/);
  }
  await staff.get(linkOf(staff.html, 'next') ?? '');
  expect(staff.text).toContain('101 a 120 de 120');
  expect(linkOf(staff.html, 'next')).toBeUndefined();
  await staff.get(`${at}?channel=letter&as=csv&sort=at&order=asc`);
  expect(staff.html.trimEnd().split('\r\n')).toHaveLength(121);
});

test('a place in the address that means nothing shows the beginning', async ({ db }) => {
  await fail(db, 60);
  const staff = await open(db);
  for (const place of ['x', '[]', '["x","y"]', '{"a":1}', '[1,2]', '["2026-05-01","1","2"]', '%00']) {
    await staff.get(`${at}?after=${place === '%00' ? place : encodeURIComponent(place)}&row=9999`);
    if (staff.status !== 400)
      expect([place, staff.status, staff.text]).toEqual([place, 200, expect.stringContaining('1–50 of 60')]);
  }
});
