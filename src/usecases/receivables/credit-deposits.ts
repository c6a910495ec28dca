import { present } from '../../domain/kernel/index.ts';
import { depositCreditEntry } from '../../domain/receivables/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { type Books, insertDepositCredit, postEntry } from '../../store/receivables/index.ts';
import { type BillsToEarn, type EarnedDeposit, earnedDeposits } from './earned-deposits.ts';
import { inputHash } from './input-hash.ts';

export interface DepositsToCredit extends BillsToEarn {
  /** The run that posts the bills. */
  readonly runId: number;
  /** False where nothing is told about these bills. */
  readonly isTold: boolean;
  readonly now: Temporal.Instant;
}

/**
 * Gives back what bills about to be posted earned, as credits that they print. In the transaction of those bills, so
 * exactly if they are posted; what is no longer held is not found again.
 */
export async function creditDeposits(books: Books, credit: DepositsToCredit): Promise<void> {
  for (const deposit of await earnedDeposits(books, credit)) await creditDeposit(books, deposit, credit);
}

async function creditDeposit(books: Books, deposit: EarnedDeposit, credit: DepositsToCredit): Promise<void> {
  const { accountId, amount, takenOn, why, bills: inTime } = deposit;
  const { runId, on, now } = credit;
  const memo =
    why === 'final' ? 'deposit credited with the final bill' : `deposit credited after ${inTime} prompt bills`;
  const posted = await postEntry(books, depositCreditEntry({ accountId, amount, on, memo }), {
    idempotencyKey: `deposit-credit:run:${runId}:${accountId}`,
    inputHash: inputHash({ accountId, amount }),
    now,
  });
  if (!posted.ok) throw new Error(`deposit of account ${accountId}: ${posted.problem.code}`);
  await insertDepositCredit(books, { entryId: posted.value.id, accountId, why, bills: inTime, takenOn });
  if (credit.isTold) await tell(books, deposit, credit);
}

/** By letter where nobody reaches the account online. */
async function tell(
  tx: Database,
  { accountId, amount, takenOn, why, bills }: EarnedDeposit,
  { runId, now }: DepositsToCredit,
): Promise<void> {
  const owner = await ownerOf(tx, accountId);
  const notice = {
    event: 'deposit.credited',
    key: `deposit.credited:${runId}:${accountId}`,
    accountId,
    ...present({ to: owner?.email, loginId: owner?.loginId, language: owner?.language }),
    amount,
    takenOn: takenOn.toString(),
    why,
    bills,
  };
  await enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}
