import { type AccountStanding, isRunning } from '../../../../domain/receivables/index.ts';
import { type AuthorisedAccount, todayOf } from '../../../../usecases/access/index.ts';
import {
  type AssistanceGranted,
  assistanceOf,
  type DepositStanding,
  depositStanding,
  feesSinceBill,
  type PostedFee,
  promptPolicy,
} from '../../../../usecases/receivables/index.ts';
import type { PageContext } from '../../../page.ts';
import { AssistanceCard } from './assistance-card.tsx';
import { DepositCard } from './deposit-card.tsx';
import { FeesCard } from './fees-card.tsx';

/** What is held for the account and charged on top of its water. */
export interface MoneyShown {
  readonly deposit: DepositStanding | undefined;
  readonly fees: readonly PostedFee[];
  readonly assistance: AssistanceGranted | undefined;
}

export async function moneyOf(
  c: PageContext,
  { accountId }: AuthorisedAccount,
  standing: Promise<AccountStanding>,
): Promise<MoneyShown> {
  const { deps, now } = c.var;
  const at = { today: todayOf(deps.utility, now), policy: promptPolicy(deps.utility) };
  const [deposit, fees, programmes] = await Promise.all([
    depositStanding(deps.db, accountId, at),
    standing.then((known) => feesOf(deps, accountId, known)),
    assistanceOf(deps.db, [accountId]),
  ]);
  return { deposit, fees, assistance: programmes.find((granted) => isRunning(granted, at.today)) };
}

/** Most accounts were charged nothing since their last bill, and need not be asked. */
const feesOf = ({ db }: PageContext['var']['deps'], accountId: number, { bill, chargedSince }: AccountStanding) =>
  bill !== undefined && chargedSince === 0 ? [] : feesSinceBill(db, accountId);

/** A card for each that there is; most accounts have none. */
export function MoneyCards({ c, money: { deposit, fees, assistance } }: { c: PageContext; money: MoneyShown }) {
  return (
    <>
      {assistance !== undefined && <AssistanceCard c={c} granted={assistance} />}
      {fees.length > 0 && <FeesCard c={c} fees={fees} />}
      {deposit !== undefined && <DepositCard c={c} deposit={deposit} />}
    </>
  );
}
