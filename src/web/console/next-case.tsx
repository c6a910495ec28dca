import type { PageContext } from '../page.ts';

/** After an answer: the one that waits first now, or that nothing waits any more. */
export async function NextCase({
  c,
  queue,
  next,
}: {
  c: PageContext;
  queue: string;
  /** Where the first that waits is answered. */
  next: () => Promise<string | undefined>;
}) {
  const { t } = c.var;
  const href = await next();
  return (
    <p class="c-note c-next" role="status">
      {t('console.case.answered')}{' '}
      {href === undefined ? (
        <a href={queue}>{t('console.case.none-left')}</a>
      ) : (
        <a href={href} data-key="n">
          {t('console.case.next')}
        </a>
      )}
    </p>
  );
}
