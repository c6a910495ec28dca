import {
  type ArrivedColumns,
  type DifferingReads,
  type LocalDays,
  orderedReads,
  ownColumns,
  type PackedDays,
  packedDays,
  packedReads,
  type ReadBatch,
  readBatch,
  readsThatDiffer,
  type Said,
  slicedReads,
} from '../../../domain/metering/index.ts';

/** The reads of one meter in a batch, from place `from` to before `to`. */
export interface MeterPart {
  /** Of the meter in the list of the file's meters. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** Room for the reads of a whole batch by meter, used again for the next: else some megabytes a batch were collected. */
export interface BatchColumns {
  /** For a batch whose meters are interleaved: places in it by meter, and the batch in that order. */
  readonly order: Uint32Array;
  readonly sorted: ReadBatch;
  /** In counts of the meters' channels. */
  readonly counts: Float64Array;
  /** Of the two short ways. */
  readonly hours: PackedDays;
  readonly reads: PackedDays;
}

export const batchColumns = (length: number): BatchColumns => ({
  order: new Uint32Array(length),
  sorted: readBatch(length),
  counts: new Float64Array(length),
  hours: packedDays(length),
  reads: packedReads(length),
});

/** A batch in which the reads of each meter lie together, in the order of the file. */
export interface BatchByMeter {
  readonly batch: ReadBatch;
  readonly parts: readonly MeterPart[];
}

/** The batch by meter: as it is where its lines go meter by meter, which spares copying it; else sorted into `columns`. */
export function byMeter(batch: ReadBatch, meters: number, columns: BatchColumns): BatchByMeter {
  const parts = partsTogether(batch);
  return parts === undefined ? sortedByMeter(batch, meters, columns) : { batch, parts };
}

/** The parts of a batch whose meters each have one; undefined where they are interleaved. */
function partsTogether(batch: ReadBatch): MeterPart[] | undefined {
  const parts: MeterPart[] = [];
  const places = new Set<number>();
  let from = 0;
  for (let at = 1; at <= batch.length; at++) {
    const place = batch.meter[from] ?? 0;
    if (at < batch.length && batch.meter[at] === place) continue;
    if (places.has(place)) return undefined;
    places.add(place);
    parts.push({ place, from, to: at });
    from = at;
  }
  return parts;
}

/** A counting sort. */
function sortedByMeter(batch: ReadBatch, meters: number, { order, sorted }: BatchColumns): BatchByMeter {
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
  for (let at = 0; at < batch.length; at++) {
    const from = order[at] ?? 0;
    sorted.meter[at] = batch.meter[from] ?? 0;
    sorted.at[at] = batch.at[from] ?? 0;
    sorted.seconds[at] = batch.seconds[from] ?? 0;
    sorted.digits[at] = batch.digits[from] ?? 0;
    sorted.decimals[at] = batch.decimals[from] ?? 0;
    sorted.believed[at] = batch.believed[from] ?? 0;
    sorted.line[at] = batch.line[from] ?? 0;
  }
  sorted.length = batch.length;
  return { batch: sorted, parts };
}

export function decimalsOf(batch: ReadBatch, { from, to }: MeterPart): number {
  let max = 0;
  for (let at = from; at < to; at++) max = Math.max(max, batch.decimals[at] ?? 0);
  return max;
}

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** What a batch says about one meter, in counts of `decimals` decimals, which are written into `counts`. */
export function readsOfMeter(
  counts: Float64Array,
  { batch, part }: { readonly batch: ReadBatch; readonly part: MeterPart },
  as: { readonly importId: number; readonly decimals: number },
): ArrivedColumns {
  const { from, to } = part;
  for (let at = from; at < to; at++) {
    counts[at] = (batch.digits[at] ?? 0) * (powers[as.decimals - (batch.decimals[at] ?? 0)] ?? 1);
  }
  const { at, seconds, believed, line } = batch;
  return {
    importId: as.importId,
    ...{ reads: { at, seconds, counts, believed }, lines: line, from, to },
  };
}

/** Two reads of one moment that differ, with the line of the one that does not stand. */
export interface DifferingLine extends DifferingReads {
  readonly line: number;
}

/**
 * What a batch says about one meter, by local day; how many of its reads were said twice in the file, and which of them
 * said something else.
 */
export function saidByDay(
  asArrived: ArrivedColumns,
  days: LocalDays,
): {
  readonly arrived: Map<number, Said>;
  readonly repeated: number;
  readonly differing: readonly DifferingLine[];
} {
  const { importId, reads: asRead, lines } = ownColumns(asArrived);
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
  const repeated = lines.length - reads.at.length;
  const differing =
    repeated === 0 ? [] : readsThatDiffer([asRead]).map((one) => ({ ...one, line: lines[one.otherIndex] ?? 0 }));
  return { arrived, repeated, differing };
}

interface LineRange {
  first: number;
  last: number;
}
