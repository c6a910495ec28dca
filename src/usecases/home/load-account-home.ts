import type { Cents } from '../../domain/kernel/index.ts';
import type { MoveChange, TransitionPolicy } from '../../domain/transition/index.ts';
import { autopayShown } from '../../store/account-home.ts';
import { type BillHeader, billsOfAccount } from '../../store/billing.ts';
import type { Database } from '../../store/database.ts';
import { currentEbill, type Ebill } from '../../store/ebill.ts';
import { paymentsOfAccount } from '../../store/payments.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { balanceDue } from '../billing/index.ts';
import { changesForAccount } from '../transition/index.ts';

type Payments = Awaited<ReturnType<typeof paymentsOfAccount>>;

/** What an account's first page shows: what is owed, how it is paid and delivered, what the move changed, what was lately. */
export interface AccountHome {
  readonly balance: Cents;
  /** Due date of the last bill, while something of it is unpaid. */
  readonly dueOn?: Temporal.PlainDate;
  readonly pastDue: boolean;
  readonly autopay?: { readonly firstDueOn: Temporal.PlainDate; readonly daysBeforeDue: number };
  readonly ebill?: Ebill;
  readonly changes: readonly MoveChange[];
  readonly bills: readonly BillHeader[];
  readonly payments: Payments;
}

/** Seven small indexed reads, sent at once; the pool gives each a connection of its own. */
export async function loadAccountHome(
  db: Database,
  account: AuthorisedAccount,
  at: { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate; readonly policy: TransitionPolicy },
): Promise<AccountHome> {
  const { accountId } = account;
  const [due, autopay, ebill, changes, bills, payments] = await Promise.all([
    balanceDue(db, accountId, at.today),
    autopayShown(db, accountId),
    currentEbill(db, accountId),
    changesForAccount(db, accountId, at),
    billsOfAccount(db, accountId, { limit: 3 }),
    paymentsOfAccount(db, accountId, { offset: 0, limit: 3 }),
  ]);
  return {
    balance: due.balance,
    ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }),
    pastDue: due.pastDue,
    ...(autopay === undefined ? {} : { autopay }),
    ...(ebill === undefined ? {} : { ebill }),
    changes,
    bills,
    payments,
  };
}
