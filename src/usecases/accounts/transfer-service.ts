import { isPermitted } from '../../domain/access/index.ts';
import { canGoOn, canTakeBackMoveIn, endOfService } from '../../domain/accounts/index.ts';
import { type Cents, ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import {
  accountsAt,
  closeUnserved,
  customerOf,
  keepMoveIn,
  keepServiceEnd,
  moveInOf,
  premiseOf,
  readMoveIn,
  serviceOf,
} from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { type Books, hold, holdAccounts, transfersBetween } from '../../store/receivables/index.ts';
import { type Clerk, postBalance, postDeposit, reverseEntry } from '../receivables/index.ts';
import { reasonProblems } from './master-reason.ts';
import {
  type AskedMoveIn,
  auditMove,
  beginService,
  type MoveDeps,
  type MovedInAccount,
  type MoveRefused,
} from './move-in.ts';

interface AskedTransfer extends Omit<AskedMoveIn, 'who' | 'deposit'> {
  /** The account that the customer leaves. */
  readonly accountId: number;
  /** The first day no longer served there; left out where its service has been ended already. */
  readonly leavesOn?: Temporal.PlainDate;
  /** What is owed or paid ahead now goes along; else the final bill settles it. */
  readonly movesBalance: boolean;
  /** The deposit goes along; else the final bill gives it back. */
  readonly movesDeposit: boolean;
}

/**
 * A customer leaves one place and is served at another: the one gets its final bill, the other its first. Autopay, e-bill and who is let in
 * stay with the account that is left: only the customer chooses them for the new one, and is told so.
 */
export async function transferService(
  { db, utility }: MoveDeps,
  { accountId: leftId, leavesOn, movesBalance, movesDeposit, ...asked }: AskedTransfer,
  by: Clerk,
): Promise<Result<MovedInAccount, readonly MoveRefused[]>> {
  if (!isPermitted(by.role, 'service.transfer')) return refused([{ code: 'access.not-permitted' }]);
  if ((movesBalance || movesDeposit) && !isPermitted(by.role, 'balance.move')) {
    return refused([{ code: 'access.not-permitted' }]);
  }
  const premise = await premiseOf(db, asked.premise);
  if (premise === undefined) {
    return refused([{ code: 'accounts.premise-unknown', field: 'premise', params: { number: asked.premise } }]);
  }
  const { premiseId } = premise;
  const there = await accountsAt(db, premiseId);
  if (there.includes(leftId)) return refused([{ code: 'accounts.transfer-same-place', field: 'premise' }]);
  return holdAccounts(
    db,
    [leftId, ...there],
    async (books): Promise<Result<MovedInAccount, readonly MoveRefused[]>> => {
      const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
      const left = await serviceOf(books, leftId);
      const customer = await customerOf(books, leftId);
      if (customer === undefined) throw new Error(`account ${leftId} has no customer`);
      const end =
        left.closedOn !== undefined
          ? isOtherDay(leavesOn, left.closedOn)
            ? refused({ code: 'accounts.closed-already', params: { on: left.closedOn.toString() } } as const)
            : ok(undefined)
          : leavesOn === undefined
            ? refused({ code: 'accounts.end-unreadable', field: 'leaves_on' } as const)
            : endOfService(left, { on: leavesOn, today });
      const who = { kind: 'known', number: customer.number } as const;
      const begun = await beginService(
        { books, utility },
        { ...asked, premiseId, who, deposit: { kind: '', paidBy: '' } },
        by,
      );
      const problems = [
        ...(end.ok ? [] : [{ ...end.problem, field: 'leaves_on' }]),
        ...(begun.ok ? [] : begun.problem),
      ];
      if (!end.ok || !begun.ok || problems.length > 0) return refused(problems);
      const { accountId, number, on } = begun.value;
      const reason = asked.reason.trim();
      const said = { reason, staffId: by.staffId, now: by.now };
      if (end.value !== undefined) await keepServiceEnd(books, { ...said, accountId: leftId, endsOn: end.value });
      const endedWithIt = end.value !== undefined;
      await keepMoveIn(books, { ...said, accountId, beginsOn: on, leftAccountId: leftId, endedWithIt });
      const both = await hold(books, [leftId, accountId]);
      const between = { from: leftId, to: accountId, reason, on: today };
      const balance = movesBalance ? await postBalance(both, between, by) : undefined;
      const deposit = movesDeposit ? await postDeposit(both, between, by) : undefined;
      const detail = { from: leftId, to: accountId, on: on.toString() };
      for (const id of [leftId, accountId])
        await auditMove(books, { accountId: id, action: 'service.transferred', detail }, by);
      await tell(
        both,
        { leftId, number, on, endsOn: end.value ?? left.closedOn, balance, deposit, address: premise.details.line1 },
        by,
      );
      return ok({ accountId, number });
    },
  );
}

/** A day that was said, and is not the one on which the service has ended. */
const isOtherDay = (said: Temporal.PlainDate | undefined, ended: Temporal.PlainDate): boolean =>
  said !== undefined && !said.equals(ended);

interface Told {
  readonly leftId: number;
  readonly number: string;
  readonly address: string;
  readonly on: Temporal.PlainDate;
  readonly endsOn: Temporal.PlainDate | undefined;
  readonly balance: Cents | undefined;
  readonly deposit: Cents | undefined;
}

/** What goes along and what the customer must choose again; by letter where nobody reaches the account online. */
async function tell(books: Books, { leftId, on, endsOn, ...told }: Told, { now }: Clerk): Promise<void> {
  const owner = await ownerOf(books, leftId);
  const { balance = 0, deposit = 0 } = told;
  const notice = {
    event: 'service.transferred',
    key: `service.transferred:${leftId}:${told.number}:${now}`,
    accountId: leftId,
    ...present({ to: owner?.email, loginId: owner?.loginId, language: owner?.language }),
    newAccount: told.number,
    place: told.address,
    beginsOn: on.toString(),
    endsOn: (endsOn ?? on).toString(),
    amount: Math.abs(balance),
    moved: balance === 0 ? 'nothing' : balance > 0 ? 'owed' : 'credit',
    depositAmount: deposit,
    depositMoved: deposit > 0 ? 'yes' : 'no',
  };
  await enqueue(books, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}

/** A transfer that was a slip of the hand is taken back whole within a day, before either place was billed for it. */
export async function takeBackTransfer(
  { db, utility }: Pick<MoveDeps, 'db' | 'utility'>,
  { accountId, reason }: { readonly accountId: number; readonly reason: string },
  by: Clerk,
): Promise<Result<void, readonly MoveRefused[]>> {
  if (!isPermitted(by.role, 'service.transfer')) return refused([{ code: 'access.not-permitted' }]);
  const why = reasonProblems(reason);
  if (why.length > 0) return refused(why);
  const seen = await readMoveIn(db, accountId);
  if (seen.leftAccountId === undefined) return refused([{ code: 'accounts.move-in-stands', params: { hours: 24 } }]);
  const leftId = seen.leftAccountId;
  return holdAccounts(db, [accountId, leftId], async (books): Promise<Result<void, readonly MoveRefused[]>> => {
    const moved = await moveInOf(books, accountId);
    const can = canTakeBackMoveIn(moved, by.now);
    if (!can.ok) return refused([can.problem]);
    if (moved.endedWithIt) {
      const goesOn = canGoOn(await serviceOf(books, leftId));
      if (!goesOn.ok) return refused([goesOn.problem]);
    }
    const said = { reason: reason.trim(), staffId: by.staffId, now: by.now };
    const on = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    for (const entryId of await transfersBetween(books, { from: leftId, to: accountId })) {
      const undone = await reverseEntry(books, { entryId, on, memo: 'transfer taken back', now: by.now });
      if (!undone.ok) throw new Error(`entry ${entryId}: ${undone.problem.code}`);
    }
    if (moved.endedWithIt) await keepServiceEnd(books, { ...said, accountId: leftId });
    await closeUnserved(books, accountId);
    await keepMoveIn(books, { ...said, accountId });
    for (const id of [leftId, accountId]) {
      await auditMove(books, { accountId: id, action: 'service.transfer-taken-back' }, by);
    }
    return ok(undefined);
  });
}

/** The move-in of an account as its page shows it. */
export const loadMoveIn = (db: Database, accountId: number) => readMoveIn(db, accountId);
