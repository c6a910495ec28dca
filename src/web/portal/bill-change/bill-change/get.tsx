import { loadBillChange, placesOfBill } from '../../../../usecases/bill-change/index.ts';
import { billingPolicy } from '../../../../usecases/billing/index.ts';
import { BillChangeView } from '../../../components/bill/bill-change.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { billOf } from '../../billing/index.ts';

/** Why a bill is not the last one, nor a year ago's: split into parts that add up. */
export async function billChangePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const { number, nickname, street } = accountOf(c);
  const bill = await billOf(c);
  if (bill === undefined) return c.var.refuse('not-found');
  const policy = billingPolicy(deps.utility);
  const [changes, places] = await Promise.all([
    loadBillChange(deps.db, bill, { rates: deps.rates, policy, zone: deps.utility.time_zone }),
    placesOfBill(deps.db, bill.number),
  ]);
  return page(
    c,
    {
      title: t('bill-change.title'),
      back: { href: paths.bill(number, bill.number), text: t('bill.title', { date: t.date(bill.issuedOn) }) },
    },
    <>
      <h1>{t('bill-change.title')}</h1>
      <p>
        {nickname ?? street} · {t('home.number', { account: number })}
      </p>
      <BillChangeView
        c={c}
        charges={bill.summary.newCharges}
        changes={changes}
        places={places}
        hrefOfBill={(other) => paths.bill(number, other)}
      />
    </>,
  );
}
