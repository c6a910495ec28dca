import { wateringToday } from '../../../../usecases/conservation/index.ts';
import { page } from '../../../components/layout.tsx';
import { PageList } from '../../../components/page-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { wateringText } from '../watering/words.ts';

/** Save water: whether this home may water today, and the ways to use less. */
export async function savingPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const watering = await wateringToday(deps.db, account, { utility: deps.utility, now });
  return page(
    c,
    { title: t('conservation.title') },
    <>
      <h1>{t('conservation.title')}</h1>
      <p class="usa-intro">{t('conservation.intro')}</p>
      <PageList
        label={t('conservation.title')}
        pages={[
          {
            ...{ href: paths.advice(number), name: t('advice.title'), icon: 'tip' },
            says: t('conservation.says.advice'),
          },
          {
            ...{ href: paths.similarHomes(number), name: t('similar.title'), icon: 'groups' },
            says: t('conservation.says.similar'),
          },
          { ...{ href: paths.goal(number), name: t('goal.title'), icon: 'goal' }, says: t('conservation.says.goal') },
          {
            ...{ href: paths.watering(number), name: t('watering.title'), icon: 'rain' },
            says: watering === undefined ? t('conservation.says.watering') : wateringText(t, watering),
          },
          {
            ...{ href: paths.rebates(number), name: t('rebates.title'), icon: 'rebate' },
            says: t('conservation.says.rebates'),
          },
          {
            ...{ href: paths.household(number), name: t('household.title'), icon: 'people' },
            says: t('conservation.says.household'),
          },
        ]}
      />
    </>,
  );
}
