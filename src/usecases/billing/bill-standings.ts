import { type BillStanding, billStanding } from '../../domain/receivables/index.ts';
import { type BillHeader, findBill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { entriesAfter, standingOfAccount } from '../../store/receivables/index.ts';

type Billed = Pick<BillHeader, 'number' | 'state' | 'amountDue' | 'dueOn' | 'entryId'>;

/** Where bills of an account stand, by their numbers: two statements however many. */
export async function billStandings(
  db: Database,
  { accountId, bills }: { readonly accountId: number; readonly bills: readonly Billed[] },
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, BillStanding>> {
  const posted = bills.flatMap((bill) => (bill.entryId === undefined ? [] : [{ ...bill, entryId: bill.entryId }]));
  const oldest = Math.min(...posted.map(({ entryId }) => entryId));
  if (posted.length === 0) return new Map();
  const [entries, { bill: newest, inFlight }] = await Promise.all([
    entriesAfter(db, accountId, oldest),
    standingOfAccount(db, accountId),
  ]);
  return new Map(
    posted.map(({ number, state, amountDue, dueOn, entryId }) => {
      const facts = { amountDue, dueOn, entryId, entries, inFlight };
      const isNewest = newest?.number === number;
      return [number, billStanding({ ...facts, isCancelled: state === 'cancelled', isNewest }, today)];
    }),
  );
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
