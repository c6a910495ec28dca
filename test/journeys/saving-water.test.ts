import { expect } from 'vitest';
import { calculateHomes } from '../../src/usecases/conservation/index.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { billedHome, openNeighbours } from '../support/similar-homes.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { referenceUtility } from '../support/web-deps.ts';
import { test } from './support/journey.ts';

const account = '/accounts/00123456-0004321';
const email = 'ana@mail.example';

test('a home is corrected and compared, a goal set, a rebate asked for, approved, and on the balance', async ({
  db,
  portal,
  arrives,
}) => {
  const accountId = await openAccount(db);
  await billedHome(db, accountId, 15);
  await postWaterBill(db, accountId, { end: '2026-01-30', kgal: 6 });
  const loginId = await registered(db, accountId, email);
  await openNeighbours(db, loginId, { count: 12, from: 1000, profile: { occupants: 4, irrigatedSquareFeet: 0 } });
  await calculateHomes(db, referenceUtility, portal.deps.clock());
  const ana = await arrives({ language: 'es', javaScript: false, width: 320 });
  const luz = await arrives({ language: 'en', javaScript: true, width: 1280 });
  await ana.signsIn(loginId);
  await ana.opens(`${account}/saving`);
  await ana.sees('Hoy no le toca regar');
  await ana.presses(/Casas parecidas a la suya/);
  // Thirteen homes, of which twelve told more: what is said about all would tell about the thirteenth.
  await ana.sees('menos de 10 casas');
  await ana.presses(/Cuéntenos cómo es su casa/);
  await ana.fills({ occupants: '3', irrigated: '0', fixtures: 'older' });
  await ana.presses(/Guardar mis respuestas/);
  await ana.presses(/Ver mi casa entre las parecidas/);
  await ana.sees('Lo normal', 'Viven en ellas de 3 a 4 personas', 'más agua que la mitad');

  await ana.presses(/^Ahorro$/);
  await ana.presses(/Qué le ahorraría más/);
  await ana.sees('Cambie los inodoros', 'Hay un reembolso para esto');
  await ana.presses(/^Ahorro$/);
  await ana.presses(/Su meta de agua/);
  await ana.fills({ percent: '15' });
  await ana.presses(/Guardar mi meta/);
  await ana.sees('usar 15 % menos');

  await ana.presses(/^Ahorro$/);
  await ana.presses(/^Reembolsos$/);
  await ana.presses(/Pedir: Inodoro de bajo consumo/);
  const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${name}`) });
  await ana.page.locator('[name="receipt"]').setInputFiles(paper('recibo.pdf'));
  await ana.page.locator('[name="photo-after"]').setInputFiles(paper('foto.pdf'));
  await ana.fills({ price: '189.00', bought_on: '2026-05-02' });
  await ana.presses(/Pedir el reembolso/);
  await ana.sees('Recibimos su solicitud', '$75.00', 'recibo.pdf');

  await luz.worksAs('conservation');
  await luz.opens('/console/rebates');
  await luz.presses(/00123456-0004321/);
  await luz.sees('Water-saving toilet', 'recibo.pdf');
  await luz.fills({ answer: 'approve' });
  await luz.presses(/Save the answer/);
  await luz.sees('Paid as a credit');

  const mail = await ana.mailed(email, /Su reembolso/);
  expect(mail).toContain('$75.00');
  await ana.opens(await ana.linkMailed(email, /Su reembolso/));
  await ana.sees('Aprobamos su reembolso de $75.00');
  // Bills of 15,000 and 6,000 gallons at 22.45 and 7.60, less the rebate: 44.95 ahead.
  await ana.opens(account);
  await ana.sees('44.95');
});
