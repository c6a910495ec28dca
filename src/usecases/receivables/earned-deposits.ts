import type { PromptPolicy } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { type HeldDeposit, heldDeposits } from '../../store/receivables/index.ts';
import { promptPaymentOf } from './deposit-standing.ts';

export interface BillsToEarn {
  readonly bills: readonly { readonly accountId: number; readonly isFinal: boolean }[];
  /** The day on which they are issued. */
  readonly on: Temporal.PlainDate;
  /** Undefined: only final bills give deposits back. */
  readonly policy: PromptPolicy | undefined;
}

/** A deposit that a bill gives back. */
export interface EarnedDeposit extends HeldDeposit {
  readonly why: 'prompt' | 'final';
  /** Paid in time in a row. */
  readonly bills: number;
}

/**
 * The deposits that bills give back: a final bill ends them, or they were earned by paying in time. Asked before its day,
 * what is not paid yet counts as unpaid.
 */
export async function earnedDeposits(
  db: Database,
  { bills, on: today, policy }: BillsToEarn,
): Promise<readonly EarnedDeposit[]> {
  const finals = new Set(bills.filter(({ isFinal }) => isFinal).map(({ accountId }) => accountId));
  const held = await heldDeposits(
    db,
    bills.map(({ accountId }) => accountId),
  );
  const earned: EarnedDeposit[] = [];
  for (const deposit of held.values()) {
    const prompt = policy && (await promptPaymentOf(db, deposit, { today, policy }));
    const isFinal = finals.has(deposit.accountId);
    if (isFinal || prompt?.isEarned === true) {
      earned.push({ ...deposit, why: isFinal ? 'final' : 'prompt', bills: prompt?.inTime ?? 0 });
    }
  }
  return earned;
}
