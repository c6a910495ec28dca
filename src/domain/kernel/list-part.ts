/** Where in a list somebody stands: what the row at the edge is sorted by, its own number last. Null where it has no value. */
export type ListPlace = readonly (string | null)[];

/** Which part of a list is asked for, and in which order. Without a place, its beginning. */
export interface ListAsked {
  readonly limit: number;
  /** One of the list's own sorts; its own order where it has none of that name. */
  readonly sort?: string;
  readonly isDown?: boolean;
  readonly after?: ListPlace;
  readonly before?: ListPlace;
  /** How many there are in all is asked too. */
  readonly isCounted?: boolean;
}

/** Rows of a list in order, and where the parts beside it begin. */
export interface ListPart<Row> {
  readonly rows: readonly Row[];
  /** By what the list can be sorted. */
  readonly sorts: readonly string[];
  /** Where the part before ends; absent at the beginning. */
  readonly before?: ListPlace;
  /** Where the next part begins; absent at the end. */
  readonly after?: ListPlace;
  /** How many there are in all, counted up to a limit: `isMore` where there are more. */
  readonly count?: { readonly rows: number; readonly isMore: boolean };
}
