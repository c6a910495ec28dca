import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

const pages = ['similarHomes', 'indoorOutdoor', 'advice', 'goal', 'watering', 'rebates', 'household'] as const;
export type SavingPage = (typeof pages)[number];

/** The pages that help to use less, beside one another. */
export function SavingTabs({ c, number, here }: { c: PageContext; number: string; here: SavingPage }) {
  const { t } = c.var;
  return (
    <>
      <p>
        <a href={paths.account(number)}>← {t('home.title')}</a>
      </p>
      <nav class="c-tabs c-tabs--many" aria-label={t('conservation.title')}>
        <ul>
          {pages.map((page) => (
            <li>
              <a href={paths[page](number)} {...(page === here ? { 'aria-current': 'page' } : {})}>
                {t(`conservation.tab.${page}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
