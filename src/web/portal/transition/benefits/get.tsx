import { isOnOrAfter } from '../../../../domain/kernel/index.ts';
import { page } from '../../../components/layout.tsx';
import { WaysToPayUntilThen } from '../../../components/ways-to-pay.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

const gains = ['see', 'autopay', 'ebill', 'history', 'notices', 'safety'] as const;
const without = ['paper', 'guest', 'phone', 'mail'] as const;

/** What registering adds, and what works without it (T6). */
export function benefitsPage(c: PageContext): Response | Promise<Response> {
  const { t, now, deps } = c.var;
  const open = isOnOrAfter(now, deps.utility.cutOver);
  return page(
    c,
    { title: t('benefits.title') },
    <>
      <h1>{t('benefits.title')}</h1>
      <p class="usa-intro">{t('benefits.intro')}</p>
      <ul class="usa-list">
        {gains.map((gain) => (
          <li>{t(`benefits.gain.${gain}`)}</li>
        ))}
      </ul>
      <h2>{t('benefits.without')}</h2>
      <ul class="usa-list">
        {without
          .filter((way) => open || way !== 'guest')
          .map((way) => (
            <li>{t(`benefits.without.${way}`, { phone: deps.utility.contact.billing_phone })}</li>
          ))}
      </ul>
      {open ? (
        <p class="c-actions">
          <a class="usa-button" href={paths.registration.findAccount}>
            {t('landing.register')}
          </a>
          <a class="usa-button usa-button--outline" href={paths.guestPay}>
            {t('landing.pay')}
          </a>
        </p>
      ) : (
        <>
          <p class="c-note">{t('page.not-open.body', { date: t.moment(deps.utility.cutOver) })}</p>
          <WaysToPayUntilThen c={c} />
        </>
      )}
    </>,
  );
}
