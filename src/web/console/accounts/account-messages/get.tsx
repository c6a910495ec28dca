import { accountMessages } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { accountTab, viewedWith } from '../account-frame.tsx';
import { Notices, OutreachLog } from '../tables.tsx';

/** What the customer was told, and how staff tried to reach them. */
export async function accountMessagesPage(c: PageContext): Promise<Response> {
  const seen = await viewedWith(c, (accountId) => accountMessages(c.var.deps.db, accountId));
  if (seen === undefined) return c.var.refuse('not-found');
  const { view, beside: messages } = seen;
  return accountTab(
    c,
    { view, tab: 'messages' },
    <>
      <Notices c={c} messages={messages} />
      <OutreachLog c={c} view={view} messages={messages} />
    </>,
  );
}
