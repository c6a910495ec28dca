import { createHmac } from 'node:crypto';
import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { cents, earlierOf, isBefore, laterOf, present } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { type BillSummary, greenButtonXml, hoursCsv, type MeterHours, ownHours } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { hourlyUseOf } from '../../store/metering/index.ts';
import { type BilledWater, billsOverDays, metersOfAccount, servicesToPrice } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { costsForFile, type MeterOfFile } from './download-cost.ts';
import type { CostTerms } from './load-cost.ts';

/** Whole days of which the hours are wanted, both ends included. */
export interface DaysAsked {
  readonly zone: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

/** The account's hours as CSV, in pieces of a day; only the header where there are none. */
export const useAsCsv = async (
  db: Database,
  account: AuthorisedAccount,
  { unit, ...days }: DaysAsked & { readonly unit: ReadingUnit },
): Promise<Generator<string>> => hoursCsv(await ownMeters(db, account, days), unit);

/** The account's hours as a Green Button file, in pieces of a day. */
export async function useAsGreenButton(
  db: Database,
  account: AuthorisedAccount,
  asked: DaysAsked & {
    readonly utility: string;
    readonly now: Temporal.Instant;
    readonly secret: string;
    /** Writes what each hour costs as well: each is one bill calculated, about two seconds a year. */
    readonly costs?: CostTerms;
  },
): Promise<Generator<string>> {
  const meters = await ownMeters(db, account, asked);
  const services = await servicesToPrice(db, account.accountId);
  const bills = await billsOverDays(db, account.accountId, { from: asked.first, to: asked.last });
  const costs = asked.costs === undefined ? [] : await costsForFile(db, account.accountId, meters, asked.costs);
  return greenButtonXml({
    meters: meters.map(({ serial, use }, place) => {
      const costOf = costs[place];
      // A bill of several service points is no one meter's.
      const own = services.length > 1 ? [] : summariesOf(place, meters, bills);
      const summaries = asked.costs === undefined ? own.map(({ charged: _, ...bill }) => bill) : own;
      return { title: serial, use, bills: summaries, ...present({ costOf }) };
    }),
    utility: asked.utility,
    updated: asked.now.round('second'),
    uuidOf: (path) => uuidOf(asked.secret, `green button ${account.accountId} ${path}`),
  });
}

/** The bills of a meter: each is of the meter that stood at its end. */
function summariesOf(
  place: number,
  meters: readonly MeterOfFile[],
  bills: readonly BilledWater[],
): readonly Required<BillSummary>[] {
  const standsAt = (day: Temporal.PlainDate): number => {
    const later = meters.map(({ fromDay }) => isBefore(fromDay, day));
    return Math.max(0, later.lastIndexOf(true));
  };
  return bills
    .filter(({ end }) => standsAt(end) === place)
    .map(({ start, end, gallons, isEstimated, charges, waterCharges }) => ({
      ...{ start, end, gallons, isEstimated },
      charged: { all: charges, withoutWater: cents(charges - waterCharges) },
    }));
}

/** Each meter's own hours within the days asked for and known. */
async function ownMeters(
  db: Database,
  { accountId }: AuthorisedAccount,
  asked: DaysAsked,
): Promise<(MeterHours & MeterOfFile)[]> {
  const meters = await metersOfAccount(db, accountId);
  const found = await Promise.all(
    meters.map(async ({ meterId, serial, servicePointId, fromDay, untilDay, known }) => {
      if (known === undefined) return [];
      const first = laterOf(asked.first, known.firstDay);
      const days = first.until(earlierOf(asked.last, known.lastDay)).days + 1;
      if (days <= 0) return [];
      const use = await hourlyUseOf(db, meterId, hourSpan(asked.zone, first, days));
      const window = { servicePointId, fromDay, ...present({ untilDay }) };
      return use === undefined ? [] : [{ ...window, meterId, serial, use: ownHours({ use, ...window }) }];
    }),
  );
  return found.flat();
}

/** A UUID of version 8 (RFC 9562, section 5.8): 122 bits of a keyed hash, so that nobody can try account numbers. */
function uuidOf(secret: string, name: string): string {
  const digest = createHmac('sha256', secret).update(name).digest('hex');
  const variant = '89ab'[Number.parseInt(digest[16] ?? '0', 16) % 4];
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
