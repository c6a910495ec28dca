import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { documentsForTests } from '../../../test/support/documents.ts';
import { nameOfNoFont } from '../../../test/support/name-of-no-font.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { dayAfterCutOver } from '../../../test/support/web.ts';
import type { Database } from '../../store/database.ts';
import { insertNotice } from '../../store/notices/index.ts';
import { printLetters } from './index.ts';

const now = dayAfterCutOver;
const tomorrow = now.add({ hours: 24 });

const letter = (db: Database, key: string, at: Temporal.Instant, name = 'Cliente Simulado') =>
  insertNotice(
    db,
    {
      accountId: undefined,
      loginId: undefined,
      event: 'access.mailed-code',
      channel: 'letter',
      language: 'es',
      recipient: `${name}\n200 Main St\nMedford OR 97501`,
      subject: 'Su código para el portal',
      text: 'Este es su código:\n\nABCD-EFGH\n\nEscríbalo en el portal.',
      html: '',
      private: true,
      idempotencyKey: key,
    },
    at,
  );

test("yesterday's letters become one tagged PDF each and an index, once; today's wait", async ({ db }) => {
  const outbox = await scratchFolder();
  const print = (at: Temporal.Instant) => printLetters(db, documentsForTests(), { outbox, now: at });
  const first = await letter(db, 'one', now);
  await letter(db, 'two', now);
  await letter(db, 'three', tomorrow);
  expect(await print(now)).toBe(0);
  expect(await print(tomorrow)).toBe(2);
  expect(await print(tomorrow)).toBe(0);
  const folder = join(outbox, 'letters-2026-05-08');
  expect(await readdir(outbox)).toEqual(['letters-2026-05-08']);
  expect(await readdir(folder)).toHaveLength(3);
  expect(await readFile(join(folder, 'index.csv'), 'utf8')).toContain('Cliente Simulado, 200 Main St');
  const data = new Uint8Array(await readFile(join(folder, `letter-${first}.pdf`)));
  const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
  const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  for (const said of ['Cliente Simulado', 'Su código para el portal', 'ABCD-EFGH', '7 de mayo de 2026']) {
    expect(text).toContain(said);
  }
  expect(JSON.stringify(await page.getStructTree())).toContain('"H1"');
  expect(await print(tomorrow.add({ hours: 24 }))).toBe(1);
});

test('cut off after its folder was made, the batch is only written down', async ({ db }) => {
  const outbox = await scratchFolder();
  await letter(db, 'one', now);
  const print = () => printLetters(db, documentsForTests(), { outbox, now: tomorrow });
  await print();
  await db.query(`update notice set state = 'queued', sent_at = null`);
  expect(await print()).toBe(1);
  expect(await readdir(outbox)).toEqual(['letters-2026-05-08']);
});

test('a letter to a name that no font has keeps no other from being printed, and staff see it', async ({ db }) => {
  const outbox = await scratchFolder();
  await letter(db, 'one', now);
  const id = await letter(db, 'two', now, nameOfNoFont);
  await letter(db, 'three', now, 'Bell\u0007');
  expect(await printLetters(db, documentsForTests(), { outbox, now: tomorrow })).toBe(2);
  expect(await readdir(join(outbox, 'letters-2026-05-08'))).toHaveLength(3);
  expect(await db.query('select id, state, failure from notice where failure is not null')).toEqual([
    { id, state: 'failed', failure: `not-printable: ${nameOfNoFont}` },
  ]);
});

test('its address lies in the envelope’s window, and nothing else does', async ({ db }) => {
  const outbox = await scratchFolder();
  const id = await letter(db, 'one', now);
  await printLetters(db, documentsForTests(), { outbox, now: tomorrow });
  const data = new Uint8Array(await readFile(join(outbox, 'letters-2026-05-08', `letter-${id}.pdf`)));
  const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
  const seen = (await page.getTextContent()).items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [x, y] = [item.transform[4] / 72, 11 - item.transform[5] / 72];
    return x < 5.375 && y > 2.04 && y < 3.67 ? [{ text: item.str, y }] : [];
  });
  expect(seen.map(({ text }) => text)).toEqual(['Cliente Simulado', '200 Main St', 'Medford OR 97501']);
  for (const { y } of seen) {
    expect(y).toBeGreaterThan(2.6);
    expect(y).toBeLessThanOrEqual(3.17);
  }
});
