import type { BillDocument } from '../../../../domain/billing/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { viewAccountBriefly } from '../../../../usecases/accounts/index.ts';
import { loadBillChange, placesOfBill } from '../../../../usecases/bill-change/index.ts';
import { billingPolicy, billStandingOf, loadBillDocument } from '../../../../usecases/billing/index.ts';
import { BillChangeView } from '../../../components/bill/bill-change.tsx';
import { sendBillPdf } from '../../../components/bill/bill-file.tsx';
import { BillView } from '../../../components/bill/bill-view.tsx';
import { paymentOfBill } from '../../../components/bill/payment-of-bill.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { accountOf, staffView } from '../../request.ts';

/** The bill of the address, its viewing written down; undefined where the account has no such bill. */
async function viewedBill(c: PageContext): Promise<BillDocument | undefined> {
  const { deps } = c.var;
  const number = accountOf(c);
  const bill = await loadBillDocument(deps.db, c.req.param('bill') ?? '');
  if (number === undefined || !bill.ok || bill.value.account !== number) return undefined;
  const detail = { bill: bill.value.number };
  await viewAccountBriefly(deps.db, number, { ...staffView(c), action: 'bill.viewed', detail });
  return bill.value;
}

export async function billFile(c: PageContext): Promise<Response> {
  const bill = await viewedBill(c);
  if (bill === undefined) return c.var.refuse('not-found');
  return sendBillPdf(c, bill, { href: paths.console.bill(bill.account, bill.number), realm: 'console' });
}

/** The bill as its customer sees it, with the same «why?» on each line, to explain it on the phone. */
export async function billPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const value = await viewedBill(c);
  if (value === undefined) return c.var.refuse('not-found');
  const { db, rates, utility } = c.var.deps;
  const standing = await billStandingOf(db, value.number, todayOf(utility, c.var.now));
  const changes = await loadBillChange(db, value, { rates, policy: billingPolicy(utility), zone: utility.time_zone });
  return page(
    c,
    { title: t('console.bill.title', { bill: value.number }), realm: 'console' },
    <>
      <p>
        <a href={paths.console.account(value.account)}>
          <Icon name="back" /> {value.customerName} {value.account}
        </a>
      </p>
      <h1>{t('console.bill.title', { bill: value.number })}</h1>
      <p>
        <a href={paths.console.billPdf(value.account, value.number)}>{t('console.pdf-of', { bill: value.number })}</a>
      </p>
      <BillView c={c} bill={value} standing={standing} payment={await paymentOfBill(c, value.number)} />
      <BillChangeView
        c={c}
        charges={value.summary.newCharges}
        changes={changes}
        places={await placesOfBill(db, value.number)}
        hrefOfBill={(bill) => paths.console.bill(value.account, bill)}
      />
    </>,
  );
}
