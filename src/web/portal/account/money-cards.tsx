import { type AuthorisedAccount, todayOf } from '../../../usecases/access/index.ts';
import { type DepositStanding, depositStanding, promptPolicy } from '../../../usecases/deposits/index.ts';
import { feesSinceBill, type PostedFee } from '../../../usecases/fees/index.ts';
import type { PageContext } from '../../page.ts';
import { DepositCard } from './deposit-card.tsx';
import { FeesCard } from './fees-card.tsx';

/** What is held for the account and charged on top of its water. */
export interface MoneyShown {
  readonly deposit: DepositStanding | undefined;
  readonly fees: readonly PostedFee[];
}

export async function moneyOf(c: PageContext, { accountId }: AuthorisedAccount): Promise<MoneyShown> {
  const { deps, now } = c.var;
  const at = { today: todayOf(deps.utility, now), policy: promptPolicy(deps.utility) };
  const [deposit, fees] = await Promise.all([
    depositStanding(deps.db, accountId, at),
    feesSinceBill(deps.db, accountId),
  ]);
  return { deposit, fees };
}

/** A card for each that there is; most accounts have none. */
export function MoneyCards({ c, money: { deposit, fees } }: { c: PageContext; money: MoneyShown }) {
  return (
    <>
      {fees.length > 0 && <FeesCard c={c} fees={fees} />}
      {deposit !== undefined && <DepositCard c={c} deposit={deposit} />}
    </>
  );
}
