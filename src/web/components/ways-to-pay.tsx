import { inLanguage } from '../../domain/kernel/index.ts';
import { cutOverDate } from '../../domain/transition/index.ts';
import { transitionPolicy } from '../../usecases/transition/index.ts';
import type { PageContext } from '../page.ts';

/** Before the cut-over: how bills are paid until this portal opens. */
export function WaysToPayUntilThen({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  const { contact, transition } = deps.utility;
  const address = `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`;
  const about = {
    portal: inLanguage(transition.old_portal, t.language),
    date: t.date(cutOverDate(transitionPolicy(deps.utility)).subtract({ days: 1 })),
  };
  return (
    <>
      <h2>{t('ways-to-pay.title')}</h2>
      <ul class="usa-list">
        <li>
          {t('ways-to-pay.phone', {
            phone: contact.billing_phone,
            hours: inLanguage(contact.office_hours, t.language),
          })}
        </li>
        <li>{t('ways-to-pay.mail', { address })}</li>
        <li>{t('ways-to-pay.office', { address })}</li>
        <li>
          {transition.old_portal_address === undefined ? (
            t('ways-to-pay.old-portal-no-address', about)
          ) : (
            <>
              {t('ways-to-pay.old-portal', about)}{' '}
              <a href={transition.old_portal_address}>{transition.old_portal_address}</a>
            </>
          )}
        </li>
      </ul>
    </>
  );
}
