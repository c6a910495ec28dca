import type { Cents } from '../../domain/kernel/index.ts';
import { type MoveChange, type TransitionPolicy, whatTheMoveChanged } from '../../domain/transition/index.ts';
import {
  type AccountHomeFacts,
  accountHomeFacts,
  type RecentBill,
  type RecentPayment,
} from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** What an account's first page shows: what is owed, how it is paid and delivered, what the move changed, what was lately. */
export interface AccountHome {
  readonly balance: Cents;
  /** Due date of the last bill, while something of it is unpaid. */
  readonly dueOn?: Temporal.PlainDate;
  readonly pastDue: boolean;
  readonly autopay?: { readonly firstDueOn: Temporal.PlainDate; readonly daysBeforeDue: number };
  readonly ebill?: { readonly email: string; readonly isVerified: boolean };
  readonly changes: readonly MoveChange[];
  /** Who waits for the owner's answer; nobody else is told. */
  readonly asking: number;
  /** Water that runs by itself now. */
  readonly leak?: NonNullable<AccountHomeFacts['leak']>;
  readonly bills: readonly RecentBill[];
  readonly payments: readonly RecentPayment[];
}

/** One read of the database; the balance is what authorising the login has read. */
export async function loadAccountHome(
  db: Database,
  account: AuthorisedAccount,
  at: {
    readonly now: Temporal.Instant;
    readonly today: Temporal.PlainDate;
    readonly policy: TransitionPolicy;
    readonly leakStopsAfterHours: number;
  },
): Promise<AccountHome> {
  const { balance } = account;
  const facts = await accountHomeFacts(db, { ...account, leakStopsAfterHours: at.leakStopsAfterHours });
  const { lastBill, autopay, ebill, leak, bills, payments } = facts;
  const dueOn = lastBill !== undefined && lastBill.unpaid > 0 ? lastBill.dueOn : undefined;
  return {
    balance,
    ...(dueOn === undefined ? {} : { dueOn }),
    pastDue: dueOn !== undefined && Temporal.PlainDate.compare(at.today, dueOn) > 0,
    ...(autopay === undefined ? {} : { autopay }),
    ...(ebill === undefined ? {} : { ebill }),
    changes: changesOf(facts, balance, at),
    asking: account.role === 'owner' ? facts.asking : 0,
    ...(leak === undefined ? {} : { leak }),
    bills,
    payments,
  };
}

const changesOf = (
  { lastBill, autopay, ebill, roster }: AccountHomeFacts,
  balance: Cents,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): readonly MoveChange[] =>
  whatTheMoveChanged(
    {
      ...(roster === undefined ? {} : { roster }),
      ...(lastBill === undefined || balance <= 0
        ? {}
        : {
            unpaidBill: { number: lastBill.number, issuedOn: lastBill.issuedOn, dueOn: lastBill.dueOn, owed: balance },
          }),
      ...(autopay === undefined ? {} : { autopayFirstDueOn: autopay.firstDueOn }),
      ebill: ebill === undefined ? 'none' : ebill.isVerified ? 'verified' : 'unverified',
    },
    at.now,
    at.policy,
  );
