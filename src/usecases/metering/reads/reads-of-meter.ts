import {
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

/** The batch's reads of each meter side by side, in the order of the file: a counting sort. */
export function partsByMeter(batch: ReadBatch, meters: number): { order: Uint32Array; parts: MeterPart[] } {
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
  const order = new Uint32Array(batch.length);
  for (let at = 0; at < batch.length; at++) {
    const place = batch.meter[at] ?? 0;
    const next = starts[place] ?? 0;
    starts[place] = next + 1;
    order[next] = at;
  }
  return { order, parts };
}

export function decimalsOf(batch: ReadBatch, order: Uint32Array, { from, to }: MeterPart): number {
  let most = 0;
  for (let index = from; index < to; index++) most = Math.max(most, batch.decimals[order[index] ?? 0] ?? 0);
  return most;
}

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** Columns for the reads of a whole batch: four arrays, not four a meter. */
export const readColumns = (length: number): Reads => ({
  at: new Float64Array(length),
  seconds: new Float64Array(length),
  counts: new Float64Array(length),
  believed: new Uint8Array(length),
});

/** Where the reads of one meter are, and where they go. */
export interface MeterReads {
  readonly batch: ReadBatch;
  readonly order: Uint32Array;
  readonly part: MeterPart;
  readonly columns: Reads;
}

/**
 * What a batch says of one meter, by local day, in counts of `decimals` decimals; and how many of its reads were said
 * twice in the file.
 */
export function saidByDay(
  { batch, order, part, columns }: MeterReads,
  to: { readonly importId: number; readonly days: LocalDays; readonly decimals: number },
): { readonly arrived: Map<number, Said>; readonly repeated: number } {
  const { days, decimals, importId } = to;
  const lines = new Map<number, LineRange>();
  let [begin, end] = [0, -1];
  let range: LineRange = { first: 0, last: 0 };
  for (let index = part.from; index < part.to; index++) {
    const at = order[index] ?? 0;
    const moment = batch.at[at] ?? 0;
    const line = batch.line[at] ?? 0;
    columns.at[index] = moment;
    columns.seconds[index] = batch.seconds[at] ?? 0;
    columns.counts[index] = (batch.digits[at] ?? 0) * (powers[decimals - (batch.decimals[at] ?? 0)] ?? 1);
    columns.believed[index] = batch.believed[at] ?? 0;
    if (moment <= begin || moment > end) {
      const day = days.dayEnding(moment);
      [begin, end] = [days.begin(day), days.begin(day + 1)];
      range = lines.get(day) ?? { first: line, last: line };
      lines.set(day, range);
    }
    if (line < range.first) range.first = line;
    if (line > range.last) range.last = line;
  }
  const reads = orderedReads(slicedReads(columns, part.from, part.to));
  const arrived = new Map<number, Said>();
  let from = 0;
  while (from < reads.at.length) {
    const day = days.dayEnding(reads.at[from] ?? 0);
    const dayEnd = days.begin(day + 1);
    let next = from + 1;
    while (next < reads.at.length && (reads.at[next] ?? 0) <= dayEnd) next++;
    const { first, last } = lines.get(day) ?? range;
    arrived.set(day, { importId, firstLine: first, lastLine: last, reads: slicedReads(reads, from, next) });
    from = next;
  }
  return { arrived, repeated: part.to - part.from - reads.at.length };
}

interface LineRange {
  first: number;
  last: number;
}
