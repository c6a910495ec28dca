import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import type { DatabasePool } from '../../store/database.ts';

const utility = { ...referenceUtility, billing: { ...referenceUtility.billing, by: 'cis' as const } };
const now = Temporal.Instant.from('2026-05-14T16:00:00Z');
const pdf = '%PDF-1.7 simulated';

const bills = (named: Readonly<Record<string, string>>) =>
  Object.entries(named).map(([number, file], index) => {
    const money = { issued: '2026-05-04', charges: '10.00', due: '10.00' };
    return { ...simulatedBill(number, `A${index + 1}`, money).bill, pdf: file };
  });

async function take(db: DatabasePool, folder: string, files: readonly string[], text = pdf) {
  await mkdir(join(folder, 'bills'), { recursive: true });
  for (const file of files) await writeFile(join(folder, 'bills', file), text);
  return caudal(db, ['import', 'cis', folder], { utility, now });
}

const kept = async (db: DatabasePool) =>
  (
    await db.query<{ number: string; bytes: Uint8Array }>(
      'select b.number, k.bytes from exchange_bill_pdf k join bill b on b.id = k.bill_id order by 1',
    )
  ).map(({ number, bytes }) => `${number} ${Buffer.from(bytes).toString()}`);

test('of PDFs and bills what does not come together is said by name, and a PDF that comes later finds its bill', async ({
  db,
}) => {
  const named = { B1: 'First.PDF', B2: 'second.pdf', B3: '' };
  const first = await take(db, await cisPackage({ ...simulatedHomes(3), 'bills.csv': bills(named) }), [
    'first.pdf',
    'nobody.pdf',
  ]);
  expect(first.code).toBe(0);
  const said = first.out;
  expect(said).toContain('A bill names a PDF that is not in the folder bills: second.pdf.');
  expect(said).toContain('No bill names this file in the folder bills, and it was not kept: nobody.pdf.');
  expect(await kept(db)).toEqual([`B1 ${pdf}`]);

  // The bill is as it was, and its PDF is new.
  const delta = await cisPackage({ 'bills.csv': bills(named) }, { scope: 'delta', as_of: '2026-05-11' });
  const later = await take(db, delta, ['second.pdf']);
  expect(later.out).not.toContain('PDF that');
  expect(await kept(db)).toEqual([`B1 ${pdf}`, `B2 ${pdf}`]);
});

test('a package that comes late takes no PDF away that a newer one brought', async ({ db }) => {
  const named = { B1: 'b1.pdf' };
  await take(db, await cisPackage(simulatedHomes(1), { scope: 'full', as_of: '2026-05-10', run: 1 }), []);
  const third = { scope: 'delta', as_of: '2026-05-12', run: 3, previous_run: 1 };
  await take(db, await cisPackage({ 'bills.csv': bills(named) }, third), ['b1.pdf'], 'newer');
  const second = { scope: 'delta', as_of: '2026-05-11', run: 2, previous_run: 1 };
  await take(db, await cisPackage({ 'bills.csv': bills(named) }, second), ['b1.pdf'], 'older');
  expect(await kept(db)).toEqual(['B1 newer']);
});
