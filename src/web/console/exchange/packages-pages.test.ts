import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, simulatedHomes } from '../../../../test/support/cis-package.ts';
import { test } from '../../../../test/support/database.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../../../test/support/web.ts';
import { zipOf } from '../../../../test/support/zip-of.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const { console: at } = paths;
const utility = { ...referenceUtility, billing: { ...referenceUtility.billing, by: 'cis' as const } };
const staff = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { utility, staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const cookiesOf = ({ cookies }: Awaited<ReturnType<typeof staff>>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Sends a package's files as a browser does. */
async function upload(
  who: Awaited<ReturnType<typeof staff>>,
  folder: string,
  typed: Readonly<Record<string, string>> = {},
  page: { readonly from: string; readonly to: string } = { from: at.exchangePackages, to: at.exchangePackages },
): Promise<Response> {
  await who.get(page.from);
  const form = new FormData();
  form.set('form_token', /name="form_token" value="([^"]+)"/.exec(who.html)?.[1] ?? '');
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  for (const name of await readdir(folder)) {
    form.append('file', new File([await readFile(join(folder, name))], name));
  }
  return who.app.request(`http://localhost${page.to}`, {
    method: 'POST',
    body: form,
    headers: { cookie: cookiesOf(who), host: 'localhost' },
  });
}

test('staff send a package by hand, look at one that waits, and let it in', async ({ db }) => {
  const bea = await staff(db, 'billing');
  await bea.get(at.exchangePackages);
  await expectValidHtml(bea.html, 'no package yet');
  const homes = simulatedHomes(3);
  const first = await cisPackage({
    ...homes,
    'accounts.csv': [
      ...(homes['accounts.csv'] ?? []),
      { account_number: 'A9', customer_number: 'C9', premise_number: 'P1', opened_on: '2020-01-01' },
    ],
  });
  expect((await upload(bea, first)).headers.get('location')).toBe(at.exchangePackage('1'));
  await bea.get(at.exchangePackage('1'));
  await expectValidHtml(bea.html, 'a package that is in');
  for (const words of ['It is in', 'accounts.csv', '1 problem in lines']) expect(bea.text).toContain(words);
  const refused = await bea.app.request(`http://localhost${at.exchangePackageRefused('1')}`, {
    headers: { cookie: cookiesOf(bea) },
  });
  expect(await refused.text()).toContain('A9,C9,P1,2020-01-01');

  // One of three accounts is no longer named.
  const fewer = { ...homes, 'accounts.csv': (homes['accounts.csv'] ?? []).slice(0, 2) };
  const second = await cisPackage(fewer, { scope: 'full', as_of: '2026-05-12' });
  expect((await upload(bea, second)).headers.get('location')).toBe(at.exchangePackage('2'));
  const open = () => db.query<{ count: number }>('select count(*) from account where closed_on is null');
  expect((await open())[0]?.count).toBe(3);
  const rosa = await staff(db, 'supervisor', 'es');
  await rosa.get(at.exchangePackage('2'));
  await expectValidHtml(rosa.html, 'un paquete que espera');
  expect(rosa.text).toContain('Cerraría más cuentas');
  expect(rosa.text).toContain('1 de 3');
  await rosa.post(at.exchangePackage('2'), { answer: 'let-in' });
  expect((await open())[0]?.count).toBe(2);
  await rosa.get(at.exchangePackages);
  expect(rosa.text).toContain('Entró');
  expect(await db.query('select name from exchange_upload')).toEqual([]);
  await rosa.post(at.exchangePackage('2'), { answer: 'turn-down' });
  expect(rosa.status).toBe(422);

  const luis = await staff(db, 'csr');
  expect((await luis.get(at.exchangePackages)).status).toBe(403);
});

test('staff send a zip archive, and files of another layout that they choose; what cannot be taken is on the run’s page', async ({
  db,
}) => {
  const bea = await staff(db, 'billing');
  const homes = await cisPackage(simulatedHomes(2));
  const files = await Promise.all(
    (await readdir(homes)).map(async (name) => [`out/${name}`, await readFile(join(homes, name))] as const),
  );
  const packed = await scratchFolder();
  await writeFile(join(packed, 'night.zip'), zipOf(files));
  expect((await upload(bea, packed)).headers.get('location')).toBe(at.exchangePackage('1'));

  await bea.get(at.exchangePackages);
  await expectValidHtml(bea.html, 'the layouts');
  expect(bea.text).toContain('Secure Instant Payments, simple bill import');
  // It needs the package before, which the upload has not.
  expect(bea.text).not.toContain('Data Exchange');
  const bills = await scratchFolder();
  const text = '05/05/2026,A1,05/25/2026,$64.30,Rosa,1 Way\r\n05/05/2026,A2,05/25/2026,$1,204.50,Juan,2 Way\r\n';
  await writeFile(join(bills, 'bills.zip'), zipOf([['bills.csv', text]]));
  const sent = await upload(bea, bills, { layout: 'secure-instant-payments' });
  expect(sent.headers.get('location')).toBe(at.exchangePackage('2'));
  await bea.get(at.exchangePackage('2'));
  expect(bea.text).toContain('1 problem in lines');
  expect(await db.query('select number, amount_due_cents from bill')).toEqual([
    { number: 'A1-2026-05-05', amount_due_cents: 6430 },
  ]);
  for (const layout of ['no-such-layout', 'billing-insight'])
    expect((await upload(bea, bills, { layout })).status).toBe(422);
});

test('a package that was refused as a whole is mended from its page, by the files that were wrong alone', async ({
  db,
}) => {
  const bea = await staff(db, 'billing');
  const rosa = await staff(db, 'supervisor', 'es');
  const homes = simulatedHomes(3);
  const wrongCount = { scope: 'full', as_of: '2026-05-10', files: { 'accounts.csv': { rows: 4 } } };
  expect((await upload(bea, await cisPackage(homes, wrongCount))).headers.get('location')).toBe(
    at.exchangePackage('1'),
  );
  await bea.get(at.exchangePackage('1'));
  await expectValidHtml(bea.html, 'a package that was refused');
  for (const words of ['Nothing of it was taken in.', 'accounts.csv', 'Only the files you corrected', 'manifest.json'])
    expect(bea.text).toContain(words);
  await rosa.get(at.exchangePackage('1'));
  await expectValidHtml(rosa.html, 'un paquete rechazado');
  for (const words of ['No se tomó nada de él.', 'Solo los archivos que corrigió']) expect(rosa.text).toContain(words);
  await rosa.get(at.exchangePackages);
  expect(rosa.text).toContain('Rechazado');
  expect(await db.query('select from account')).toEqual([]);

  const mends = (folder: string, who = bea) =>
    upload(who, folder, {}, { from: at.exchangePackage('1'), to: at.exchangePackageMended('1') });
  // The same package again stays one.
  await upload(bea, await cisPackage(homes, wrongCount));
  expect(await db.query('select id, state from exchange_run')).toEqual([{ id: 1, state: 'refused' }]);
  // Mended wrongly, it says so and is still one; nothing chosen is said at the field.
  expect((await mends(await cisPackage({}, { ...wrongCount, scope: 'some' }))).headers.get('location')).toBe(
    at.exchangePackage('1'),
  );
  await bea.get(at.exchangePackage('1'));
  expect(bea.text).toContain('“scope” should be');
  expect((await mends(await scratchFolder())).status).toBe(422);
  const right = await cisPackage({}, { ...wrongCount, files: { 'accounts.csv': { rows: 3 } } });
  expect((await mends(right)).headers.get('location')).toBe(at.exchangePackage('1'));
  expect(await db.query('select id, state from exchange_run')).toEqual([{ id: 1, state: 'applied' }]);
  expect(await db.query('select from account')).toHaveLength(3);
  expect(await db.query('select name from exchange_upload')).toEqual([]);
  // What is in is not mended any more.
  expect((await mends(right)).status).toBe(422);

  const luis = await staff(db, 'auditor');
  expect((await luis.post(at.exchangePackageMended('1'))).status).toBe(403);
});

test('a package that is not worth mending is discarded, with its files', async ({ db }) => {
  const bea = await staff(db, 'billing');
  await upload(bea, await cisPackage({}, { scope: 'full' }));
  await bea.get(at.exchangePackage('1'));
  expect(bea.text).toContain('None of the package’s files is there');
  await bea.post(at.exchangePackage('1'), { answer: 'turn-down' });
  expect(await db.query('select state from exchange_run')).toEqual([{ state: 'turned-down' }]);
  expect(await db.query('select name from exchange_upload')).toEqual([]);
});
