import { sessionLimits } from '../../../../domain/access/index.ts';
import { inLanguage } from '../../../../domain/kernel/index.ts';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';

const aims = ['keyboard', 'reader', 'zoom', 'contrast', 'script'] as const;

/** Known faults; docs/accessibility.md has them with the dates on which they were seen. */
const faults = ['session', 'processor', 'chart', 'pdf', 'files'] as const;

/** The accessibility statement: what is aimed for, how it is checked, what is known not to work, and who helps. */
export function accessibilityPage(c: PageContext): Response | Promise<Response> {
  const { t, deps } = c.var;
  const { accessibility, contact, short_name } = deps.utility;
  const { phone, email } = accessibility ?? { phone: contact.billing_phone, email: contact.email };
  const address = `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`;
  const hours = inLanguage(contact.office_hours, t.language);
  return page(
    c,
    { title: t('accessibility.title') },
    <>
      <h1>{t('accessibility.title')}</h1>
      <p class="usa-intro">{t('accessibility.intro', { utility: short_name })}</p>
      <h2>{t('accessibility.help')}</h2>
      <p>{t('accessibility.help-body', { phone, email })}</p>
      {accessibility !== undefined && <p>{t('accessibility.help-days', { days: accessibility.answer_days })}</p>}
      <p>{t('accessibility.other', { address, hours })}</p>
      <h2>{t('accessibility.aim')}</h2>
      <p>{t('accessibility.aim-body')}</p>
      <ul class="usa-list">
        {aims.map((aim) => (
          <li>{t(`accessibility.aim.${aim}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.known')}</h2>
      <ul class="usa-list">
        {faults.map((fault) => (
          <li>{t(`accessibility.known.${fault}`, { hours: sessionLimits.customer.absoluteHours })}</li>
        ))}
      </ul>
      <h2>{t('accessibility.checked')}</h2>
      <p>{t('accessibility.checked-body')}</p>
      {accessibility !== undefined && (
        <p>{t('accessibility.checked-on', { date: t.date(accessibility.reviewed_on) })}</p>
      )}
    </>,
  );
}
