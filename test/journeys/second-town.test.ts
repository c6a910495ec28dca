import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { importFolder } from '../../src/usecases/exchange/index.ts';
import { goodPassword } from '../support/customer.ts';
import { folderInProject } from '../support/folder-in-project.ts';
import { importSecondTown, secondTown, secondTownDeps, secondTownUtility } from '../support/second-town.ts';
import { es, test } from './support/journey.ts';
import { Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';

const number = 'LB10044391';
const email = 'consuelo@mail.example';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };

test('a customer of a town that keeps its billing system registers, sees the bill, pays, and the balance shows it', async ({
  db,
  browser,
  onTestFinished,
}) => {
  await importSecondTown(db);
  const portal = await startPortal(db, Temporal.Instant.from('2026-06-02T16:00:00Z'), secondTownDeps());
  const consuelo = await Person.at(browser, portal, { ...es, javaScript: false, width: 320 });
  onTestFinished(async () => {
    await consuelo.leaves();
    await portal.close();
  });

  // As she types it from her bill: small letters and a dash.
  await consuelo.opens('/register');
  await consuelo.fills({ number: 'lb-10044391', zip: '87000' });
  await consuelo.presses(/Buscar/);
  await consuelo.fills({ email, password: goodPassword, consent: true });
  await consuelo.presses(/Continuar/);
  await consuelo.opens(await consuelo.linkMailed(email, /Confirme su correo electrónico/));
  await consuelo.presses(/./);

  await consuelo.opens(`/accounts/${number}`);
  await consuelo.sees('$135.38', '9 de junio de 2026', 'Al 1 de junio de 2026, según nuestro sistema de facturación.');
  await consuelo.sees(/Factura del 12 de marzo.{0,40}Pagada/);
  await consuelo.presses(/Ver la factura/);
  await consuelo.sees(
    ...['Cargo básico de alcantarillado', '$22.50', 'Agua usada, segundo nivel', '$24.40', '$135.38'],
    ...['Oficina cerrada el 19 de junio', 'cargo por pago atrasado de $6.00'],
  );
  const pdf = await consuelo.page.context().request.get(`${portal.url}/accounts/${number}/bills/40120042/pdf`);
  expect(await pdf.body()).toEqual(readFileSync(`${secondTown}/cis/bills/40120042.pdf`));
  await consuelo.opens(`/accounts/${number}/bills/40120042/change`);
  await consuelo.sees('Agua que usó +$22.85', 'Diferencia +$25.05');
  await consuelo.opens(`/accounts/${number}/bill-comparison`);
  await consuelo.sees('Cargo básico de agua $31.40 $31.40 $0.00', 'Alcantarillado por uso $35.28');

  await consuelo.opens(`/accounts/${number}/payments/new`);
  await consuelo.goesToPay();
  await consuelo.fills(card);
  await consuelo.presses(/^Pagar \$135\.38/);
  await consuelo.sees('$135.38', 'Recibimos su pago');
  await consuelo.opens(`/accounts/${number}`);
  await consuelo.sees('No debe nada', 'Ya lo descontamos aquí', 'Su pago de $135.38 del 2 de junio de 2026');

  // The night after, the billing system has it.
  const [payment] = await db.query<{ reference: string }>('select reference from payment');
  const folder = await folderInProject();
  await mkdir(folder, { recursive: true });
  await writeFile(
    `${folder}/transactions.csv`,
    `transaction_id,account_number,on,kind,amount,reference\nT900001,${number},2026-06-02,payment,-135.38,${payment?.reference}\n`,
  );
  await writeFile(`${folder}/balances.csv`, `account_number,as_of,balance\n${number},2026-06-02,0.00\n`);
  await writeFile(
    `${folder}/manifest.json`,
    JSON.stringify({ as_of: '2026-06-02', scope: 'delta', run: 2, previous_run: 1, files: {} }),
  );
  const taken = await importFolder(db, folder, {
    ...{ by: 'cli', now: Temporal.Instant.from('2026-06-03T08:00:00Z'), zone: secondTownUtility.time_zone },
    ...{ languages: ['en', 'es'], maxClosedPercent: 100, billedBy: 'cis', say: ({ code }) => code },
  });
  expect(taken).toMatchObject({ ok: true, value: { outcome: { state: 'applied', report: { differences: 0 } } } });
  await consuelo.opens(`/accounts/${number}`);
  await consuelo.sees('No debe nada', 'Al 2 de junio de 2026');
  expect(await consuelo.text()).not.toContain('Ya lo descontamos aquí');
});
