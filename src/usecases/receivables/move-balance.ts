import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import { type Cents, isOnOrBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { balanceTransferEntries, depositTransferEntry } from '../../domain/receivables/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type Books,
  heldDeposits,
  holdAccounts,
  keepDepositMoved,
  keepTransfers,
  otherAccountsOf,
  postEntries,
  postEntry,
  receivableBalance,
} from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';
import type { Clerk } from './take-deposit.ts';

export interface MoveMoneyDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'time_zone'>;
}

type MoneyRefused = Problem<AccountsProblemCode | 'access.not-permitted'>;

/** From which account of a customer to which other of theirs, and why. */
export interface BetweenTwo {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

const longestReason = 300;

/**
 * What an account whose service has ended owes, or has paid ahead, goes to another account of the same customer that is served: out of
 * the one and into the other, with the same words on both bills.
 */
export async function moveBalance(
  { db, utility }: MoveMoneyDeps,
  { from, to, reason }: BetweenTwo,
  by: Clerk,
): Promise<Result<void, readonly MoneyRefused[]>> {
  if (!isPermitted(by.role, 'balance.move')) return refused([{ code: 'access.not-permitted' }]);
  const problems: MoneyRefused[] = [
    ...(reason.trim() === '' ? [{ code: 'accounts.reason-missing', field: 'reason' } as const] : []),
    ...(reason.length > longestReason
      ? [{ code: 'accounts.reason-long', field: 'reason', params: { max: longestReason } } as const]
      : []),
  ];
  return holdAccounts(db, [from, to], async (books): Promise<Result<void, readonly MoneyRefused[]>> => {
    const on = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const others = await otherAccountsOf(books, from, on);
    const { closedOn } = books.account(from);
    if (closedOn === undefined || !isOnOrBefore(closedOn, on)) problems.push({ code: 'accounts.not-closed' });
    if (!others.some(({ accountId }) => accountId === to)) {
      problems.push({ code: 'accounts.not-of-customer', field: 'to' });
    }
    if (problems.length > 0) return refused(problems);
    const moved = await postBalance(books, { from, to, reason, on }, by);
    return moved === undefined ? refused([{ code: 'accounts.nothing-to-move' }]) : ok(undefined);
  });
}

/** The same of two accounts that are held: the amount, positive where it was owed; undefined where there is none. */
export async function postBalance(
  books: Books,
  { from, to, reason, on }: BetweenTwo & { readonly on: Temporal.PlainDate },
  by: Clerk,
): Promise<Cents | undefined> {
  const amount = await receivableBalance(books, from);
  if (amount === 0) return undefined;
  const entries = balanceTransferEntries({ from, to, amount, on, memo: `balance moved: ${reason.trim()}` });
  const key = `balance-transfer:${from}:${to}:${by.now}`;
  const posted = await postEntries(
    books,
    entries.map((entry, at) => ({
      entry,
      idempotencyKey: `${key}:${at === 0 ? 'out' : 'in'}`,
      inputHash: inputHash({ from, to, amount, at }),
    })),
    by.now,
  );
  if (!posted.ok) throw new Error(`balance of account ${from}: ${posted.problem.code}`);
  const said = { part: 'balance', reason: reason.trim(), staffId: by.staffId, now: by.now } as const;
  const [out, into] = posted.value;
  if (out === undefined || into === undefined) throw new Error('two entries asked, fewer posted');
  await keepTransfers(books, [
    { ...said, entryId: out.id, accountId: from, otherAccountId: to, direction: 'out' },
    { ...said, entryId: into.id, accountId: to, otherAccountId: from, direction: 'in' },
  ]);
  await audit(books, { action: 'balance.moved', from, to, amount }, by);
  return amount;
}

/** The deposit that is held for an account goes on being held for another; undefined where there is none, or the other has one. */
export async function postDeposit(
  books: Books,
  { from, to, reason, on }: BetweenTwo & { readonly on: Temporal.PlainDate },
  by: Clerk,
): Promise<Cents | undefined> {
  const held = await heldDeposits(books, [from, to]);
  const amount = held.get(from)?.amount;
  if (amount === undefined || held.has(to)) return undefined;
  const posted = await postEntry(
    books,
    depositTransferEntry({ from, to, amount, on, memo: `deposit moved: ${reason.trim()}` }),
    {
      now: by.now,
      idempotencyKey: `deposit-transfer:${from}:${to}:${by.now}`,
      inputHash: inputHash({ from, to, amount }),
    },
  );
  if (!posted.ok) throw new Error(`deposit of account ${from}: ${posted.problem.code}`);
  const { staffId, now } = by;
  const entryId = posted.value.id;
  await keepTransfers(books, [
    {
      ...{ entryId, accountId: from, otherAccountId: to, direction: 'out', part: 'deposit' },
      ...{ reason: reason.trim(), staffId, now },
    },
  ]);
  await keepDepositMoved(books, { entryId, from, to, staffId, now });
  await audit(books, { action: 'deposit.moved', from, to, amount }, by);
  return amount;
}

async function audit(
  books: Books,
  event: { readonly action: string; readonly from: number; readonly to: number; readonly amount: Cents },
  { staffId, now, address }: Clerk,
): Promise<void> {
  const { action, from, to, amount } = event;
  for (const accountId of [from, to]) {
    await recordAudit(books, {
      ...{ at: now, actor: { kind: 'staff', id: staffId }, action, accountId, address },
      detail: { from, to, amount },
    });
  }
}
