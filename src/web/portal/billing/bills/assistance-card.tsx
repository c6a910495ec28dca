import { inLanguage } from '../../../../domain/kernel/index.ts';
import type { AssistanceGranted } from '../../../../usecases/receivables/index.ts';
import { offText, programmeOf } from '../../../components/programme-words.ts';
import type { PageContext } from '../../../page.ts';

/** The programme that the account is in: what it takes off, and until when. */
export function AssistanceCard({ c, granted }: { c: PageContext; granted: AssistanceGranted }) {
  const { t, deps } = c.var;
  const programme = programmeOf(c, granted.programme);
  if (programme === undefined) return null;
  return (
    <section class="c-card" id="assistance">
      <h2>{inLanguage(programme.name, t.language)}</h2>
      <p>{t('assistance.off', { off: offText(c, programme) })}</p>
      <p>{t('assistance.until', { date: t.date(granted.endsOn.subtract({ days: 1 })) })}</p>
      <p>{t('assistance.again', { phone: deps.utility.contact.billing_phone })}</p>
    </section>
  );
}
