import { accountMessages } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { accountTab, viewedAccount } from '../account-frame.tsx';
import { Notices, OutreachLog } from '../tables.tsx';

/** What the customer was told, and how staff tried to reach them. */
export async function accountMessagesPage(c: PageContext): Promise<Response> {
  const view = await viewedAccount(c);
  if (view === undefined) return c.var.refuse('not-found');
  const messages = await accountMessages(c.var.deps.db, view.accountId);
  return accountTab(
    c,
    { view, tab: 'messages' },
    <>
      <Notices c={c} messages={messages} />
      <OutreachLog c={c} view={view} messages={messages} />
    </>,
  );
}
