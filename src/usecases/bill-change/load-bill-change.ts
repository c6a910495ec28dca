import { type BillChange, type BillToCompare, changeOfBill } from '../../domain/bill-change/index.ts';
import {
  type BillDocument,
  type BillingPolicy,
  monthsBilled,
  notBelowZero,
  periodMonthsOf,
  type RateBook,
} from '../../domain/billing/index.ts';
import { type Cents, convertVolume, exact, type Problem, present, type Result } from '../../domain/kernel/index.ts';
import { type PlaceToTell, placesToTell } from '../../domain/usage/index.ts';
import { billsBeside, metersOfBill, type ServiceOfBill, servicesOfBill } from '../../store/bill-change/index.ts';
import { findBillDocument } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { weatherOfBills } from './weather-of-bills.ts';

/** A bill beside another one, and why their charges differ. */
export interface ComparedBill {
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly charges: Cents;
  /** A problem where the rates of one of the bills are no longer there. */
  readonly change: Result<BillChange, Problem>;
}

/** Against the last bill and against a year ago; neither for somebody's first bill. */
export interface BillChanges {
  readonly last?: ComparedBill;
  readonly yearAgo?: ComparedBill;
}

export interface ComparingTerms {
  readonly rates: RateBook;
  readonly policy: Pick<BillingPolicy, 'minimumDays'>;
}

/** Why a bill's charges are not the last one's and not a year ago's. The caller has checked that the bill may be seen. */
export async function loadBillChange(
  db: Database,
  bill: BillDocument,
  terms: ComparingTerms & { readonly zone: string },
): Promise<BillChanges> {
  const [{ last, yearAgo }, services] = await Promise.all([
    billsBeside(db, bill.number),
    servicesOfBill(db, bill.number),
  ]);
  if (last === undefined && yearAgo === undefined) return {};
  const [weatherOf, ...others] = await Promise.all([
    weatherOfBills(db, { accountId: services[0]?.accountId, period: bill.period }, terms.zone),
    ...[last, yearAgo].map((number) => (number === undefined ? undefined : besideOf(db, number))),
  ]);
  const now = toCompare(bill, services, terms);
  const [beside, before] = others.map((other): ComparedBill | undefined => {
    if (other === undefined) return undefined;
    const gallons = weatherOf(other.bill.period);
    const weather = gallons === undefined ? {} : { weatherGallons: gallons };
    return {
      number: other.bill.number,
      issuedOn: other.bill.issuedOn,
      charges: other.bill.summary.newCharges,
      change: changeOfBill(toCompare(other.bill, other.services, terms), now, { ...terms, ...weather }),
    };
  });
  return present({ last: beside, yearAgo: before });
}

/** A bill to compare with, and its services. */
async function besideOf(db: Database, number: string) {
  const [bill, services] = await Promise.all([findBillDocument(db, number), servicesOfBill(db, number)]);
  return bill && { bill, services };
}

/** Why the charges of any bill are not those of another. The caller has checked that both may be seen. */
export const compareBills = async (
  db: Database,
  before: BillDocument,
  now: BillDocument,
  terms: ComparingTerms,
): Promise<Result<BillChange, Problem>> => {
  const [was, is] = await Promise.all([servicesOfBill(db, before.number), servicesOfBill(db, now.number)]);
  return changeOfBill(toCompare(before, was, terms), toCompare(now, is, terms), terms);
};

/** A bill with its use by service point, exactly as its own reads say. */
function toCompare(
  bill: BillDocument,
  services: readonly ServiceOfBill[],
  { policy, rates }: ComparingTerms,
): BillToCompare {
  return {
    period: bill.period,
    months: monthsBilled(bill.kind, bill.period, policy.minimumDays, periodMonthsOf(services, rates, bill.period.end)),
    lines: bill.lines,
    isGiven: bill.given !== undefined,
    services: services.map(({ serials, ...service }) => ({
      ...service,
      gallons: notBelowZero(
        bill.reads
          .filter((read) => serials.includes(read.meterSerial))
          .reduce(
            (sum, read) => sum.add(convertVolume(exact(read.multiplier).mul(read.usedCount), read.unit, 'gal')),
            exact(0),
          ),
      ),
    })),
  };
}

/** What tells the places of a bill apart, by service point; none where it is for one. */
export const placesOfBill = async (db: Database, number: string): Promise<ReadonlyMap<number, PlaceToTell>> =>
  new Map(placesToTell(await metersOfBill(db, number)).map((place) => [place.place.servicePointId, place]));
