import { billsAndPayments } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { AccountChargesShown, chargesOf } from '../../receivables/index.ts';
import { todayOf } from '../../request.ts';
import { accountTab, viewedAccount } from '../account-frame.tsx';
import { Bills, Payments } from '../tables.tsx';

/** What was billed, what was paid, and what is held, charged or taken off. */
export async function accountBillsPage(c: PageContext): Promise<Response> {
  const view = await viewedAccount(c);
  if (view === undefined) return c.var.refuse('not-found');
  const [papers, charges] = await Promise.all([
    billsAndPayments(c.var.deps.db, view.accountId, todayOf(c)),
    chargesOf(c, view.accountId),
  ]);
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
