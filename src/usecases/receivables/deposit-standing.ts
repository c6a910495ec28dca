import type { Utility } from '../../config/utility.ts';
import { owedOfBill, type PromptPayment, type PromptPolicy, promptPayment } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { type HeldDeposit, heldDeposits, paymentHistory } from '../../store/receivables/index.ts';

/** A deposit that is held, and how far its account is on the way to it. */
export interface DepositStanding extends HeldDeposit {
  readonly prompt: PromptPayment;
}

/** What `utility.yaml` says about giving deposits back. */
export const promptPolicy = ({ deposits }: Pick<Utility, 'deposits'>): PromptPolicy => ({
  bills: deposits.credited_after_bills,
  graceDays: deposits.grace_days,
  returnStartsAgain: deposits.returned_payment_starts_again,
});

/** The deposit of an account as it stands on `today`; undefined where none is held. */
export async function depositStanding(
  db: Database,
  accountId: number,
  at: { readonly today: Temporal.PlainDate; readonly policy: PromptPolicy },
): Promise<DepositStanding | undefined> {
  const held = (await heldDeposits(db, [accountId])).get(accountId);
  return held && { ...held, prompt: await promptPaymentOf(db, held, at) };
}

export async function promptPaymentOf(
  db: Database,
  { accountId, takenOn }: HeldDeposit,
  { today, policy }: { readonly today: Temporal.PlainDate; readonly policy: PromptPolicy },
): Promise<PromptPayment> {
  const { graceDays } = policy;
  const { bills, returnedOn } = await paymentHistory(db, accountId, { since: takenOn, today, graceDays });
  return promptPayment(
    {
      bills: bills.map(({ issuedOn, dueOn, amountDue, balanceThen, chargedSinceThen }) => ({
        issuedOn,
        dueOn,
        owedThen: owedOfBill({ amountDue, balance: balanceThen, chargedSince: chargedSinceThen }),
      })),
      returnedOn,
    },
    policy,
  );
}
