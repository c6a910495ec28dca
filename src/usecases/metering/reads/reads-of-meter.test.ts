import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownColumns, readBatch } from '../../../domain/metering/index.ts';
import { batchColumns, byMeter, readsOfMeter } from './reads-of-meter.ts';

const meters = 6;

/** A batch in which the n-th line is of the n-th of these meters, and says n tenths. */
function batchOf(places: readonly number[]) {
  const batch = readBatch(places.length);
  for (const [line, place] of places.entries()) {
    batch.meter[line] = place;
    batch.at[line] = line * 3600;
    batch.seconds[line] = 3600;
    batch.digits[line] = line;
    batch.decimals[line] = 1;
    batch.line[line] = line;
  }
  batch.length = places.length;
  return batch;
}

test('each meter has its reads in the order of the file, whether the lines go meter by meter or the meters are interleaved', () => {
  const asMetersTakeTurns = fc.array(fc.nat(meters - 1), { maxLength: 60 });
  const meterByMeter = fc
    .shuffledSubarray([...new Array(meters).keys()])
    .chain((order) => fc.tuple(...order.map((place) => fc.nat(9).map((reads) => new Array<number>(reads).fill(place)))))
    .map((runs) => runs.flat());
  fc.assert(
    fc.property(fc.oneof(asMetersTakeTurns, meterByMeter), (places) => {
      const columns = batchColumns(places.length);
      const { batch, parts } = byMeter(batchOf(places), meters, columns);
      const found = parts.map((part) => {
        const { reads, lines } = ownColumns(
          readsOfMeter(columns.counts, { batch, part }, { importId: 1, decimals: 2 }),
        );
        expect([...reads.at]).toEqual(Array.from(lines, (line) => line * 3600));
        expect([...reads.counts]).toEqual(Array.from(lines, (line) => line * 10));
        return [part.place, [...lines]] as const;
      });
      const expected = Map.groupBy(places.keys(), (line) => places[line]);
      expect(new Map(found)).toEqual(expected);
      expect(found.length).toBe(expected.size);
    }),
  );
});
