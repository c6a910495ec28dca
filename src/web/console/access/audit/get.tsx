import type { ListAsked } from '../../../../domain/kernel/index.ts';
import { type AuditFound, lookThroughAudit } from '../../../../usecases/access/index.ts';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { detailWords } from './detail-words.ts';
import { readQuestion } from './schema.ts';

/** Who did what, on which account, on which day, the newest first. */
export async function auditPage(c: PageContext): Promise<Response> {
  const { t, deps, staff } = c.var;
  if (staff === undefined) return c.var.refuse('not-permitted');
  const { question, typed } = readQuestion((name) => c.req.query(name));
  const ask = (asked: ListAsked) =>
    lookThroughAudit(deps.db, question, { zone: deps.utility.time_zone, staff, ...asked });
  const allowed = await ask({ limit: 1 });
  if (!allowed.ok) return c.var.refuse('not-permitted');
  const list: LongListProps<AuditFound> = {
    ...{ c, path: paths.console.audit, isCaptionHidden: true, columns: columnsOf(c) },
    caption: t('console.audit.title'),
    empty: t('console.audit.none'),
    find: async (asked) => {
      const found = await ask(asked);
      return found.ok ? found.value : { rows: [], sorts: [] };
    },
  };
  const file = longListFile(list, 'audit');
  if (file !== undefined) return file;
  const title = t('console.audit.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.audit.intro')}</p>
      <form class="c-filters__form" method="get" action={paths.console.audit}>
        {(['who', 'what', 'account', 'from', 'through'] as const).map((name) => (
          <div>
            <label class="usa-label" for={name}>
              {t(`console.audit.${name}`)}
            </label>
            {(name === 'who' || name === 'what') && (
              <span class="usa-hint" id={`${name}-hint`}>
                {t(`console.audit.${name}-hint`)}
              </span>
            )}
            <input
              class="usa-input"
              id={name}
              name={name}
              type={name === 'from' || name === 'through' ? 'date' : 'text'}
              value={typed[name]}
              autocomplete="off"
              aria-describedby={name === 'who' || name === 'what' ? `${name}-hint` : undefined}
            />
          </div>
        ))}
        <button class="usa-button usa-button--outline" type="submit">
          {t('console.filter.apply')}
        </button>
      </form>
      <LongList {...list} />
    </>,
  );
}

function columnsOf(c: PageContext): readonly ListColumn<AuditFound>[] {
  const { t } = c.var;
  const detailText = ({ detail, address }: AuditFound) =>
    [...detailWords(t, detail), ...(address === undefined ? [] : [address])].join('; ');
  return [
    { heading: t('console.date'), key: 'at', value: ({ at }) => at.toString(), cell: ({ at }) => t.stamp(at) },
    {
      heading: t('console.by'),
      key: 'who',
      value: ({ actorKind, who }) => who ?? actorKind,
      cell: ({ actorKind, who }) => (
        <>
          {t(`console.audit.by-${actorKind}`)}
          {who !== undefined && <br />}
          {who}
        </>
      ),
    },
    {
      heading: t('console.audit.what'),
      key: 'what',
      value: ({ action }) => action,
      cell: ({ action }) => (
        <>
          {t.maybe(`audit.${action}`) ?? ''}
          <br />
          <code>{action}</code>
        </>
      ),
    },
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account }) =>
        account !== undefined && may(c, 'account.view') ? (
          <a href={paths.console.account(account)}>{account}</a>
        ) : (
          account
        ),
    },
    {
      heading: t('console.audit.detail'),
      key: 'detail',
      value: detailText,
      cell: (event) => <div class="c-audit__detail">{detailText(event)}</div>,
    },
  ];
}
