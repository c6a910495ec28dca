import { todayOf } from '../../../../usecases/access/index.ts';
import { nextBill } from '../../../../usecases/forecast/index.ts';
import { readingUnit } from '../../../../usecases/usage/index.ts';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { ExpectedLines } from './expected-lines.tsx';
import { type Forecast, type ForecastProps, gallonsText, perDayText, rangeText } from './forecast-words.ts';
import { LeakShare } from './leak-share.tsx';
import { Savings } from './savings.tsx';

/** What the next bill is going to be, how sure that is, why, and what would lower it. */
export async function nextBillPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const terms = { utility: deps.utility, rates: deps.rates, today: todayOf(deps.utility, now) };
  const [running, unit] = await Promise.all([
    nextBill(deps.db, account.accountId, terms),
    readingUnit(deps.db, account),
  ]);
  return page(
    c,
    { title: t('next-bill.title') },
    <>
      <h1>{t('next-bill.title')}</h1>
      {running.state === 'forecast' ? (
        <Forecasted c={c} number={number} running={running} unit={unit} />
      ) : (
        <p class="c-note">
          {t(`next-bill.none.${running.state}`, {
            end: running.period === undefined ? '' : t.date(running.period.end),
          })}
        </p>
      )}
      <h2>{t('next-bill.more')}</h2>
      <ul class="usa-list">
        <li>
          <a href={paths.alertSettings(number)}>{t('next-bill.tell-me')}</a>
        </li>
        <li>
          <a href={paths.use(number)}>{t('use.title')}</a>
        </li>
        <li>
          <a href={paths.bills(number)}>{t('home.all-bills-and-payments')}</a>
        </li>
      </ul>
    </>,
  );
}

function Forecasted(props: ForecastProps) {
  const { c, number, running } = props;
  const { t } = c.var;
  const { period, use, bill, issuedOn } = running;
  const isOver = use.daysLeft === 0;
  return (
    <>
      <div class="c-amount">
        <p class="c-amount__label">{t('next-bill.about')}</p>
        <p class="c-amount__value">{t.money(bill.expected)}</p>
        {!isOver && <p class="c-amount__due">{rangeText(t, bill)}</p>}
      </div>
      <p>
        {t(isOver ? 'next-bill.being-made' : 'next-bill.not-the-bill', {
          read: t.date(period.end),
          issued: t.date(issuedOn),
        })}
      </p>
      {bill.ifFixed !== undefined && <LeakShare {...props} ifFixed={bill.ifFixed} />}
      <SummaryList rows={factsOf(props)} />
      <h2>{t('next-bill.why')}</h2>
      <Reasons {...props} />
      <ExpectedLines c={c} bill={bill} />
      {!isOver && (
        <>
          <h2>{t('next-bill.lower')}</h2>
          <Savings {...props} />
        </>
      )}
      <p>
        <a href={paths.similarHomes(number)}>{t('similar.title')}</a> ·{' '}
        <a href={paths.alerts(number)}>{t('alerts.title')}</a>
      </p>
      {!isOver && (
        <>
          <h2>{t('next-bill.how-sure')}</h2>
          <p>{t('next-bill.how-sure-body')}</p>
        </>
      )}
    </>
  );
}

function factsOf({ c, running, unit }: ForecastProps) {
  const { t } = c.var;
  const { period, use, bill } = running;
  return [
    {
      term: t('bill.period'),
      value: t('bill.period-value', {
        from: t.date(period.start),
        to: t.date(period.end),
        days: period.start.until(period.end).days,
      }),
    },
    {
      term: t('next-bill.so-far'),
      value: t('next-bill.so-far-value', {
        water: gallonsText(t, use.soFar, unit),
        days: use.knownDays,
        amount: t.money(bill.soFar),
      }),
    },
    ...(use.daysLeft === 0
      ? []
      : [
          {
            term: t('next-bill.by-the-end'),
            value: t('next-bill.by-the-end-value', {
              water: gallonsText(t, use.expected, unit),
              low: gallonsText(t, use.low, unit),
              high: gallonsText(t, use.high, unit),
            }),
          },
        ]),
  ];
}

function Reasons({ c, running, unit }: ForecastProps) {
  const { t } = c.var;
  const { use }: Forecast = running;
  return (
    <ul class="usa-list">
      {use.knownDays > 0 && (
        <li>
          {t(use.daysLeft === 0 ? 'next-bill.pace-whole' : 'next-bill.pace', {
            water: perDayText(t, { gallons: use.soFar, days: use.knownDays }, unit),
          })}
        </li>
      )}
      {use.daysLeft > 0 && (
        <li>
          {t(use.seasonKnown ? 'next-bill.ahead-season' : 'next-bill.ahead', {
            water: perDayText(t, { gallons: use.expected - use.soFar, days: use.daysLeft }, unit),
            days: use.daysLeft,
          })}
          {use.leak > 0 && ` ${t('next-bill.ahead-leak', { water: gallonsText(t, use.leak, unit) })}`}
        </li>
      )}
    </ul>
  );
}
