import { type Cents, cents } from '../../../../domain/kernel/index.ts';
import { isAutopays } from '../../../../domain/payments/index.ts';
import type { billStandings, listBills } from '../../../../usecases/billing/index.ts';
import type { billPayments } from '../../../../usecases/payments/index.ts';
import { isToPay, StandingTag } from '../../../components/bill/bill-standing.tsx';
import { paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import type { Words } from '../../../words/words.ts';

/** Bills with what each came to and where it stands, to compare charges and use. */
export function BillTable(props: {
  c: PageContext;
  number: string;
  bills: Awaited<ReturnType<typeof listBills>>;
  standings: Awaited<ReturnType<typeof billStandings>>;
  payments: Awaited<ReturnType<typeof billPayments>>;
}) {
  const { c, number, bills, standings, payments } = props;
  const { t } = c.var;
  return (
    <Table
      caption={t('bills.caption', { account: number })}
      isCaptionHidden
      empty={t('bills.none')}
      rows={bills}
      columns={[
        {
          heading: t('bills.date'),
          cell: (bill) => <a href={paths.bill(number, bill.number)}>{t.date(bill.issuedOn)}</a>,
        },
        {
          heading: t('bills.state'),
          narrow: true,
          onPhone: 'alone',
          cell: (bill) => {
            const [standing, payment] = [standings.get(bill.number), payments.get(bill.number)];
            return (
              <>
                <StandingTag c={c} standing={standing} />
                {payment !== undefined && isToPay(standing) && isAutopays(payment) && (
                  <>
                    <br />
                    {paymentSaid(c, payment)}
                  </>
                )}
              </>
            );
          },
        },
        { heading: t('bills.due'), onlyWide: true, cell: (bill) => t.listDate(bill.dueOn) },
        { heading: t('bills.gallons'), numeric: true, onlyWide: true, cell: (bill) => t.number(bill.usageGallons) },
        { heading: t('bills.new-charges'), numeric: true, onlyWide: true, cell: (bill) => t.money(bill.newCharges) },
        {
          heading: t('bills.amount-due'),
          numeric: true,
          onPhone: 'beside',
          cell: (bill) => amountOf(t, bill.amountDue),
        },
        {
          heading: t('bills.pdf'),
          onlyWide: true,
          cell: (bill) => (
            <a
              href={paths.billPdf(number, bill.number)}
              aria-label={t('bills.pdf-link', { date: t.date(bill.issuedOn) })}
            >
              {t('bills.pdf')}
            </a>
          ),
        },
      ]}
    />
  );
}

/** A credit is not a sum to pay. */
const amountOf = (t: Words, amount: Cents): string =>
  amount < 0 ? t('money.credit', { amount: t.money(cents(-amount)) }) : t.money(amount);
