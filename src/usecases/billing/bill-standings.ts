import { cents } from '../../domain/kernel/index.ts';
import {
  type AccountStanding,
  type BillStanding,
  billStanding,
  type EntryAfterBill,
} from '../../domain/receivables/index.ts';
import { type BillHeader, findBill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { type CarriedBill, carriedBills, entriesAfter, standingOfAccount } from '../../store/receivables/index.ts';

type Billed = Pick<BillHeader, 'number' | 'state' | 'amountDue' | 'dueOn' | 'entryId'>;

interface BillsOfAccount {
  readonly accountId: number;
  readonly bills: readonly Billed[];
  /** Where the account stands, for who has asked already. */
  readonly standing?: Pick<AccountStanding, 'bill' | 'inFlight'> | Promise<Pick<AccountStanding, 'bill' | 'inFlight'>>;
  /** What was written down of it since the first of these bills, for who has asked already. */
  readonly entries?: readonly EntryAfterBill[];
}

/** Where bills of an account stand, by their numbers: two statements however many. */
export async function billStandings(
  db: Database,
  { accountId, bills, standing: known, entries: knownEntries }: BillsOfAccount,
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, BillStanding>> {
  const posted = bills.flatMap((bill) => (bill.entryId === undefined ? [] : [{ ...bill, entryId: bill.entryId }]));
  const without = bills.filter(({ entryId }) => entryId === undefined).map(({ number }) => number);
  const carried =
    without.length === 0
      ? []
      : (await carriedBills(db, accountId, without)).map((bill) => [bill.number, ofCarried(bill)] as const);
  const oldest = oldestEntry(bills);
  if (oldest === undefined) return new Map(carried);
  const [entries, { bill: newest, inFlight }] = await Promise.all([
    knownEntries ?? entriesAfter(db, accountId, oldest),
    known ?? standingOfAccount(db, accountId),
  ]);
  return new Map([
    ...carried,
    ...posted.map(({ number, state, amountDue, dueOn, entryId }) => {
      const facts = { amountDue, dueOn, entryId, entries, inFlight };
      const isNewest = newest?.number === number;
      const standing = billStanding({ ...facts, isCancelled: state === 'cancelled', isNewest }, today);
      return [number, standing] as const;
    }),
  ]);
}

/** The entry of the first of these bills that the books know. */
export function oldestEntry(bills: readonly Pick<Billed, 'entryId'>[]): number | undefined {
  const entries = bills.flatMap(({ entryId }) => entryId ?? []);
  return entries.length === 0 ? undefined : Math.min(...entries);
}

/** An older bill of the billing system: what its next one says became of it. */
function ofCarried({ amountDue, isCancelled, forward, isPaid, settledOn }: CarriedBill): BillStanding {
  if (isCancelled) return { kind: 'cancelled' };
  if (amountDue < 0) return { kind: 'credit', credit: cents(0 - amountDue) };
  if (amountDue === 0) return { kind: 'nothing-due' };
  if (forward > 0) return { kind: 'carried-forward', owed: forward };
  return { kind: isPaid ? 'paid' : 'credited', on: settledOn };
}

/** Where one bill stands; undefined where it is a draft, or there is none. */
export async function billStandingOf(
  db: Database,
  number: string,
  today: Temporal.PlainDate,
): Promise<BillStanding | undefined> {
  const bill = await findBill(db, number);
  if (bill === undefined) return undefined;
  return (await billStandings(db, { accountId: bill.accountId, bills: [bill] }, today)).get(number);
}
