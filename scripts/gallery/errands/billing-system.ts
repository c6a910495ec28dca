import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import { card, goesToPay } from './paying.ts';

const at = paths.console;

/** The town whose own billing system makes the bills. */
export const secondTown = join('examples', 'second-town');

/** `npx caudal …` there. */
async function caudal(...words: readonly string[]): Promise<void> {
  const command = spawn(process.execPath, ['bin/caudal.mjs', '--utility', secondTown, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(command, 'exit');
  // A difference that the comparison found is an answer, no failure.
  if (code !== 0 && code !== 1) throw new Error(`caudal ${words.join(' ')} ended with ${code}`);
}

/** A customer pays; the night after, packages go to and fro, one receipt is refused, and every bill is calculated again. */
const nightAfter: Errand = async (town) => {
  const { account, zip } = town.told.sample;
  const guest = await town.arrives();
  await guest.opens(paths.guestPay);
  await guest.fills({ number: account, zip });
  await guest.presses(/Find|Continue/);
  await goesToPay(guest);
  await guest.fills(card);
  await guest.presses(/^(?:Pay|Pagar) /);
  const receipt = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await guest.text())?.[0] ?? '';
  await guest.leaves();

  const folder = await mkdtemp(join(tmpdir(), 'caudal-gallery-'));
  await caudal('import', 'cis', join(secondTown, 'cis-next-night'));
  await caudal('exchange', 'payments', folder);
  const refused = ['batch,status,receipt,reason', `1,refused,${receipt},the account is closed for the month`];
  await writeFile(join(folder, 'ack-1.csv'), `${refused.join('\n')}\n`);
  await caudal('import', 'ack', join(folder, 'ack-1.csv'));
  await caudal('exchange', 'shadow');
  await rm(folder, { recursive: true });

  const billing = await town.staff('billing');
  await billing.goes(at.exchangePackages);
  await billing.follows(/\/exchange\/packages\/\d+$/);
  await billing.shows();
  await billing.goes(at.exchangeBatches);
  await billing.follows(/\/exchange\/receipts\/.+\/again$/);
  await billing.shows();
  await billing.goes(at.exchangeReads);
  await billing.goes(at.shadowRuns);
  await billing.follows(/\/exchange\/shadow-runs\/\d+$/);
  await billing.shows();
  await billing.goes(at.shadowDifferences);
  await billing.follows(/\/exchange\/differences\/\d+$/);
  await billing.shows();
};

export const billingSystem = { 'the night after at a billing system': nightAfter };
