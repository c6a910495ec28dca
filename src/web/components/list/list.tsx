import type { Child } from 'hono/jsx';
import { csvText } from '../../../usecases/transition/index.ts';
import type { PageContext } from '../../page.ts';
import { Icon } from '../icon.tsx';
import { Table } from '../table.tsx';
import { addressWith, fromItsBeginning } from './address.ts';
import { inOrder, orderOf, sortable } from './arrange.ts';
import { type Filter, Filters } from './filters.tsx';
import type { ListColumn } from './list-column.ts';

export type { ListColumn } from './list-column.ts';

const pageSize = 50;

export interface ListProps<Row> {
  readonly c: PageContext;
  /** Of the page that the list stands on; every state of the list is an address of it. */
  readonly path: string;
  readonly caption: string;
  /** All rows in their own order, filtered as the address asks. What grows without end is a `LongList`. */
  readonly rows: readonly Row[];
  readonly columns: readonly ListColumn<Row>[];
  /** Said where there is nothing at all: what will be here, and when. */
  readonly empty: string;
  readonly filters?: readonly Filter[];
  /** Ready-made views of the same list, the first of them its own. */
  readonly views?: readonly { readonly value: string; readonly text: string }[];
  /** The caption says what the page's title says. */
  readonly isCaptionHidden?: boolean;
  /** Without a file: what is listed are files themselves. */
  readonly isWithoutFile?: boolean;
  /** The address of the list's own file, where its file has more than its columns. */
  readonly file?: string;
}

/**
 * A list of the console: views, filters, headings that sort, pages and a file of just these rows, all of them addresses, so
 * that a list can be sent to a colleague and works without a script.
 */
export function List<Row>(props: ListProps<Row>) {
  const { c, path, rows } = props;
  const { t } = c.var;
  const ordered = inOrder(rows, props.columns, orderOf(c, props.columns));
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const number = Math.min(pages, pageOf(c));
  const from = (number - 1) * pageSize;
  const shown = ordered.slice(from, from + pageSize);
  return (
    <ListView
      {...props}
      rows={shown}
      columns={sortable(c, path, props.columns)}
      range={t('list.range', { from: from + 1, to: from + shown.length, total: rows.length })}
      pages={<Pages c={c} path={path} number={number} pages={pages} />}
    />
  );
}

/** How both kinds of list look: `rows` are those of one page, `columns` have their links. */
export function ListView<Row>(props: ListProps<Row> & { readonly range: string; readonly pages: Child }) {
  const { c, path, rows, filters = [], views = [] } = props;
  const { t } = c.var;
  const isFiltered = filters.some(({ name }) => (c.req.query(name) ?? '') !== '');
  const hasFile =
    props.isWithoutFile !== true &&
    (props.file !== undefined || props.columns.some(({ value }) => value !== undefined));
  return (
    <div class="c-list">
      <Views c={c} path={path} views={views} caption={props.caption} />
      <Filters c={c} path={path} filters={filters} />
      {(hasFile ? rows.length > 0 : rows.length > 1) && (
        <p class="c-list__range">
          <span>{props.range}</span>
          {hasFile && (
            <a
              href={addressWith(c, props.file ?? path, {
                ...fromItsBeginning,
                as: props.file === undefined ? 'csv' : '',
              })}
            >
              {t('console.download-csv')}
            </a>
          )}
        </p>
      )}
      <Table
        caption={props.caption}
        isCaptionHidden={props.isCaptionHidden === true}
        empty={isFiltered ? t('list.none-such') : props.empty}
        rows={rows}
        columns={props.columns.filter(({ isOnlyInFile }) => isOnlyInFile !== true)}
      />
      {props.pages}
    </div>
  );
}

const pageOf = (c: PageContext): number => {
  const asked = Number(c.req.query('page') ?? '1');
  return Number.isSafeInteger(asked) && asked >= 1 ? asked : 1;
};

function Views({
  c,
  path,
  views,
  caption,
}: Pick<ListProps<never>, 'c' | 'path' | 'caption'> & Pick<Required<ListProps<never>>, 'views'>) {
  if (views.length === 0) return null;
  const now = views.find(({ value }) => value === c.req.query('view')) ?? views[0];
  return (
    <nav class="c-tabs" aria-label={caption}>
      <ul>
        {views.map((view) => (
          <li>
            <a
              href={addressWith(c, path, { view: view === views[0] ? '' : view.value, ...fromItsBeginning })}
              {...(view === now ? ({ 'aria-current': 'true' } as const) : {})}
            >
              {view.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Pages({ c, path, number, pages }: { c: PageContext; path: string; number: number; pages: number }) {
  const { t } = c.var;
  if (pages <= 1) return null;
  const to = (page: number) => addressWith(c, path, { page: page === 1 ? '' : `${page}` });
  return (
    <nav class="c-pagination" aria-label={t('pagination.label')}>
      {number > 1 && (
        <a rel="prev" href={to(number - 1)}>
          <Icon name="back" />
          {t('pagination.previous')}
        </a>
      )}
      <span>{t('pagination.page', { page: number, pages })}</span>
      {number < pages && (
        <a rel="next" href={to(number + 1)}>
          {t('pagination.next')}
        </a>
      )}
    </nav>
  );
}

/** The same rows as a file, where the address asks for one; undefined where it asks for the page. */
export function listFile<Row>(
  { c, rows, columns }: Pick<ListProps<Row>, 'c' | 'rows' | 'columns'>,
  name: string,
): Response | undefined {
  if (c.req.query('as') !== 'csv') return undefined;
  const filed = columns.flatMap(({ key, value }) => (key === undefined || value === undefined ? [] : [{ key, value }]));
  const lines = inOrder(rows, columns, orderOf(c, columns)).map((row) =>
    filed.map(({ value }) => String(value(row) ?? '')),
  );
  return c.body(csvText([filed.map(({ key }) => key), ...lines]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}
