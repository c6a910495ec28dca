import { isOpenDispute, withdrawnNow } from '../../../../domain/payments/index.ts';
import { findDispute } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { disputeReason } from '../dispute-words.ts';

/** One dispute: its money, until when to answer, and what to do. The answer itself is given in the processor's dashboard. */
export async function disputePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const id = c.req.param('id') ?? '';
  const dispute = /^\d{1,9}$/.test(id) ? await findDispute(deps.db, Number(id)) : undefined;
  if (dispute === undefined) return c.var.refuse('not-found');
  const { state, payment, evidenceDueAt, fee, amount } = dispute;
  const isOpen = isOpenDispute(state);
  const next = state === 'inquiry' ? 'inquiry' : isOpen ? 'open' : state === 'lost' ? 'lost' : 'won';
  return formPage(
    c,
    {
      title: t('console.dispute.title', { amount: t.money(amount) }),
      back: { href: paths.console.disputes, text: t('console.disputes.title') },
      problems: [],
    },
    <>
      <Alert kind={isOpen ? 'warning' : 'info'} heading={t(`console.dispute-state.${state}`)}>
        {state !== 'inquiry-closed' && t(`console.dispute.next.${next}`)}
      </Alert>
      <SummaryList
        rows={[
          ...(evidenceDueAt !== undefined && isOpen
            ? [{ term: t('console.dispute.evidence-due'), value: t.stamp(evidenceDueAt), strong: true }]
            : []),
          { term: t('console.dispute.amount'), value: t.money(amount) },
          { term: t('console.dispute.withdrawn'), value: t.money(withdrawnNow(dispute)), strong: true },
          { term: t('console.dispute.fee'), value: t.money(fee) },
          { term: t('console.dispute.reason'), value: disputeReason(c, dispute.reason) },
          { term: t('console.dispute.opened'), value: t.stamp(dispute.openedAt) },
          { term: t('console.dispute.reference'), value: dispute.reference },
          { term: t('console.dispute.payment'), value: `${payment.reference} · ${t.money(payment.amount)}` },
          ...(payment.paidOn === undefined
            ? []
            : [{ term: t('console.dispute.paid-on'), value: t.listDate(payment.paidOn) }]),
          ...(payment.processorPayment === undefined
            ? []
            : [{ term: t('console.dispute.at-processor'), value: payment.processorPayment }]),
          { term: t('console.customer'), value: dispute.customerName },
        ]}
      />
      <p>
        <a class="usa-button usa-button--outline" href={paths.console.account(dispute.account)}>
          {t('console.back-to-account')}
        </a>
      </p>
    </>,
  );
}
