import { type ListAsked, type ListPart, type ListPlace, present } from '../../../domain/kernel/index.ts';
import { csvText } from '../../../usecases/transition/index.ts';
import type { PageContext } from '../../page.ts';
import { Icon } from '../icon.tsx';
import { addressWith, fromItsBeginning } from './address.ts';
import { orderOf, sortable } from './arrange.ts';
import { type ListProps, ListView } from './list.tsx';
import type { ListColumn } from './list-column.ts';

const pageSize = 50;

/** So many rows go into a file at a time. */
const filedAtOnce = 2000;

export interface LongListProps<Row> extends Omit<ListProps<Row>, 'rows'> {
  /** A part of the list, filtered as the address asks. */
  readonly find: (asked: ListAsked) => Promise<ListPart<Row>>;
}

/**
 * A list of the console that may grow for ever: the database sorts it and gives one page of it, by what its edge row is sorted
 * by and never by how many rows are before it.
 */
export async function LongList<Row>(props: LongListProps<Row> & { part?: ListPart<Row> }) {
  const { c, path } = props;
  const { t } = c.var;
  const part = props.part ?? (await partShown(props));
  const { rows, count } = part;
  const from = part.before === undefined ? 1 : Math.max(2, rowAsked(c));
  const through = from + rows.length - 1;
  const isWhole = part.before === undefined && part.after === undefined;
  const total = isWhole ? rows.length : Math.max(count?.rows ?? 0, through);
  const isMore = count?.isMore === true || (part.after !== undefined && through >= total);
  return (
    <ListView
      {...props}
      rows={rows}
      columns={sortable(c, path, props.columns, part.sorts)}
      range={t(isMore ? 'list.range-of-more' : 'list.range', { from, to: through, total })}
      pages={
        isWhole ? null : (
          <nav class="c-pagination" aria-label={t('pagination.label')}>
            {part.before !== undefined && (
              <a
                rel="prev"
                href={addressWith(c, path, { ...fromItsBeginning, ...placeIn('before', part.before, from - pageSize) })}
              >
                <Icon name="back" />
                {t('pagination.previous')}
              </a>
            )}
            {part.after !== undefined && (
              <a
                rel="next"
                href={addressWith(c, path, { ...fromItsBeginning, ...placeIn('after', part.after, through + 1) })}
              >
                {t('pagination.next')}
              </a>
            )}
          </nav>
        )
      }
    />
  );
}

/** The part that the address asks for. */
export const partShown = <Row, Part extends ListPart<Row>>({
  c,
  columns,
  find,
}: Pick<LongListProps<Row>, 'c' | 'columns'> & { readonly find: (asked: ListAsked) => Promise<Part> }): Promise<Part> =>
  find({ ...sortAsked(c, columns), ...placeAsked(c), limit: pageSize, isCounted: true });

/** Every row as a file, where the address asks for one: written while it is read, a part at a time. */
export function longListFile<Row>(
  props: Pick<LongListProps<Row>, 'c' | 'columns' | 'find'>,
  name: string,
): Response | undefined {
  return props.c.req.query('as') === 'csv' ? longListAsFile(props, name) : undefined;
}

/** The same at an address of its own. */
export function longListAsFile<Row>(props: Pick<LongListProps<Row>, 'c' | 'columns' | 'find'>, name: string): Response {
  return props.c.body(ReadableStream.from(linesOf(props)).pipeThrough(new TextEncoderStream()), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}

async function* linesOf<Row>({ c, columns, find }: Pick<LongListProps<Row>, 'c' | 'columns' | 'find'>) {
  const filed = columns.flatMap(({ key, value }) => (key === undefined || value === undefined ? [] : [{ key, value }]));
  yield csvText([filed.map(({ key }) => key)]);
  let place: ListPlace | undefined;
  do {
    const part: ListPart<Row> = await find({
      ...sortAsked(c, columns),
      ...present({ after: place }),
      limit: filedAtOnce,
    });
    if (part.rows.length > 0) yield csvText(part.rows.map((row) => filed.map(({ value }) => String(value(row) ?? ''))));
    place = part.after;
  } while (place !== undefined);
}

function sortAsked<Row>(c: PageContext, columns: readonly ListColumn<Row>[]): Pick<ListAsked, 'sort' | 'isDown'> {
  const order = orderOf(c, columns);
  return order === undefined ? {} : { sort: order.by, isDown: order.isDown };
}

const placeIn = (side: 'after' | 'before', place: ListPlace, row: number) => ({
  [side]: JSON.stringify(place),
  row: `${row}`,
});

const rowAsked = (c: PageContext): number => {
  const asked = Number(c.req.query('row'));
  return Number.isSafeInteger(asked) ? asked : 1;
};

function placeAsked(c: PageContext): Pick<ListAsked, 'after' | 'before'> {
  for (const side of ['after', 'before'] as const) {
    const place = readPlace(c.req.query(side));
    if (place !== undefined) return { [side]: place };
  }
  return {};
}

function readPlace(text: string | undefined): ListPlace | undefined {
  if (text === undefined || text.length > 1000) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    const isPlace = Array.isArray(read) && read.every((one) => one === null || typeof one === 'string');
    return isPlace ? read : undefined;
  } catch {
    return undefined;
  }
}

/** A row of what `find` answers. */
export type ListedBy<Find> = Find extends (...asked: never[]) => Promise<ListPart<infer Row>> ? Row : never;
