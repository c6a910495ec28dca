import type { PageContext } from '../page.ts';
import { Icon } from './icon.tsx';

/** Pages of a long list; `hrefOf(n)` is the address of page n, counted from 1. */
export function Pagination(props: { c: PageContext; page: number; pages: number; hrefOf: (page: number) => string }) {
  const { t } = props.c.var;
  if (props.pages <= 1) return null;
  return (
    <nav class="c-pagination" aria-label={t('pagination.label')}>
      {props.page > 1 && (
        <a rel="prev" href={props.hrefOf(props.page - 1)}>
          <Icon name="back" />
          {t('pagination.previous')}
        </a>
      )}
      <span>{t('pagination.page', { page: props.page, pages: props.pages })}</span>
      {props.page < props.pages && (
        <a rel="next" href={props.hrefOf(props.page + 1)}>
          {t('pagination.next')}
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
