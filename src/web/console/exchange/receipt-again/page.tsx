import type { Problem } from '../../../../domain/kernel/index.ts';
import { findOutstanding, type RowOutstanding, sendReceiptAgain } from '../../../../usecases/exchange/index.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf } from '../../request.ts';

const askedOf = async (c: PageContext): Promise<RowOutstanding | undefined> => {
  const row = await findOutstanding(c.var.deps.db, c.req.param('receipt') ?? '');
  return row?.why === 'refused' ? row : undefined;
};

/** A receipt that the billing system refused: what it said, and the decision that it goes again. */
export async function receiptAgainPage(c: PageContext): Promise<Response> {
  const row = await askedOf(c);
  return row === undefined ? c.var.refuse('not-found') : view(c, row, { reason: '', problems: [] });
}

export async function postReceiptAgain(c: PageContext): Promise<Response> {
  const row = await askedOf(c);
  if (row === undefined) return c.var.refuse('not-found');
  const { reason } = await readForm(c, ['reason']);
  const decided = await sendReceiptAgain(c.var.deps.db, { receipt: row.receipt, reason, by: clerkOf(c) });
  if (!decided.ok) return view(c, row, { reason, problems: [decided.problem] });
  return c.redirect(paths.console.exchangeBatches, 303);
}

function view(
  c: PageContext,
  row: RowOutstanding,
  { reason, problems }: { readonly reason: string; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    {
      title: t('console.exchange.again-title', { receipt: row.receipt }),
      back: { href: paths.console.exchangeBatches, text: t('console.exchange.title') },
      problems,
    },
    <>
      <p class="usa-intro">{t('console.exchange.again-intro')}</p>
      <SummaryList
        rows={[
          {
            term: t('console.account'),
            value: (
              <a href={paths.console.account(row.account)}>
                {row.customerName} {row.account}
              </a>
            ),
          },
          { term: t('console.exchange.kind'), value: t(`console.exchange.kind.${row.kind}`) },
          { term: t('console.amount'), value: t.money(row.amount), strong: true },
          { term: t('console.exchange.batch'), value: `${row.batch}` },
          { term: t('console.exchange.sent'), value: t.stamp(row.sentAt) },
          { term: t('console.exchange.said'), value: row.reason ?? t('console.exchange.no-reason') },
        ]}
      />
      <ReasonForm
        c={c}
        action={paths.console.exchangeReceiptAgain(row.receipt)}
        button={t('console.exchange.again')}
        reason={reason}
        problems={problems}
      />
    </>,
  );
}
