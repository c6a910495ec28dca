import { type BillCorrection, listCorrections } from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

export interface CorrectionsOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

const max = 10_000;

/** Bills whose hours say something else than was billed. */
export async function listBillCorrections(
  { terminal, withDatabase }: CliDeps,
  { all, json }: CorrectionsOptions,
): Promise<void> {
  const found = await withDatabase(async ({ db }) => [
    ...(await listCorrections(db, { waits: true, limit: max })).rows,
    ...(all === true ? (await listCorrections(db, { waits: false, limit: max })).rows : []),
  ]);
  for (const one of found) terminal.out(json === true ? JSON.stringify(jsonOf(one)) : lineOf(one));
  const waiting = found.filter(({ state }) => state === 'waits').length;
  if (json !== true) terminal.out(`${waiting} bills wait for an answer.`);
  terminal.exitCode(exitCodes.done);
}

const jsonOf = (one: BillCorrection) => ({
  bill: one.number,
  account: one.account,
  period_start: one.periodStart,
  period_end: one.periodEnd,
  meters: one.meters,
  billed_gallons: one.billedGallons,
  gallons_now: one.billedGallons + one.difference.gallons,
  difference_gallons: one.difference.gallons,
  difference_cents: one.difference.amount,
  state: one.state,
  found_at: one.foundAt,
});

const lineOf = ({ number, account, periodEnd, billedGallons, difference, state }: BillCorrection): string =>
  [
    number,
    account,
    `to ${periodEnd}`,
    `billed ${billedGallons} gal, now ${billedGallons + difference.gallons}`.padEnd(34),
    `${difference.gallons > 0 ? '+' : ''}${difference.gallons} gal`.padStart(12),
    (difference.amount / 100).toFixed(2).padStart(10),
    state,
  ].join('  ');
