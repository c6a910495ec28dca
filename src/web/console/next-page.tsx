import { Icon } from '../components/icon.tsx';
import type { PageContext } from '../page.ts';
import { pageNumber, sameQuery } from './request.ts';

/** Back and on through a list whose length is not worth counting. */
export function NextPage({ c, path, more }: { c: PageContext; path: string; more: boolean }) {
  const { t } = c.var;
  const number = pageNumber(c);
  if (number === 1 && !more) return null;
  return (
    <nav class="c-pagination" aria-label={t('pagination.label')}>
      {number > 1 && (
        <a rel="prev" href={sameQuery(c, path, { page: `${number - 1}` })}>
          <Icon name="back" />
          {t('pagination.previous')}
        </a>
      )}
      {more && (
        <a rel="next" href={sameQuery(c, path, { page: `${number + 1}` })}>
          {t('pagination.next')}
        </a>
      )}
    </nav>
  );
}
