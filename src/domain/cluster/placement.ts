/** The column by whose value a row's machine is chosen. */
export const meterColumn = 'meter_id';

/** What is distributed, all rows of a meter together: nine tenths and more of what grows without people, for ever. */
export const tablesByMeter = ['meter_day', 'received_day'] as const;

export type TableByMeter = (typeof tablesByMeter)[number];

/** Where the rows of a table lie. Replicated: all of them on every node. */
export type Lying = 'by-meter' | 'replicated' | 'coordinator';

/** A table as the catalog has it, the parts of a partitioned one added up. */
export interface TableSeen {
  readonly name: string;
  /** As the last `analyze` counted them. */
  readonly rows: number;
  readonly bytes: number;
  readonly hasMeter: boolean;
  /** Keys that leave out `meter_id`, such as `PRIMARY KEY (id)`. */
  readonly keysWithoutMeter: readonly string[];
  readonly refersTo: readonly string[];
  readonly referredBy: readonly string[];
  readonly triggers: readonly string[];
  readonly lies: Lying;
}

/** What keeps a table in one piece on one machine. */
export interface Tie {
  readonly kind: 'key-without-meter' | 'refers-to' | 'referred-by' | 'trigger';
  readonly names: readonly string[];
}

export interface Placed {
  readonly table: TableSeen;
  readonly shouldLie: Lying;
  /** Why it stays, of a table that has a meter; what has to go first, of one that is to be distributed. */
  readonly ties: readonly Tie[];
}

/** Where each table belongs. None is replicated: no statement joins hours with another table where the hours lie. */
export const placementOf = (tables: readonly TableSeen[]): readonly Placed[] =>
  tables.map((table) => ({
    table,
    shouldLie: isByMeter(table.name) ? 'by-meter' : 'coordinator',
    ties: table.hasMeter ? tiesOf(table) : [],
  }));

export const isByMeter = (name: string): name is TableByMeter => tablesByMeter.some((one) => one === name);

function tiesOf(table: TableSeen): readonly Tie[] {
  const ties: readonly Tie[] = [
    { kind: 'key-without-meter', names: table.keysWithoutMeter },
    { kind: 'refers-to', names: table.refersTo },
    { kind: 'referred-by', names: table.referredBy },
    { kind: 'trigger', names: table.triggers },
  ];
  return ties.filter(({ names }) => names.length > 0);
}
