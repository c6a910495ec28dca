import { noticeOfAccount, noticesOfAccount } from '../../../../usecases/notices/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { LinkedText } from '../../../components/linked-text.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

const perPage = 25;

/** Everything the customer was told on this account, newest first (N7); codes and links that open something are not kept. */
export async function noticesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const current = Math.max(1, Math.min(1000, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const found = await noticesOfAccount(deps.db, account.accountId, {
    offset: (current - 1) * perPage,
    limit: perPage + 1,
  });
  return page(
    c,
    { title: t('notices.title'), width: 'wide' },
    <>
      <h1>{t('notices.title')}</h1>
      <Table
        caption={t('notices.caption', { account: number })}
        isCaptionHidden
        empty={t('notices.none')}
        rows={found.slice(0, perPage)}
        columns={[
          {
            heading: t('notices.subject'),
            cell: (notice) => (
              <a href={paths.notice(number, String(notice.id))} lang={notice.language} dir="auto">
                {notice.subject}
              </a>
            ),
          },
          {
            heading: t('notices.how'),
            cell: (notice) => t(`notices.channel.${notice.channel}`),
            onPhone: 'alone',
          },
          { heading: t('notices.at'), cell: (notice) => t.moment(notice.createdAt), onPhone: 'alone' },
        ]}
      />
      <nav class="c-pagination" aria-label={t('pagination.label')}>
        {current > 1 && (
          <a rel="prev" href={`${paths.notices(number)}?page=${current - 1}`}>
            <Icon name="back" />
            {t('pagination.previous')}
          </a>
        )}
        {found.length > perPage && (
          <a rel="next" href={`${paths.notices(number)}?page=${current + 1}`}>
            {t('pagination.next')}
            <Icon name="next" />
          </a>
        )}
      </nav>
    </>,
  );
}

export async function noticePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const id = Number(c.req.param('notice'));
  const notice = Number.isSafeInteger(id) ? await noticeOfAccount(deps.db, account.accountId, id) : undefined;
  if (notice === undefined) return c.var.refuse('not-found');
  return page(
    c,
    {
      title: notice.subject,
      back: { href: paths.notices(account.number), text: t('notices.title') },
    },
    <>
      <h1 lang={notice.language} dir="auto">
        {notice.subject}
      </h1>
      <p>
        {t(`notices.channel.${notice.channel}`)} · {t.moment(notice.createdAt)}
      </p>
      <LinkedText text={notice.text} language={notice.language} />
    </>,
  );
}
