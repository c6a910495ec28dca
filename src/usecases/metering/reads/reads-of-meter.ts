import {
  type ArrivedColumns,
  type LocalDays,
  orderedReads,
  type ReadBatch,
  type Reads,
  type Said,
  slicedReads,
} from '../../../domain/metering/index.ts';

/** The reads of one meter in a batch: `order[from]` to `order[to - 1]` are their places there. */
export interface MeterPart {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** The batch's reads of each meter side by side, in the order of the file, into `order`: a counting sort. */
export function partsByMeter(batch: ReadBatch, meters: number, order: Uint32Array): MeterPart[] {
  const starts = new Uint32Array(meters + 1);
  for (let at = 0; at < batch.length; at++) {
    const next = (batch.meter[at] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  const parts: MeterPart[] = [];
  for (let place = 0; place < meters; place++) {
    const from = starts[place] ?? 0;
    const to = from + (starts[place + 1] ?? 0);
    starts[place + 1] = to;
    if (to > from) parts.push({ place, from, to });
  }
  for (let at = 0; at < batch.length; at++) {
    const place = batch.meter[at] ?? 0;
    const next = starts[place] ?? 0;
    starts[place] = next + 1;
    order[next] = at;
  }
  return parts;
}

export function decimalsOf(batch: ReadBatch, order: Uint32Array, { from, to }: MeterPart): number {
  let most = 0;
  for (let index = from; index < to; index++) most = Math.max(most, batch.decimals[order[index] ?? 0] ?? 0);
  return most;
}

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** Room for the reads of a whole batch by meter, used again for the next: seven megabytes a batch would be collected. */
export interface BatchColumns {
  /** Places in the batch. */
  readonly order: Uint32Array;
  readonly reads: Reads;
  readonly lines: Uint32Array;
}

export const batchColumns = (length: number): BatchColumns => ({
  order: new Uint32Array(length),
  reads: {
    at: new Float64Array(length),
    seconds: new Float64Array(length),
    counts: new Float64Array(length),
    believed: new Uint8Array(length),
  },
  lines: new Uint32Array(length),
});

/** Lays what a batch says of one meter into the columns, in counts of `decimals` decimals, and returns its part of them. */
export function columnsOfMeter(
  columns: BatchColumns,
  from: { readonly batch: ReadBatch; readonly part: MeterPart },
  as: { readonly importId: number; readonly decimals: number },
): ArrivedColumns {
  const { batch, part } = from;
  const { order } = columns;
  const { at, seconds, counts, believed } = columns.reads;
  for (let index = part.from; index < part.to; index++) {
    const place = order[index] ?? 0;
    at[index] = batch.at[place] ?? 0;
    seconds[index] = batch.seconds[place] ?? 0;
    counts[index] = (batch.digits[place] ?? 0) * (powers[as.decimals - (batch.decimals[place] ?? 0)] ?? 1);
    believed[index] = batch.believed[place] ?? 0;
    columns.lines[index] = batch.line[place] ?? 0;
  }
  return {
    importId: as.importId,
    reads: slicedReads(columns.reads, part.from, part.to),
    lines: columns.lines.subarray(part.from, part.to),
  };
}

/** What a batch says of one meter, by local day; and how many of its reads were said twice in the file. */
export function saidByDay(
  { importId, reads: asRead, lines }: ArrivedColumns,
  days: LocalDays,
): { readonly arrived: Map<number, Said>; readonly repeated: number } {
  const ranges = new Map<number, LineRange>();
  let [begin, end] = [0, -1];
  let range: LineRange = { first: 0, last: 0 };
  for (let index = 0; index < lines.length; index++) {
    const moment = asRead.at[index] ?? 0;
    const line = lines[index] ?? 0;
    if (moment <= begin || moment > end) {
      const day = days.dayEnding(moment);
      [begin, end] = [days.begin(day), days.begin(day + 1)];
      range = ranges.get(day) ?? { first: line, last: line };
      ranges.set(day, range);
    }
    if (line < range.first) range.first = line;
    if (line > range.last) range.last = line;
  }
  const reads = orderedReads(asRead);
  const arrived = new Map<number, Said>();
  let from = 0;
  while (from < reads.at.length) {
    const day = days.dayEnding(reads.at[from] ?? 0);
    const dayEnd = days.begin(day + 1);
    let next = from + 1;
    while (next < reads.at.length && (reads.at[next] ?? 0) <= dayEnd) next++;
    const { first, last } = ranges.get(day) ?? range;
    arrived.set(day, { importId, firstLine: first, lastLine: last, reads: slicedReads(reads, from, next) });
    from = next;
  }
  return { arrived, repeated: lines.length - reads.at.length };
}

interface LineRange {
  first: number;
  last: number;
}
