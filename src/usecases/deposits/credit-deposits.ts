import type { PromptPolicy } from '../../domain/deposits/index.ts';
import { depositCreditEntry } from '../../domain/ledger/index.ts';
import { ownerOf } from '../../store/access.ts';
import type { Database } from '../../store/database.ts';
import { type HeldDeposit, heldDeposits, insertDepositCredit } from '../../store/deposits.ts';
import { enqueue } from '../../store/jobs.ts';
import { postEntry } from '../../store/ledger.ts';
import { inputHash } from '../ledger/index.ts';
import { promptPaymentOf } from './deposit-standing.ts';

export interface DepositsToCredit {
  /** The accounts whose bills are about to be posted, by the run that posts them. */
  readonly bills: readonly { readonly accountId: number; readonly isFinal: boolean }[];
  readonly runId: number;
  readonly on: Temporal.PlainDate;
  /** Undefined: only final bills give deposits back. */
  readonly policy: PromptPolicy | undefined;
  /** False where nothing is told of these bills. */
  readonly isTold: boolean;
  readonly now: Temporal.Instant;
}

/**
 * Gives back the deposits that a final bill ends, or that were earned by paying in time, as credits that the bill about to
 * be posted prints. In the transaction of that bill, so exactly if it is posted; what is no longer held is not found again.
 */
export async function creditDeposits(tx: Database, { bills, ...credit }: DepositsToCredit): Promise<void> {
  const { on: today, policy } = credit;
  const finals = new Set(bills.filter(({ isFinal }) => isFinal).map(({ accountId }) => accountId));
  const held = await heldDeposits(
    tx,
    bills.map(({ accountId }) => accountId),
  );
  for (const deposit of held.values()) {
    const prompt = policy && (await promptPaymentOf(tx, deposit, { today, policy }));
    const isFinal = finals.has(deposit.accountId);
    if (isFinal || prompt?.isEarned === true) {
      const earned = { why: isFinal ? ('final' as const) : ('prompt' as const), bills: prompt?.inTime ?? 0 };
      await creditDeposit(tx, deposit, { ...credit, ...earned });
    }
  }
}

interface Earned extends Omit<DepositsToCredit, 'bills' | 'policy'> {
  readonly why: 'prompt' | 'final';
  readonly bills: number;
}

async function creditDeposit(tx: Database, deposit: HeldDeposit, earned: Earned): Promise<void> {
  const { accountId, amount, takenOn } = deposit;
  const { why, bills, runId, on, now } = earned;
  const memo =
    why === 'final' ? 'deposit credited with the final bill' : `deposit credited after ${bills} prompt bills`;
  const posted = await postEntry(tx, depositCreditEntry({ accountId, amount, on, memo }), {
    idempotencyKey: `deposit-credit:run:${runId}:${accountId}`,
    inputHash: inputHash({ accountId, amount }),
    now,
  });
  if (!posted.ok) throw new Error(`deposit of account ${accountId}: ${posted.problem.code}`);
  await insertDepositCredit(tx, { entryId: posted.value.id, accountId, why, bills, takenOn });
  if (earned.isTold) await tell(tx, deposit, earned);
}

/** By letter where nobody reaches the account online. */
async function tell(tx: Database, { accountId, amount, takenOn }: HeldDeposit, { why, bills, runId, now }: Earned) {
  const owner = await ownerOf(tx, accountId);
  const notice = {
    event: 'deposit.credited',
    key: `deposit.credited:${runId}:${accountId}`,
    accountId,
    ...(owner === undefined ? {} : { to: owner.email, loginId: owner.loginId, language: owner.language }),
    amount,
    takenOn: takenOn.toString(),
    why,
    bills,
  };
  await enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}
