import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import { todayOf } from '../../../usecases/access/index.ts';
import { loadBilledUse, loadUse, readingUnit } from '../../../usecases/use/index.ts';
import { page } from '../../components/layout.tsx';
import { BilledFigure } from '../../components/use/billed-figure.tsx';
import { UseFigure } from '../../components/use/use-figure.tsx';
import { DateChoice, UseSteps, UseTabs } from '../../components/use/use-navigation.tsx';
import { UseSummary } from '../../components/use/use-summary.tsx';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { askedOf, hrefOfUse } from './asked.ts';
import { Downloads } from './downloads.tsx';
import { UnitChoice } from './unit-choice.tsx';

/** The account's water by the hour, day, bill, month and year; by bill alone where its meter is read once a month. */
export async function usePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const today = todayOf(deps.utility, now);
  const unit = await readingUnit(deps.db, account);
  const { page: asked, ...on } = askedOf(c);
  const scale = asked === 'bill' ? 'day' : asked;
  const shown = await loadUse(deps.db, account, { scale, ...on, unit, zone: deps.utility.time_zone, today });
  const isBilled = asked === 'bill' || shown === undefined;
  const hrefOf = hrefOfUse(paths.use(number));
  const figure = isBilled ? (
    <BilledFigure
      c={c}
      billed={await loadBilledUse(deps.db, account, unit)}
      unit={unit}
      hrefOfBill={(bill) => paths.bill(number, bill)}
    />
  ) : (
    <>
      <UseSteps c={c} shown={shown} today={today} hrefOf={hrefOf} />
      <UseSummary c={c} shown={shown} />
      <UseFigure c={c} shown={shown} hrefOf={hrefOf} />
    </>
  );
  return page(
    c,
    { title: t('use.title'), width: 'wide' },
    <>
      <p>
        <a href={paths.account(number)}>← {t('home.title')}</a>
      </p>
      <h1>{t('use.title')}</h1>
      <p>
        {account.street} · {t('home.number', { account: number })}
      </p>
      {shown === undefined ? (
        <p class="c-note">{t('use.no-hours')}</p>
      ) : (
        <UseTabs
          c={c}
          current={asked}
          hrefOf={(to) => (to === 'bill' ? `${paths.use(number)}?by=bill` : hrefOf(to, shown.on))}
        />
      )}
      {figure}
      {!isBilled && <DateChoice c={c} shown={shown} today={today} action={paths.use(number)} />}
      <UnitChoice c={c} number={number} unit={unit} />
      {shown !== undefined && <Downloads c={c} number={number} shown={shown} />}
      <p>
        <a href={paths.alerts(number)}>{t('alerts.title')}</a>
      </p>
    </>,
  );
}
