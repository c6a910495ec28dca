import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { documentsForTests } from '../../../test/support/documents.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { dayAfterCutOver } from '../../../test/support/web.ts';
import type { Database } from '../../store/database.ts';
import { insertNotice } from '../../store/notices/index.ts';
import { printLetters } from './index.ts';

const now = dayAfterCutOver;
const tomorrow = now.add({ hours: 24 });

const letter = (db: Database, key: string, at: Temporal.Instant) =>
  insertNotice(
    db,
    {
      accountId: undefined,
      loginId: undefined,
      event: 'access.mailed-code',
      channel: 'letter',
      language: 'es',
      recipient: 'Cliente Simulado\n200 Main St\nMedford OR 97501',
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
