import type { recentWeeks } from '../../../../usecases/usage/index.ts';
import { changeText } from '../../../components/use/use-summary.tsx';
import { waterText } from '../../../components/use/use-words.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

type Weeks = NonNullable<Awaited<ReturnType<typeof recentWeeks>>>;

/** This week against last, on the account's first page; without hours, the way to the use of bills. */
export function UseCard({ c, number, weeks }: { c: PageContext; number: string; weeks: Weeks | undefined }) {
  const { t } = c.var;
  return (
    <section class="c-card">
      <h2>{t('use.title')}</h2>
      {weeks === undefined ? (
        <p>{t('use.card.none')}</p>
      ) : (
        <p>
          {t('use.card.week', {
            water: waterText(t, weeks.week, { unit: weeks.unit, scale: 'day' }),
            date: t.shortDate(weeks.lastDay),
          })}{' '}
          {weeks.weekBefore !== undefined &&
            weeks.weekBefore.compare(0) > 0 &&
            t('use.card.against', {
              change: changeText(t, { now: weeks.week, before: weeks.weekBefore }, { unit: weeks.unit, scale: 'day' }),
            })}
        </p>
      )}
      <p>
        <a href={paths.use(number)}>{t('use.card.link')}</a>
      </p>
    </section>
  );
}
