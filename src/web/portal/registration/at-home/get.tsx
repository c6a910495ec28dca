import { authorisedAccounts, todayOf } from '../../../../usecases/access/index.ts';
import { registrationState } from '../../../../usecases/registration/index.ts';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';

/**
 * A sheet to print and take home: where the portal is, how to sign in, what comes by letter. The password and the code are never
 * on it.
 */
export async function atHomePage(c: PageContext): Promise<Response> {
  const { t, deps, now, loginId, session } = c.var;
  const { utility } = deps;
  const accounts = loginId === undefined ? [] : await authorisedAccounts(deps.db, loginId, todayOf(deps.utility, now));
  const [account] = accounts;
  if (account === undefined && (await registrationState(deps.db, registrationToken(c), now)) === undefined) {
    return expiredPage(c);
  }
  const registered = account !== undefined;
  const number = account === undefined ? undefined : account.number;
  const title = t(registered ? 'register.at-home.title' : 'register.at-home.title-letter');
  const signInName = session?.email ?? number;
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      {registered ? (
        <p class="usa-intro">{t('register.at-home.registered')}</p>
      ) : (
        <p class="usa-intro">{t('register.at-home.letter')}</p>
      )}
      <h2>{t('register.at-home.how')}</h2>
      <ol class="usa-list">
        <li>{t('register.at-home.address', { address: utility.official_address })}</li>
        {registered ? (
          <>
            <li>{t('register.at-home.sign-in', { name: signInName ?? '' })}</li>
            <li>{t('register.at-home.password')}</li>
          </>
        ) : (
          <>
            <li>{t('register.at-home.type-code')}</li>
            <li>{t('register.at-home.choose')}</li>
          </>
        )}
      </ol>
      <p>{t('register.at-home.forgotten', { phone: utility.contact.billing_phone })}</p>
      <p>{t('register.at-home.safe')}</p>
      <p class="c-no-print">
        <button class="usa-button" type="button" data-print hidden>
          {t('register.at-home.print')}
        </button>
      </p>
      {number !== undefined && (
        <ul class="usa-list c-no-print">
          {account?.rights.includes('manage') === true && (
            <li>
              <a href={paths.autopay(number)}>{t('welcome.autopay')}</a>
            </li>
          )}
          <li>
            <a href={paths.account(number)}>{t('welcome.account')}</a>
          </li>
        </ul>
      )}
    </>,
  );
}
