import { giveBackAccess, whoseAccount } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown, untilShown } from '../../../components/rights-shown.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** What a helper may do on an account, and giving that back. An owner is led to the people of the account. */
export async function ownAccessPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const whose = await whoseAccount(deps.db, account);
  const { letIn } = account;
  if (whose === undefined || letIn === undefined) return c.redirect(paths.people(number), 303);
  const title = t('people.own-title');
  return page(
    c,
    { title, back: { href: paths.account(number), text: t('home.title') } },
    <>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: t('invitation.account'), value: number },
          { term: t('people.own-whose'), value: whose.name },
          ...(whose.ownerEmail === undefined ? [] : [{ term: t('people.own-by'), value: whose.ownerEmail }]),
          { term: t('invitation.may'), value: mayShown(c, account) },
          {
            term: t('people.until'),
            value: letIn.endsOn === undefined ? t('invitation.until-open') : untilShown(c, letIn),
          },
        ]}
      />
      <p>{t('people.own-logged')}</p>
      <h2>{t('people.leave-title')}</h2>
      <Alert kind="info">{t('people.leave-body')}</Alert>
      <Form c={c} action={paths.ownAccess(number)}>
        <Button text={t('people.leave')} kind="secondary" />
      </Form>
    </>,
  );
}

export async function postOwnAccess(c: PageContext): Promise<Response> {
  const given = await giveBackAccess(accessDeps(c), accountOf(c), visitOf(c));
  return given.ok ? c.redirect(`${paths.allAccounts}&news=left`, 303) : c.var.refuse('not-found');
}
