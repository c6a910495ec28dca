import type { BillDocument } from '../../../../domain/billing/index.ts';
import { paysItself } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { billNumberMeant, billStandingOf, loadBillDocument } from '../../../../usecases/billing/index.ts';
import { sendBillPdf } from '../../../components/bill/bill-file.tsx';
import { isToPay } from '../../../components/bill/bill-standing.tsx';
import { BillView } from '../../../components/bill/bill-view.tsx';
import { paymentOfBill } from '../../../components/bill/payment-of-bill.ts';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** One bill of this account; another account's bill is not there. */
export async function billOf(c: PageContext): Promise<BillDocument | undefined> {
  const bill = await loadBillDocument(c.var.deps.db, c.req.param('bill') ?? '');
  return bill.ok && bill.value.account === accountOf(c).number ? bill.value : undefined;
}

export async function billFile(c: PageContext): Promise<Response> {
  const bill = await billOf(c);
  if (bill === undefined) return c.var.refuse('not-found');
  return sendBillPdf(c, bill, { href: paths.bill(bill.account, bill.number) });
}

export async function billPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const number = accountOf(c).number;
  const asked = billNumberMeant(c.req.param('bill') ?? '');
  const [value, standing, payment] = await Promise.all([
    billOf(c),
    billStandingOf(deps.db, asked, todayOf(deps.utility, now)),
    paymentOfBill(c, asked),
  ]);
  if (value === undefined) return c.var.refuse('not-found');
  return page(
    c,
    { title: t('bill.title', { date: t.date(value.issuedOn) }) },
    <>
      <h1>{t('bill.title', { date: t.date(value.issuedOn) })}</h1>
      <BillView c={c} bill={value} standing={standing} payment={payment}>
        <p class="c-actions">
          {isToPay(standing) && payment !== undefined && !paysItself(payment) && (
            <a class="usa-button" href={paths.pay(number)}>
              {t('home.pay')}
            </a>
          )}
          <a class="usa-button usa-button--outline" href={paths.billPdf(number, value.number)}>
            {t('bill.pdf')}
          </a>
          <a href={paths.billChange(number, value.number)}>{t('bill-change.link')}</a>
        </p>
      </BillView>
    </>,
  );
}
