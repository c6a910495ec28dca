import { isOver, rebateStanding } from '../../domain/credits/index.ts';
import { inLanguage } from '../../domain/kernel/index.ts';
import type { rebateOfAccount } from '../../usecases/credits/index.ts';
import type { PageContext } from '../page.ts';
import { SummaryList } from './summary-list.tsx';

type Application = NonNullable<Awaited<ReturnType<typeof rebateOfAccount>>>;

/** What a programme is called; its id where it is no longer described. */
export const programmeName = ({ var: { t, deps } }: PageContext, id: string): string =>
  inLanguage(deps.utility.rebates.words[id]?.name, t.language) ?? id;

/** What was asked, its sum and its papers, and every answer in order; who answered is named to the staff only. */
export function RebateThread(props: {
  c: PageContext;
  rebate: Application;
  file: (document: string) => string;
  named?: boolean;
}) {
  const { c, rebate, file, named } = props;
  const { t } = c.var;
  const { offer, steps, documents } = rebate;
  const standing = rebateStanding(steps);
  // That a second person still has to look is the utility's own affair.
  const shown = named === true ? steps : steps.filter(({ kind }) => kind !== 'approved');
  return (
    <>
      <h2>{t('rebates.history')}</h2>
      <ol class="usa-list">
        <li>
          <strong>{t.moment(rebate.askedAt)}</strong>: {t('rebates.was-asked')}{' '}
          {rebate.note !== '' && `“${rebate.note}”`}
        </li>
        {shown.map((step) => (
          <li>
            <strong>{t.moment(step.at)}</strong>:{' '}
            {t(`rebates.step.${step.kind}`, { amount: t.money(step.amount ?? offer.amount) })}{' '}
            {named === true && step.staffName !== undefined && `(${step.staffName}) `}
            {step.reason !== '' && `“${step.reason}”`}
            {named === true &&
              step.cisReference !== undefined &&
              ` ${t('console.credit-entered', { reference: step.cisReference })}`}
          </li>
        ))}
        {!isOver(standing) && <li>{t(standing === 'more-needed' ? 'rebates.next.customer' : 'rebates.next.staff')}</li>}
      </ol>
      <h2>{t('rebates.sum')}</h2>
      <SummaryList
        rows={[
          { term: t('rebates.fact.items'), value: t.number(offer.items) },
          { term: t('rebates.fact.bought-on'), value: t.date(rebate.boughtOn) },
          { term: t('rebates.fact.price'), value: t.money(offer.price) },
          { term: t('rebates.by-items', { each: t.money(offer.amountEach) }), value: t.money(offer.byItems) },
          { term: t('rebates.by-price', { percent: offer.sharePercent }), value: t.money(offer.byPrice) },
          { term: t('rebates.amount'), value: t.money(offer.amount), strong: true },
        ]}
      />
      <h2>{t('rebates.papers')}</h2>
      <ul class="usa-list">
        {documents.map(({ id, kind, name, bytes }) => (
          <li>
            {t(`rebates.document.${kind}`)}: <a href={file(String(id))}>{name}</a>{' '}
            {t('alerts.file-size', { size: t.number(Math.max(1, Math.round(bytes / 1024))) })}
          </li>
        ))}
      </ul>
    </>
  );
}
