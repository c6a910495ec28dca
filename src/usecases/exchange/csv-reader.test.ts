import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, csvReader } from './csv-reader.ts';

function read(pieces: readonly string[]) {
  const records: [number, string[]][] = [];
  const broken: number[] = [];
  const reader = csvReader(
    (line, cells) => void records.push([line, cells]),
    (line) => void broken.push(line),
  );
  for (const piece of pieces) reader.take(piece);
  return { records, broken, ...reader.end() };
}

test('quotes, line ends of either kind, empty cells and lines, and a last line without an end', () => {
  expect(read(['a,b\r\n"x, ""y""",\r\n\r\n1,"two\nlines"\nlast,one'])).toEqual({
    records: [
      [1, ['a', 'b']],
      [2, ['x, "y"', '']],
      [4, ['1', 'two\nlines']],
      [6, ['last', 'one']],
    ],
    ...{ broken: [], endedInLine: true },
  });
});

test('a quote within a cell is a quote, and one that is never closed costs its own line only', () => {
  const { records, broken } = read([`a,5/8" meter\n1,"open\n${'2,fine\n'.repeat(60)}`]);
  expect(records[0]).toEqual([1, ['a', '5/8" meter']]);
  expect(broken).toEqual([2]);
  expect(records).toHaveLength(61);
});

test('whatever stands in the cells, and wherever the pieces are cut, the same cells come out', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'ñ'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 }), fc.nat(), (rows, cut) => {
      const text = rows.map((row) => `${csvLine(row.map((one) => `${one}x`))}\n`).join('');
      const at = cut % (text.length + 1);
      const { records } = read([text.slice(0, at), text.slice(at)]);
      expect(records.map(([, cells]) => cells)).toEqual(rows.map((row) => row.map((one) => `${one}x`)));
    }),
  );
});
