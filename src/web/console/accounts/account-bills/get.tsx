import { billsAndPayments } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { AccountChargesShown, chargesOf } from '../../receivables/index.ts';
import { todayOf } from '../../request.ts';
import { accountTab, viewedWith } from '../account-frame.tsx';
import { Bills, Payments } from '../tables.tsx';

/** What was billed, what was paid, and what is held, charged or taken off. */
export async function accountBillsPage(c: PageContext): Promise<Response> {
  const seen = await viewedWith(c, (accountId) =>
    Promise.all([billsAndPayments(c.var.deps.db, accountId, todayOf(c)), chargesOf(c, accountId)]),
  );
  if (seen === undefined) return c.var.refuse('not-found');
  const {
    view,
    beside: [papers, charges],
  } = seen;
  return accountTab(
    c,
    { view, tab: 'bills' },
    <>
      <Bills c={c} view={view} papers={papers} />
      <Payments c={c} papers={papers} />
      <AccountChargesShown c={c} view={view} charges={charges} />
    </>,
  );
}
