import { todayOf } from '../../../../usecases/access/index.ts';
import { loadAccountHome } from '../../../../usecases/accounts/index.ts';
import { nextBillBriefly } from '../../../../usecases/forecast/index.ts';
import { unlessHoursAway } from '../../../../usecases/health/index.ts';
import { autopayPolicy } from '../../../../usecases/payments/index.ts';
import { transitionPolicy } from '../../../../usecases/transition/index.ts';
import { recentUse } from '../../../../usecases/usage/index.ts';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { HelperNote, helpedAccount } from '../../delegates/index.ts';
import { Banner } from './banner.tsx';
import { Lately } from './lately.tsx';
import { Owed } from './owed.tsx';
import { SetUp } from './set-up.tsx';
import { Water } from './water.tsx';

/** A home: what is wrong, what is owed and happens next, its water, what is still to set up, what was lately. */
export async function accountPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const today = todayOf(deps.utility, now);
  const [home, water, whose] = await Promise.all([
    loadAccountHome(deps.db, account, {
      now,
      today,
      policy: transitionPolicy(deps.utility),
      autopay: autopayPolicy(deps.utility),
      leakStopsAfterHours: deps.utility.alerts.stopped_after_hours,
    }),
    unlessHoursAway(
      Promise.all([
        recentUse(deps.db, account, { zone: deps.utility.time_zone, today }),
        nextBillBriefly(deps.db, account.accountId, { utility: deps.utility, rates: deps.rates, today }),
      ]),
    ),
    helpedAccount(c, account),
  ]);
  const [recent, forecast] = water === 'hours-away' ? [] : water;
  return page(
    c,
    { title: t('home.title'), width: 'wide' },
    <>
      <div class="c-home__head">
        <h1 dir="auto">{account.nickname ?? account.street}</h1>
        <p>{t('home.number', { account: number })}</p>
      </div>
      {whose !== undefined && <HelperNote c={c} account={account} whose={whose} />}
      <Banner {...{ c, home, number }} mayManage={account.rights.includes('manage')} />
      <div class="c-home">
        <Owed
          {...{ c, home, payment: home.payment, forecast, number }}
          accountId={account.accountId}
          canPay={account.rights.includes('pay')}
        />
        <Water {...{ c, number, recent, forecast }} areHoursAway={water === 'hours-away'} bills={home.bills} />
        <SetUp {...{ c, home, number }} rights={account.rights} />
        <Lately {...{ c, home, number }} />
      </div>
    </>,
  );
}
