import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import type { BillDocument } from '../../../../domain/billing/index.ts';
import { compareBills, placesOfBill } from '../../../../usecases/bill-change/index.ts';
import { type BillHeader, billingPolicy, listBills, loadBillDocument } from '../../../../usecases/billing/index.ts';
import { loadUseOfBill, readingUnit, weatherSource } from '../../../../usecases/usage/index.ts';
import { ChangeParts, differenceText } from '../../../components/bill/bill-change.tsx';
import { page } from '../../../components/layout.tsx';
import { Select } from '../../../components/select.tsx';
import { weatherFrom } from '../../../components/use/use-weather.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { chosenBills } from './chosen-bills.ts';
import { BillDaysFigure } from './days-figure.tsx';
import { SideBySide } from './side-by-side.tsx';

/** Five years of bills to choose from. */
const maxBills = 60;

/** Any two bills of the account side by side: their use, their charges, and why these differ. */
export async function billComparisonPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [listed, unit] = await Promise.all([
    listBills(deps.db, account.accountId, { limit: maxBills }),
    readingUnit(deps.db, account),
  ]);
  const bills = listed.filter((bill) => bill.state === 'posted');
  const chosen = chosenBills(bills, { bill: c.req.query('bill'), beside: c.req.query('beside') });
  const options = bills.map((bill) => ({
    value: bill.number,
    text: t('bill-comparison.option', { date: t.date(bill.issuedOn), amount: t.money(bill.newCharges) }),
  }));
  return page(
    c,
    { title: t('bill-comparison.title'), width: 'wide' },
    <>
      <h1>{t('bill-comparison.title')}</h1>
      {chosen === undefined ? (
        <p class="c-empty">{t('bill-comparison.too-few')}</p>
      ) : (
        <>
          <form class="c-inline" method="get" action={paths.billComparison(number)}>
            <Select c={c} name="bill" label={t('bill-comparison.bill')} value={chosen.bill.number} options={options} />
            <Select
              c={c}
              name="beside"
              label={t('bill-comparison.beside')}
              value={chosen.beside.number}
              options={options}
            />
            <button class="usa-button usa-button--outline" type="submit">
              {t('bill-comparison.compare')}
            </button>
          </form>
          {await comparison(c, { unit, now: chosen.bill, before: chosen.beside })}
        </>
      )}
    </>,
  );
}

interface Chosen {
  readonly unit: ReadingUnit;
  readonly now: BillHeader;
  readonly before: BillHeader;
}

async function comparison(c: PageContext, { unit, now: newer, before: older }: Chosen) {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const useOf = ({ periodStart: start, periodEnd: end }: BillHeader) =>
    loadUseOfBill(deps.db, account, { period: { start, end }, unit, zone: deps.utility.time_zone });
  const [now, before, use, useBefore, source, places] = await Promise.all([
    documentOf(c, newer.number),
    documentOf(c, older.number),
    useOf(newer),
    useOf(older),
    weatherSource(deps.db),
    placesOfBill(deps.db, newer.number),
  ]);
  const terms = { rates: deps.rates, policy: billingPolicy(deps.utility) };
  const change = await compareBills(deps.db, before, now, terms);
  const sides = { now: { bill: now, use }, before: { bill: before, use: useBefore } };
  return (
    <>
      <p>{differenceText(t, now.summary.newCharges, before.summary.newCharges)}</p>
      <SideBySide c={c} unit={unit} {...sides} />
      {(use.weather ?? useBefore.weather) !== undefined && (
        <p class="c-use__source">{weatherFrom(c, { isSimulated: source?.source === 'simulated' })}</p>
      )}
      <BillDaysFigure c={c} unit={unit} {...sides} />
      <h2>{t('bill-comparison.why')}</h2>
      {change.ok ? (
        <ChangeParts c={c} change={change.value} places={places} />
      ) : (
        <p class="c-note">{t('bill-change.cannot')}</p>
      )}
      <p class="usa-hint">{t('bill-change.how')}</p>
    </>
  );
}

/** A bill of the list, whole. */
async function documentOf({ var: { deps } }: PageContext, number: string): Promise<BillDocument> {
  const bill = await loadBillDocument(deps.db, number);
  if (!bill.ok) throw new Error(`a listed bill is not there: ${number}`);
  return bill.value;
}
