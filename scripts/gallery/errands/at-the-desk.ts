import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import { csvFile } from '../upload.ts';
import { goodPassword } from './coming-in.ts';

const at = paths.console;

/** A colleague is invited, chooses a password and an authenticator; another time the same page takes the role away. */
const colleague: Errand = async (town) => {
  const admin = await town.staff('admin');
  const email = 'noemi.sol@staff.example';
  await admin.goes(at.staffNew);
  await admin.fills({ name: 'Noemí Sol', email, role: 'auditor', reason: 'Audit of the year 2026' });
  await admin.presses(/Send the invitation/);
  const noemi = await town.arrives();
  await noemi.opens(await noemi.mailedLink(email, /./));
  await noemi.shows();
  await noemi.fills({ password: goodPassword });
  await noemi.presses(/./);
  await noemi.fills({ email, password: goodPassword });
  await noemi.presses(/^Sign in/);
  await noemi.fills({ password: goodPassword });
  await noemi.presses(/./);
  await noemi.shows();
  await noemi.leaves();
  await admin.opens(at.staff);
  await admin.presses(/Noemí Sol/);
  await admin.shows();
  await admin.follows(/\/deactivation$/);
  await admin.shows();
};

/** Fees above what one person may charge, fees of every bill, and help with bills. */
const charges: Errand = async (town) => {
  const { account } = town.told.neighbor;
  const csr = await town.staff('billing');
  await csr.goes(at.fee(account));
  await csr.fills({ kind: 'damaged-meter', amount: '180.00', reason: 'The lid and the register were broken by a car' });
  await csr.presses(/Charge the fee/);
  await csr.opens(at.fee(account));
  await csr.fills({ kind: 'hydrant-meter', reason: 'Construction next door, until the fall' });
  await csr.presses(/Charge the fee/);
  await csr.opens(at.accountBills(account));
  await csr.follows(/\/recurring-fees\/\d+\/end$/);
  await csr.shows();
  await csr.goes(at.assistance(account));
  await csr.fills({ programme: 'senior', last: '2027-04-30', proof: 'Birth certificate shown at the counter' });
  await csr.presses(/Give the help/);
  await csr.opens(at.accountBills(account));
  await csr.follows(/\/assistance\/\d+\/end$/);
  await csr.shows();
  const supervisor = await town.staff('supervisor');
  await supervisor.goes(at.fees);
  await supervisor.follows(/\/console\/fees\/\d+$/);
  await supervisor.shows();
};

/** A meter is taken out of a home that nobody lives in, and another is to be put in. */
const meterTakenOut: Errand = async (town) => {
  const billing = await town.staff('billing');
  await billing.opens(at.premises);
  const empty = billing.page.locator('main tr', { hasText: 'Nobody' }).first().locator('a').first();
  await billing.opens((await empty.getAttribute('href')) ?? '');
  await billing.follows(/\/meters\/removal$/);
  await billing.shows();
  await billing.fills({ closing: '999999', reason: 'The house is torn down' });
  await billing.presses(/Remove the meter/);
  await billing.follows(/\/meters\/new$/);
  await billing.shows();
};

/** Files that a utility uploads: the old portal's list, water produced, meters of a district. */
const files: Errand = async (town) => {
  const admin = await town.staff('admin');
  const supervisor = await town.staff('supervisor');
  await admin.goes(at.rosterImports);
  const { account } = town.told.neighbor;
  const [customer = '', ofCustomer = ''] = account.split('-');
  await admin.chooses(
    'file',
    csvFile('old-portal-2026-05-06.csv', [
      'customer_number,account_number,email,language,autopay,next_draft_on,ebill',
      `${customer},${ofCustomer},zoe.lake@mail.example,en,no,,yes`,
      ...['00120431,0020177,ana.pena@mail.example,es,no,,no', '00215459,0027509,coral@mail.example,en,maybe,,no'],
    ]),
  );
  await admin.presses(/Look at the file/);
  await admin.shows();

  await supervisor.goes(at.productionFiles);
  await supervisor.chooses(
    'file',
    csvFile('wells-2026-05.csv', [
      'source,period,volume,unit,zone,kind',
      ...[41.5, 42.2, 42.9, 43.6, 44.3, 45].map((volume, day) => `Well 7,2026-05-0${day + 1},${volume},kgal,,produced`),
      'Well 7,2026-05-07,42,barrels,,produced',
    ]),
  );
  await supervisor.presses(/Import the production/);
  await supervisor.shows();
  await supervisor.goes(at.zoneFiles);
  await supervisor.chooses(
    'file',
    csvFile('districts.csv', [
      'meter,zone,from',
      ...['SIM40000000', 'SIM40000013', 'SIM40000026', 'SIM-0000001'].map((meter) => `${meter},DMA-1,2026-05-01`),
    ]),
  );
  await supervisor.presses(/Import/);
  await supervisor.shows();
};

/** A computer is set up in the lobby, somebody comes to it, and it is taken out of use. */
const lobby: Errand = async (town) => {
  const admin = await town.staff('admin');
  await admin.opens(at.kiosks);
  await admin.fills({ name: 'Lobby, left' });
  await admin.presses(/Add and show the code/);
  const text = await admin.text();
  const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(text)?.[0] ?? '';
  const visitor = await town.arrives();
  await visitor.opens(paths.kiosk.home);
  await visitor.fills({ code });
  await visitor.presses(/Set up this computer/);
  await visitor.goes(paths.kiosk.home);
  await visitor.presses(/I have my bill/);
  await visitor.shows();
  await admin.goes(at.kiosks);
  await admin.follows(/\/revocation$/);
  await admin.shows();
  await visitor.leaves();
};

export const atTheDesk = {
  'a colleague': colleague,
  'fees and help with bills': charges,
  'a meter that is taken out': meterTakenOut,
  'files that are uploaded': files,
  'a computer in the lobby': lobby,
};
