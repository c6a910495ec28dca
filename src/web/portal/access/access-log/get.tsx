import { accessLog } from '../../../../usecases/access/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';

/** Who looked at this account and what they did there, in plain words. */
export async function accessLogPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const entries = await accessLog(deps.db, account);
  const title = t('access-log.title');
  return page(
    c,
    { title, width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('access-log.intro', { phone: deps.utility.contact.billing_phone })}</p>
      <Table
        caption={t('access-log.caption')}
        isCaptionHidden
        empty={t('access-log.none')}
        rows={entries}
        columns={[
          { heading: t('access-log.when'), cell: (entry) => t.moment(entry.at) },
          {
            heading: t('access-log.who'),
            cell: (entry) => t(`access-log.by.${entry.by}`, { who: entry.who ?? '' }),
            onPhone: 'alone',
          },
          { heading: t('access-log.what'), cell: (entry) => t.maybe(`audit.${entry.action}`), onPhone: 'alone' },
        ]}
      />
    </>,
  );
}
