import { transitionStatus } from '../../../../usecases/transition/index.ts';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, policyOf } from '../../request.ts';
import { Shares } from '../../transition/index.ts';
import { SearchBox } from '../search/search-box.tsx';

/** The search box, and where the move stands, for staff who may see it. */
export async function homePage(c: PageContext): Promise<Response> {
  const { t, deps, now, staff } = c.var;
  const status = may(c, 'transition.view') ? await transitionStatus(deps.db, { now, policy: policyOf(c) }) : undefined;
  return page(
    c,
    { title: t('console.home.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.home.title')}</h1>
      <p>
        {t('console.home.signed-in', { name: staff?.name ?? '', role: t.maybe(`console.role.${staff?.role ?? ''}`) })}
      </p>
      <SearchBox c={c} />
      {status !== undefined && (
        <section aria-labelledby="the-move">
          <h2 id="the-move">
            <a href={paths.console.transition}>{t('console.transition.title')}</a>
          </h2>
          <Shares c={c} status={status} />
        </section>
      )}
    </>,
  );
}
