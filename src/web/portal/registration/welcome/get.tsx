import { authorisedAccounts, todayOf } from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown } from '../../../components/rights-shown.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The end of registering and the start of what it is for: autopay, e-bill, my account. */
export async function welcomePage(c: PageContext): Promise<Response> {
  const { deps, now, t, loginId } = c.var;
  if (loginId === undefined) return c.redirect(paths.signIn, 303);
  const accounts = await authorisedAccounts(
    deps.db,
    loginId,
    todayOf(deps.utility, now),
    deps.utility.closed_accounts.visible_days,
  );
  const asked = c.req.query('account');
  const found = accounts.find(({ number }) => number === asked) ?? accounts[0];
  const outcome = c.req.query('outcome');
  const account = found === undefined ? undefined : found.number;
  const mayManage = found?.rights.includes('manage') === true;
  const isHelper = found?.role === 'delegate';
  const steps =
    account === undefined
      ? []
      : [
          ...(mayManage
            ? [
                { href: paths.autopay(account), title: t('welcome.autopay'), body: t('welcome.autopay.body') },
                { href: paths.ebill(account), title: t('welcome.ebill'), body: t('welcome.ebill.body') },
              ]
            : []),
          ...(isHelper && found.rights.includes('autopay')
            ? [{ href: paths.autopay(account), title: t('welcome.autopay'), body: t('welcome.helper.autopay.body') }]
            : []),
          {
            href: paths.account(account),
            title: t(isHelper ? 'welcome.helper.account' : 'welcome.account'),
            body: t('welcome.account.body'),
          },
        ];
  const title = t(account === undefined ? 'welcome.title-login' : 'welcome.title');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      {outcome === 'code-mailed' && (
        <Alert kind="info" heading={t('welcome.code-mailed')}>
          {t('welcome.code-mailed.body')} <a href={paths.registration.mailedCode}>{t('welcome.code-mailed.link')}</a>
        </Alert>
      )}
      {outcome === 'claimed' && (
        <Alert kind="warning" heading={t('welcome.claimed')}>
          {t('welcome.claimed.body')} <a href={paths.addAccount}>{t('welcome.claimed.link')}</a>
        </Alert>
      )}
      {found !== undefined && isHelper && (
        <p class="usa-intro">{t('welcome.helper.intro', { street: found.street, may: mayShown(c, found) })}</p>
      )}
      {found !== undefined && !isHelper && (
        <p class="usa-intro">{t(mayManage ? 'welcome.intro' : 'welcome.intro-closed', { street: found.street })}</p>
      )}
      {account === undefined && outcome === undefined && (
        <p>
          <a class="usa-button" href={paths.addAccount}>
            {t('accounts.add')}
          </a>
        </p>
      )}
      {steps.length > 0 && (
        <ol class="c-jobs">
          {steps.map((step) => (
            <li class="c-job">
              <h2>
                <a href={step.href}>{step.title}</a>
              </h2>
              <p>{step.body}</p>
            </li>
          ))}
        </ol>
      )}
    </>,
  );
}
