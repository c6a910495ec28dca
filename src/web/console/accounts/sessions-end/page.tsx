import type { Problem } from '../../../../domain/kernel/index.ts';
import { endCustomerSessions, endingReasons } from '../../../../usecases/access/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { Button, Choices, Form } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount, staffView } from '../../request.ts';

const accountOpened = (c: PageContext) => openedAccount(c, 'account.viewed');

/** Signs an account's people out everywhere, for a reason that they are told. */
export async function sessionsEndPage(c: PageContext): Promise<Response> {
  const account = await accountOpened(c);
  return account === undefined ? c.var.refuse('not-found') : askForReason(c, account, { reason: '', problems: [] });
}

export async function postSessionsEnd(c: PageContext): Promise<Response> {
  const account = await accountOpened(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['reason']);
  const reason = endingReasons.find((one) => one === typed.reason);
  if (reason === undefined) {
    const problems = [{ code: 'access.reason-missing', field: 'reason' }];
    return askForReason(c, account, { reason: '', problems });
  }
  await endCustomerSessions(c.var.deps, { accountId: account.accountId, reason }, staffView(c));
  return c.redirect(paths.console.accountPeople(account.number), 303);
}

function askForReason(
  c: PageContext,
  account: AccountOverview,
  { reason, problems }: { readonly reason: string; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    { title: t('console.sessions-end.title'), back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.sessions-end.intro')}</p>
      <Form c={c} action={paths.console.sessionsEnd(account.number)}>
        <Choices
          c={c}
          name="reason"
          legend={t('console.sessions-end.reason')}
          value={reason}
          problems={problems}
          choices={endingReasons.map((one) => ({ value: one, label: t(`console.sessions-end.${one}`) }))}
        />
        <Button text={t('console.sessions-end.button')} />
      </Form>
    </>,
  );
}
