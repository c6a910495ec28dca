import type { BillDocument } from '../../../../domain/billing/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { viewAccountBriefly } from '../../../../usecases/accounts/index.ts';
import { loadBillChange, placesOfBill } from '../../../../usecases/bill-change/index.ts';
import {
  billingPolicy,
  billNumberMeant,
  billStandingOf,
  loadBillDocument,
} from '../../../../usecases/billing/index.ts';
import { unlessHoursAway } from '../../../../usecases/health/index.ts';
import { BillChangeView } from '../../../components/bill/bill-change.tsx';
import { sendBillPdf } from '../../../components/bill/bill-file.tsx';
import { BillView } from '../../../components/bill/bill-view.tsx';
import { paymentOfBill } from '../../../components/bill/payment-of-bill.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { accountOf, staffView } from '../../request.ts';

/**
 * The bill of the address, with what `beside` reads of it meanwhile; nobody sees it before its viewing is written down. Undefined
 * where the account has no such bill.
 */
async function viewedBill<Beside>(
  c: PageContext,
  beside: (bill: BillDocument) => Promise<Beside>,
): Promise<{ readonly bill: BillDocument; readonly beside: Beside } | undefined> {
  const { deps } = c.var;
  const number = accountOf(c);
  const bill = await loadBillDocument(deps.db, c.req.param('bill') ?? '');
  if (number === undefined || !bill.ok || bill.value.account !== number) return undefined;
  const detail = { bill: bill.value.number };
  const [found] = await Promise.all([
    beside(bill.value),
    viewAccountBriefly(deps.db, number, { ...staffView(c), action: 'bill.viewed', detail }),
  ]);
  return { bill: bill.value, beside: found };
}

export async function billFile(c: PageContext): Promise<Response> {
  const seen = await viewedBill(c, async () => undefined);
  if (seen === undefined) return c.var.refuse('not-found');
  const { bill } = seen;
  return sendBillPdf(c, bill, { href: paths.console.bill(bill.account, bill.number), realm: 'console' });
}

/** The bill as its customer sees it, with the same «why?» on each line, to explain it on the phone. */
export async function billPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const { db, rates, utility } = c.var.deps;
  const asked = billNumberMeant(c.req.param('bill') ?? '');
  const terms = { rates, policy: billingPolicy(utility), zone: utility.time_zone };
  const [seen, standing, payment, places] = await Promise.all([
    viewedBill(c, (bill) => unlessHoursAway(loadBillChange(db, bill, terms))),
    billStandingOf(db, asked, todayOf(utility, c.var.now)),
    paymentOfBill(c, asked),
    placesOfBill(db, asked),
  ]);
  if (seen === undefined) return c.var.refuse('not-found');
  const { bill: value, beside: changes } = seen;
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
      <BillView c={c} bill={value} standing={standing} payment={payment} />
      {changes === 'hours-away' ? (
        <p>{t('page.hours-away.title')}</p>
      ) : (
        <BillChangeView
          c={c}
          charges={value.summary.newCharges}
          changes={changes}
          places={places}
          hrefOfBill={(bill) => paths.console.bill(value.account, bill)}
        />
      )}
    </>,
  );
}
