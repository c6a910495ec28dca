import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { type Cents, convertVolume, type Exact, exact, present } from '../../domain/kernel/index.ts';
import { type WeatherOfDays, weatherOver } from '../../domain/weather/index.ts';
import { billsOfAccount } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { weatherOfDays } from '../../store/weather/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** The use of one bill's period, as it was billed. */
export interface BilledUse {
  readonly bill: string;
  readonly periodStart: Temporal.PlainDate;
  /** The first day no longer billed. */
  readonly periodEnd: Temporal.PlainDate;
  readonly water: Exact;
  readonly estimated: boolean;
  readonly charges: Cents;
  /** Of the period's days, where it is known. */
  readonly weather?: WeatherOfDays;
  /** The period that ended nearest to a year before. */
  readonly yearAgo?: { readonly periodEnd: Temporal.PlainDate; readonly water: Exact; readonly charges: Cents };
}

/** Bars shown; as many again are read, to stand beside them. */
const shown = 13;

/**
 * The last bills that stand, oldest first, in the person's unit, which may still be on its way: there for meters without hourly
 * reads too.
 */
export async function loadBilledUse(
  db: Database,
  { accountId }: AuthorisedAccount,
  chosen: ReadingUnit | Promise<ReadingUnit>,
): Promise<readonly BilledUse[]> {
  const [all, unit] = await Promise.all([billsOfAccount(db, accountId, { limit: 2 * shown + 2 }), chosen]);
  const bills = all
    .filter((bill) => bill.state === 'posted')
    .map((bill) => ({
      bill: bill.number,
      periodStart: bill.periodStart,
      periodEnd: bill.periodEnd,
      water: convertVolume(exact(Math.max(0, Math.round(bill.usageGallons))), 'gal', unit),
      estimated: bill.estimated,
      charges: bill.newCharges,
    }))
    .toReversed();
  const shownBills = bills.slice(-shown);
  const first = shownBills[0]?.periodStart;
  const last = shownBills.at(-1)?.periodEnd;
  const weather = first && last && (await weatherOfDays(db, first, Math.max(1, first.until(last).days)));
  return shownBills.map((bill) => {
    const target = bill.periodEnd.subtract({ years: 1 });
    const [yearAgo] = bills
      .filter((other) => distance(other.periodEnd, target) <= 20)
      .toSorted((a, b) => distance(a.periodEnd, target) - distance(b.periodEnd, target));
    const over =
      weather && first
        ? weatherOver(weather, {
            from: first.until(bill.periodStart).days,
            days: bill.periodStart.until(bill.periodEnd).days,
          })
        : undefined;
    return { ...bill, ...present({ weather: over, yearAgo }) };
  });
}

const distance = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => Math.abs(a.until(b).days);
