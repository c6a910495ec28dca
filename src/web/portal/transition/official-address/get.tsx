import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

const checks = ['address', 'lock', 'links'] as const;
const never = ['password', 'enrol', 'gift'] as const;

/** The one address, how to check it, and what nobody from the utility ever asks (T9). */
export function officialAddressPage(c: PageContext): Response | Promise<Response> {
  const { t, deps } = c.var;
  const { utility } = deps;
  const values = {
    address: utility.official_address,
    utility: utility.short_name,
    phone: utility.contact.billing_phone,
  };
  return page(
    c,
    { title: t('official.title') },
    <>
      <h1>{t('official.title')}</h1>
      <p class="usa-intro">{t('official.intro', values)}</p>
      <p class="c-countdown">{utility.official_address}</p>
      <h2>{t('official.check')}</h2>
      <ul class="usa-list">
        {checks.map((check) => (
          <li>{t(`official.check.${check}`, values)}</li>
        ))}
      </ul>
      <h2>{t('official.never')}</h2>
      <ul class="usa-list">
        {never.map((one) => (
          <li>{t(`official.never.${one}`, values)}</li>
        ))}
      </ul>
      <h2>{t('official.how')}</h2>
      <p>{t('official.how-body', values)}</p>
      <p>
        <a href={paths.helpAnswer('is-it-safe')}>{t('official.more')}</a>
      </p>
    </>,
  );
}
