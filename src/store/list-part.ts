import { type ListAsked, type ListPart, type ListPlace, present } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';
import { isUnreadableValue } from './unreadable-value.ts';

/** By what rows are sorted: an expression over the list's own columns, `l`, and its type. */
export interface ListSort {
  readonly by: string;
  readonly type: 'text' | 'bigint' | 'numeric' | 'double precision' | 'date' | 'timestamptz' | 'boolean';
  /** Where rows can be without a value: they stand last either way. */
  readonly isNullable?: boolean;
  /** A number as it is written, which stands as its index has it and not as people sort names. */
  readonly isCode?: boolean;
  /** Only of a list's own order: what is largest comes first. */
  readonly isDown?: boolean;
}

interface ListQuery<Row, Shown> {
  /** The whole list, filtered and in no order. Its columns are `l` to the sorts. */
  readonly select: string;
  readonly parameters: readonly unknown[];
  /** The list's own order. */
  readonly order: readonly ListSort[];
  /** What no two rows share, and decides between equals; the newest first where it is down. */
  readonly id: ListSort;
  readonly sorts: Readonly<Record<string, ListSort>>;
  readonly toRow: (row: Row) => Shown;
}

/** So many rows are counted; of a longer list it is said that there are more. */
const maxCounted = 10_000;

/**
 * A part of a list after or before a place in it, never after so many rows: a part far inside costs what the first does, and
 * rows that come or go meanwhile neither repeat others nor hide them.
 */
export async function listPart<Row, Shown = Row>(
  db: Database,
  list: ListQuery<Row, Shown>,
  asked: ListAsked,
): Promise<ListPart<Shown>> {
  const { after, before, ...fromBeginning } = asked;
  if (after === undefined && before === undefined) return partAt(db, list, asked);
  const part = await partAt(db, list, asked).catch((error: unknown) => {
    // A place that somebody wrote into the address by hand.
    if (isUnreadableValue(error)) return undefined;
    throw error;
  });
  // Where everything behind a place is gone, the list is shown from its beginning.
  return part === undefined || part.rows.length === 0 ? partAt(db, list, fromBeginning) : part;
}

async function partAt<Row, Shown>(
  db: Database,
  { select, parameters, order, id, sorts, toRow }: ListQuery<Row, Shown>,
  { limit, sort = '', isDown = false, after, before, isCounted = false }: ListAsked,
): Promise<ListPart<Shown>> {
  const asked = Object.hasOwn(sorts, sort) ? sorts[sort] : undefined;
  const terms = [...(asked === undefined ? order : [{ ...asked, isDown }]), id].map((term) => ({
    ...{ by: sorted(term), type: term.type, isNullable: term.isNullable === true },
    isDown: (term.isDown === true) !== (before !== undefined),
    areNullsFirst: before !== undefined,
  }));
  const place = [after ?? before].find((one) => one?.length === terms.length);
  const behind = place === undefined ? undefined : behindPlace(terms, place, parameters.length);
  // How many is said in the text: a limit that is not known is planned as a tenth of all, and those are sorted.
  const found = await db.query<Row & { readonly list_place: ListPlace }>(
    `select l.*, array[${terms.map(({ by }) => `(${by})::text`).join(', ')}] as list_place
     from (${select}) l ${behind === undefined ? '' : `where ${behind.condition}`}
     order by ${terms.map(orderOf).join(', ')} limit ${limit + 1}`,
    [...parameters, ...(behind?.values ?? [])],
  );
  const isMore = found.length > limit;
  const near = found.slice(0, limit);
  const rows = before === undefined ? near : near.toReversed();
  const [first, last] = [rows.at(0)?.list_place, rows.at(-1)?.list_place];
  const isInside = place !== undefined;
  // What is shown whole needs no counting.
  const whole = isInside || isMore ? undefined : { rows: rows.length, isMore: false };
  return {
    rows: rows.map(toRow),
    sorts: Object.keys(sorts),
    ...present({
      before: (before === undefined ? isInside : isMore) ? first : undefined,
      after: (before === undefined ? isMore : isInside) ? last : undefined,
      count: isCounted ? (whole ?? (await countOf(db, select, parameters))) : undefined,
    }),
  };
}

async function countOf(db: Database, select: string, parameters: readonly unknown[]) {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from (select from (${select}) l limit ${maxCounted + 1}) counted`,
    parameters,
  );
  const count = row?.count ?? 0;
  return { rows: Math.min(count, maxCounted), isMore: count > maxCounted };
}

interface Term {
  readonly by: string;
  readonly type: ListSort['type'];
  readonly isNullable: boolean;
  readonly isDown: boolean;
  readonly areNullsFirst: boolean;
}

/** Names as people sort them, upper and lower case and accents together. */
const sorted = ({ by, type, isCode = false }: ListSort): string =>
  type === 'text' && !isCode ? `${by} collate "und-x-icu"` : by;

const orderOf = ({ by, isNullable, isDown, areNullsFirst }: Term): string =>
  `${by} ${isDown ? 'desc' : 'asc'}${isNullable ? ` nulls ${areNullsFirst ? 'first' : 'last'}` : ''}`;

/** That a row stands behind a place. Terms that all go one way are compared as one, which an index can follow. */
function behindPlace(
  terms: readonly Term[],
  place: ListPlace,
  count: number,
): { readonly condition: string; readonly values: readonly (string | null)[] } {
  const marks = terms.map(({ type }, at) => `$${count + at + 1}::${type}`);
  const goesOneWay = terms.every(({ isDown, isNullable }) => isDown === terms[0]?.isDown && !isNullable);
  if (goesOneWay) {
    const columns = terms.map(({ by }) => by).join(', ');
    return { condition: `(${columns}) ${terms[0]?.isDown ? '<' : '>'} (${marks.join(', ')})`, values: place };
  }
  const condition = terms.reduceRight((rest, { by, isDown, isNullable, areNullsFirst }, at) => {
    const mark = marks[at] ?? '';
    const isNull = isNullable && place[at] === null;
    const further = isNull
      ? `${areNullsFirst ? `${by} is not null` : 'false'}`
      : `${by} ${isDown ? '<' : '>'} ${mark}${isNullable && !areNullsFirst ? ` or ${by} is null` : ''}`;
    const equal = isNull ? `${by} is null and ${mark} is null` : `${by} = ${mark}`;
    return rest === '' ? `(${further})` : `(${further} or (${equal} and ${rest}))`;
  }, '');
  return { condition, values: place };
}
