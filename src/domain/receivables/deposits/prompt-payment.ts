import { type Cents, isBefore, present } from '../../kernel/index.ts';

/** When a deposit has been earned back (`deposits` of utility.yaml). */
export interface PromptPolicy {
  /** So many bills in a row, a year of them where bills are monthly. */
  readonly bills: number;
  /** Days after the due date in which a payment still counts as in time. */
  readonly graceDays: number;
  /** Whether a payment that the bank took back starts the count again. */
  readonly returnStartsAgain: boolean;
}

/** A bill whose due date and days of grace are over, as it stood at the end of them. */
export interface SettledBill {
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly owedThen: Cents;
}

export interface PromptPayment {
  /** Bills in a row that were paid in time, up to the newest. */
  readonly inTime: number;
  readonly needed: number;
  readonly isEarned: boolean;
  /** What the count last started again at. */
  readonly startedAgain?: { readonly why: 'late' | 'returned'; readonly on: Temporal.PlainDate };
}

/**
 * How far an account is on the way to its deposit: `bills` of it since the deposit was taken, oldest first. A bill is paid
 * in time where nothing of it was owed when its due date and the days of grace were over, so one that asked for nothing is.
 * A late one starts the count again with the bill after it; a payment that came back, with the next bill issued.
 */
export function promptPayment(
  facts: { readonly bills: readonly SettledBill[]; readonly returnedOn: readonly Temporal.PlainDate[] },
  policy: PromptPolicy,
): PromptPayment {
  let inTime = 0;
  let startedAgain: PromptPayment['startedAgain'];
  const returns = policy.returnStartsAgain ? facts.returnedOn.toSorted(Temporal.PlainDate.compare) : [];
  const startAgain = (why: 'late' | 'returned', on: Temporal.PlainDate) => {
    inTime = 0;
    startedAgain = { why, on };
  };
  for (const bill of facts.bills) {
    for (let next = returns[0]; next !== undefined && isBefore(next, bill.issuedOn); next = returns[0]) {
      startAgain('returned', next);
      returns.shift();
    }
    if (bill.owedThen > 0) startAgain('late', bill.dueOn);
    else inTime += 1;
  }
  for (const on of returns) startAgain('returned', on);
  return {
    inTime,
    needed: policy.bills,
    isEarned: inTime >= policy.bills,
    ...present({ startedAgain }),
  };
}
