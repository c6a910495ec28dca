import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** On the account's first page: the ways to everything that saves water. */
export function SavingCard({ c, number }: { c: PageContext; number: string }) {
  const { t } = c.var;
  return (
    <section class="c-card">
      <h2>{t('conservation.title')}</h2>
      <p>{t('conservation.card')}</p>
      <p>
        <a href={paths.similarHomes(number)}>{t('similar.title')}</a> ·{' '}
        <a href={paths.household(number)}>{t('household.title')}</a>
      </p>
    </section>
  );
}
