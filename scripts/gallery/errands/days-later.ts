import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import { csvFile } from '../upload.ts';
import type { Visitor } from '../visitor.ts';
import { registers } from './coming-in.ts';

const at = paths.console;

/** When the demo goes on: a leak has stopped when the meter has shown nothing for a while. */
export const later = '2026-05-10T09:00:00-07:00';

/** Pages that have more to show then. */
export const fullerLater = [
  ...[at.leakCredits, at.billCorrections, at.readsImport(':id')],
  paths.leakCredit(':account', ':alert'),
];

/** Hours of a meter in a CMEP file, from this moment on: what ran in each. */
function hours(meter: string, from: string, gallons: readonly number[]): string {
  const first = Temporal.Instant.from(from).add({ hours: 1 }).toString({ smallestUnit: 'minute' });
  const values = gallons.map((each, hour) => `${hour === 0 ? first.replaceAll(/\D/g, '') : ''},R0,${each}`);
  return ['MEPMD01,19970819,METERS,,,,202605101500', meter, 'OK,W,GAL,1,00000100', values.length, ...values].join(',');
}

async function uploadsReads(billing: Visitor, name: string, lines: readonly string[]): Promise<void> {
  await billing.opens(at.readsImports);
  await billing.chooses('file', csvFile(name, lines));
  await billing.presses(/Import the reads/);
}

async function meterOf(billing: Visitor, account: string): Promise<string> {
  await billing.opens(at.accountWater(account));
  return /\bSIM\d+/.exec(await billing.text())?.[0] ?? '';
}

/** The numbers of those of these accounts that are billed in cycle B, the first two. */
async function ofCycleB(billing: Visitor, links: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const link of new Set(links)) {
    const number = decodeURIComponent(link.split('/').at(-1) ?? '');
    await billing.opens(at.accountWater(number));
    if (/Cycle\s+B\b/.test(await billing.text())) found.push(number);
    if (found.length === 2) break;
  }
  return found;
}

/** A day at home: some water in the morning and in the evening. */
const day = [0, 0, 0, 0, 0, 3, 14, 22, 6, 2, 0, 0, 4, 0, 0, 1, 9, 18, 12, 7, 3, 1, 0, 0];

/** A customer mended what leaked, the meter shows it, and the bill that brought the leak is credited. */
const leakCredit: Errand = async (town) => {
  const billing = await town.staff('billing');
  await billing.goes(at.leaks);
  const [leaking = ''] = await ofCycleB(billing, await billing.links(/\/console\/accounts\/[^/]+$/));
  const meter = await meterOf(billing, leaking);
  // So few hours with water that no leak can be among them.
  const quiet = Array.from({ length: 70 }, (_, hour) => (hour % 12 === 9 ? 30 : 0));
  await uploadsReads(billing, 'meters-2026-05-10.dat', [
    hours(meter, '2026-05-07T16:00Z', quiet),
    hours('SIM-0000001', '2026-05-07T16:00Z', day),
  ]);
  await billing.shows();
  await billing.opens(at.account(leaking));
  const zip = /OR (\d{5})/.exec(await billing.text())?.[1] ?? '';

  const customer = await town.arrives();
  await registers(customer, { account: leaking, zip }, 'shelly@mail.example');
  await customer.until(paths.alerts(leaking), /\/alerts\/\d+$/);
  await customer.follows(/\/alerts\/\d+$/);
  const alert = new URL(customer.page.url()).pathname;
  await customer.untilItSays(alert, /Stopped by itself/);
  await customer.goes(`${alert}/resolution`);
  await customer.fills({ cause: 'toilet', on: '2026-05-08', note: 'The flapper was worn' });
  const receipt = { name: 'plumber.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await customer.chooses('receipt', receipt);
  await customer.presses(/^Send$/);
  await customer.goes(`${alert}/credit`);
  await customer.presses(/Ask for the credit/);
  await customer.leaves();
  await billing.goes(at.leakCredits);
  await billing.follows(/\/leak-credits\/\d+$/);
  await billing.shows();
};

/** Hours come in late that say otherwise than the bill that was made without them. */
const lateReads: Errand = async (town) => {
  const billing = await town.staff('billing');
  await billing.opens(at.premises);
  const premises = (await billing.links(/\/console\/premises\/\d+$/)).slice(0, 12);
  const accounts: string[] = [];
  for (const premise of premises) {
    await billing.opens(premise);
    accounts.push(...(await billing.links(/\/console\/accounts\/[^/]+$/)).slice(0, 1));
  }
  const [, late = ''] = await ofCycleB(billing, accounts);
  const more = Array.from({ length: 60 }, (_, hour) => 30 + (day[hour % 24] ?? 0));
  await uploadsReads(billing, 'late-2026-04.dat', [hours(await meterOf(billing, late), '2026-04-20T07:00Z', more)]);
  await billing.until(at.billCorrections, /\/bill-corrections\/\d+$/);
  await billing.shows();
  await billing.follows(/\/bill-corrections\/\d+$/);
  await billing.shows();
};

export const daysLater = { 'a leak credit': leakCredit, 'reads that come late': lateReads };
