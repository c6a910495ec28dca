import type { WateringToday } from '../../../domain/conservation/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { wateringText } from './watering/words.ts';

/** On the account's first page: the ways to everything that saves water. */
export function SavingCard(props: { c: PageContext; number: string; watering: WateringToday | undefined }) {
  const { c, number, watering } = props;
  const { t } = c.var;
  return (
    <section class="c-card">
      <h2>{t('conservation.title')}</h2>
      <p>{t('conservation.card')}</p>
      {watering !== undefined && (
        <p>
          <strong>{wateringText(t, watering)}.</strong> <a href={paths.watering(number)}>{t('watering.title')}</a>
        </p>
      )}
      <p>
        <a href={paths.similarHomes(number)}>{t('similar.title')}</a> ·{' '}
        <a href={paths.advice(number)}>{t('advice.title')}</a> · <a href={paths.goal(number)}>{t('goal.title')}</a> ·{' '}
        <a href={paths.rebates(number)}>{t('rebates.title')}</a> ·{' '}
        <a href={paths.household(number)}>{t('household.title')}</a>
      </p>
    </section>
  );
}
