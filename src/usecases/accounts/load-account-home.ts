import { present } from '../../domain/kernel/index.ts';
import { type AutopayPolicy, type BillPayment, billPayment } from '../../domain/payments/index.ts';
import { type AccountStanding, type BillStanding, isPastDue } from '../../domain/receivables/index.ts';
import { type MoveChange, type TransitionPolicy, whatTheMoveChanged } from '../../domain/transition/index.ts';
import {
  type AccountHomeFacts,
  accountHomeFacts,
  type RecentBill,
  type RecentPayment,
  recentOfHome,
} from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { entriesAfterNewestBills } from '../../store/receivables/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { billStandings } from '../billing/index.ts';
import { billPaymentOf } from '../payments/index.ts';

/** What an account's first page shows: what is owed, how it is paid and delivered, what the move changed, what was lately. */
export interface AccountHome {
  readonly standing: AccountStanding;
  readonly pastDue: boolean;
  /** How the bill that is due is paid. */
  readonly payment?: BillPayment;
  readonly autopay?: NonNullable<AccountHomeFacts['autopay']>;
  readonly ebill?: { readonly email: string; readonly isVerified: boolean };
  readonly changes: readonly MoveChange[];
  /** The login that looks has said about what it wants to be told. */
  readonly hasChosenAlerts: boolean;
  /** Who waits for the owner's answer; nobody else is told. */
  readonly asking: number;
  /** Water that runs by itself now. */
  readonly leak?: NonNullable<AccountHomeFacts['leak']>;
  readonly bills: readonly RecentBill[];
  /** Where each of them stands, by its number. */
  readonly billStandings: ReadonlyMap<string, BillStanding>;
  readonly payments: readonly RecentPayment[];
}

/** One turn at the database: where the bills stand, and how the due one is paid, follows from the facts and from what was written down since. */
export async function loadAccountHome(
  db: Database,
  account: AuthorisedAccount,
  at: {
    readonly now: Temporal.Instant;
    readonly today: Temporal.PlainDate;
    readonly policy: TransitionPolicy;
    readonly autopay: AutopayPolicy;
    readonly leakStopsAfterHours: number;
  },
): Promise<AccountHome> {
  const { accountId } = account;
  const [facts, entries] = await Promise.all([
    accountHomeFacts(db, { ...account, leakStopsAfterHours: at.leakStopsAfterHours }),
    entriesAfterNewestBills(db, accountId, recentOfHome),
  ]);
  const { standing, autopay, ebill, leak, bills, payments } = facts;
  const standings = await billStandings(db, { accountId, bills, standing, entries }, at.today);
  const payment = standing.due && (await paymentOf(db, { due: standing.due, standings, paying: facts.paying }, at));
  return {
    standing,
    pastDue: isPastDue(standing, at.today),
    ...present({ payment, autopay, ebill }),
    changes: changesOf(facts, at),
    hasChosenAlerts: facts.hasChosenAlerts,
    asking: account.role === 'owner' ? facts.asking : 0,
    ...present({ leak }),
    bills,
    billStandings: standings,
    payments,
  };
}

/** How the due bill is paid. Five later ones may all be cancelled: then it is none of the newest, and is asked for by itself. */
async function paymentOf(
  db: Database,
  {
    due,
    standings,
    paying,
  }: {
    readonly due: NonNullable<AccountStanding['due']>;
    readonly standings: ReadonlyMap<string, BillStanding>;
    readonly paying: AccountHomeFacts['paying'];
  },
  at: { readonly now: Temporal.Instant; readonly autopay: AutopayPolicy },
): Promise<BillPayment | undefined> {
  const asked = { now: at.now, policy: at.autopay };
  const standing = standings.get(due.number);
  if (standing === undefined) return billPaymentOf(db, due.number, asked);
  return billPayment({ ...paying, standing, dueOn: due.dueOn }, asked);
}

const changesOf = (
  { unpaidBill, autopay, ebill, roster, lastDraftCameBack }: AccountHomeFacts,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): readonly MoveChange[] =>
  whatTheMoveChanged(
    {
      ...present({ roster, unpaidBill, autopayFirstDueOn: autopay?.firstDueOn }),
      lastDraftCameBack,
      ebill: ebill === undefined ? 'none' : ebill.isVerified ? 'verified' : 'unverified',
    },
    at.now,
    at.policy,
  );
