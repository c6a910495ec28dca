import type { PageContext } from '../../page.ts';
import { addressWith, fromItsBeginning } from './address.ts';
import type { ListColumn } from './list-column.ts';

/** By which column a list is sorted, and which way. */
interface Order {
  readonly by: string;
  readonly isDown: boolean;
}

/** The order that the page's address asks for; undefined where it asks for none, and the list comes as it was found. */
export function orderOf<Row>(c: PageContext, columns: readonly ListColumn<Row>[]): Order | undefined {
  const column = columns.find(({ key }) => key !== undefined && key === c.req.query('sort'));
  if (column?.key === undefined) return undefined;
  const asked = c.req.query('order');
  return { by: column.key, isDown: asked === 'desc' || (asked !== 'asc' && column.numeric === true) };
}

/** The whole list in that order; what has no value stands last either way. */
export function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly ListColumn<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const value = columns.find(({ key }) => key === order?.by)?.value;
  if (order === undefined || value === undefined) return rows;
  const sign = order.isDown ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    return sign * compare(one, other);
  });
}

const collator = new Intl.Collator('es', { numeric: true, sensitivity: 'base' });

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** The columns with links that sort by them: the largest number first, the first letter first, then the other way round. */
export function sortable<Row>(
  c: PageContext,
  path: string,
  columns: readonly ListColumn<Row>[],
  /** The columns that the list can be sorted by; all with a value where it is sorted here. */
  sorts?: readonly string[],
): readonly ListColumn<Row>[] {
  const order = orderOf(c, columns);
  return columns.map((column) => {
    const { key, value, numeric } = column;
    if (key === undefined || value === undefined || sorts?.includes(key) === false) return column;
    const isNow = order?.by === key;
    const next = isNow ? !order.isDown : numeric === true;
    return {
      ...column,
      sort: {
        href: addressWith(c, path, { sort: key, order: next ? 'desc' : 'asc', ...fromItsBeginning }),
        ...(isNow ? { now: order.isDown ? ('descending' as const) : ('ascending' as const) } : {}),
      },
    };
  });
}
