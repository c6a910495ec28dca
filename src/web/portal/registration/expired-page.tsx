import { page } from '../../components/layout.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** A registration that is over or waited too long: nothing is lost, the account is found again in a minute. */
export function expiredPage(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  return page(
    c,
    { title: t('register.expired.title'), status: 409 },
    <>
      <h1>{t('register.expired.title')}</h1>
      <p class="usa-intro">{t('register.expired.body')}</p>
      <p>
        <a class="usa-button" href={paths.registration.findAccount}>
          {t('register.expired.again')}
        </a>
      </p>
      <p>
        <a href={paths.signIn}>{t('register.have-login')}</a>
      </p>
    </>,
  );
}
