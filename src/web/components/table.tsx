import type { Child } from 'hono/jsx';

export interface Column<Row> {
  readonly heading: string;
  /** Where the list is sorted by this column, or the other way round; `now` where it is. */
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' };
  readonly cell: (row: Row) => Child;
  /** Money and counts stand at the right. */
  readonly numeric?: boolean;
  /** Sentences that wrap rather than make the table wider than its place. */
  readonly narrow?: boolean;
  /** Left out on a phone, where each row stands alone: what its page says again. */
  readonly onlyWide?: boolean;
  /** On a phone without its heading: at the other side of the row's head, or on a line of its own. */
  readonly onPhone?: 'beside' | 'alone';
}

/**
 * A table with a caption that scrolls by itself, also by keyboard, where it is wider than its place; on a phone each row is a
 * card instead, its columns' headings before their values. The first column heads its row.
 */
export function Table<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  empty: string;
  /** The page's title says the same: the caption is for those who do not see where the table stands. */
  isCaptionHidden?: boolean;
  /** A table on a phone, too: its rows are read across. */
  isKept?: boolean;
}) {
  if (props.rows.length === 0) return <p class="c-empty">{props.empty}</p>;
  const isPair = props.columns.length === 2;
  return (
    <section class="usa-table-container--scrollable" tabindex={0} aria-label={props.caption}>
      <table class={`usa-table usa-table--borderless ${props.isKept === true ? 'c-kept' : 'c-table'}`}>
        <caption>
          {props.isCaptionHidden === true ? <span class="c-hidden">{props.caption}</span> : props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" class={column.numeric === true ? 'c-numeric' : undefined} {...sortedBy(column)}>
                {column.sort === undefined ? column.heading : <a href={column.sort.href}>{column.heading}</a>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              {props.columns.map((column, index) =>
                index === 0 ? (
                  <th scope="row">{column.cell(row)}</th>
                ) : (
                  <td class={classOf(column, isPair)} data-label={column.heading}>
                    {inPlace(column, row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A cell with nothing in it stays empty: a phone leaves it out. */
function inPlace<Row>({ cell, narrow }: Column<Row>, row: Row): Child {
  const shown = cell(row);
  return narrow === true && shown !== '' ? <div>{shown}</div> : shown;
}

const sortedBy = <Row,>({ sort }: Column<Row>): { 'aria-sort'?: 'ascending' | 'descending' } =>
  sort?.now === undefined ? {} : { 'aria-sort': sort.now };

/** Of two columns the second stands beside the first on a phone, too. */
function classOf<Row>(column: Column<Row>, isPair: boolean): string | undefined {
  const { numeric, narrow, onlyWide, onPhone = isPair ? 'beside' : undefined } = column;
  const classes = [
    ...(numeric === true ? ['c-numeric'] : narrow === true ? ['c-table__narrow'] : []),
    ...(onlyWide === true ? ['c-table__wide'] : []),
    ...(onPhone === undefined ? [] : [`c-table__${onPhone}`]),
  ];
  return classes.length === 0 ? undefined : classes.join(' ');
}
