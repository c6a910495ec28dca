import type { LocalDays, ReadBatch } from '../../../domain/metering/index.ts';

/**
 * Moves to `next` the reads of the batch whose day goes on in the lines to come, so that nearly every day is settled
 * once: the last meter's in a file that goes meter by meter, the last day's in one that goes hour by hour. Only for
 * speed: a day that is settled in two pieces comes out the same.
 */
export function heldBack(batch: ReadBatch, next: ReadBatch, days: LocalDays): void {
  const last = batch.length - 1;
  const meter = batch.meter[last];
  let from = batch.length;
  while (from > 0 && batch.meter[from - 1] === meter) from -= 1;
  if (batch.length - from > 1) {
    moveFrom(batch, next, from);
    return;
  }
  const begin = days.begin(days.dayEnding(batch.at[last] ?? 0));
  from = batch.length;
  while (from > 0 && (batch.at[from - 1] ?? 0) > begin) from -= 1;
  moveFrom(batch, next, from);
}

/** Where everything would be held back, nothing is. */
function moveFrom(batch: ReadBatch, next: ReadBatch, from: number): void {
  if (from === 0) return;
  const to = batch.length;
  for (const column of ['meter', 'at', 'seconds', 'digits', 'decimals', 'believed', 'line'] as const) {
    next[column].set(batch[column].subarray(from, to));
  }
  next.length = to - from;
  batch.length = from;
}
