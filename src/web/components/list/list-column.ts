import type { Column } from '../table.tsx';

/** A column that a list can be sorted by, and that its file has, where it names its value. */
export interface ListColumn<Row> extends Column<Row> {
  /** In the address, and at the head of the file's column. */
  readonly key?: string;
  readonly value?: (row: Row) => string | number | undefined;
  /** A column of the file alone: the page says it in another one. */
  readonly isOnlyInFile?: boolean;
}
