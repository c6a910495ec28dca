import { expect, test } from 'vitest';
import { csvRecords, decodeCsv, findDelimiter } from './csv-records.ts';

const read = (text: string, width = 3) =>
  [...csvRecords(text.split('\n'), { delimiter: ',', width, from: 0 })].map((record) =>
    record.kind === 'record' ? [record.line, ...record.values] : [record.line, record.kind],
  );

test('quoted newlines stay in their field, and the next record knows its line', () => {
  expect(read('a,"b\nb",c\nd,e,f')).toEqual([
    [1, 'a', 'b\nb', 'c'],
    [3, 'd', 'e', 'f'],
  ]);
});

test('lines without a value are left out, and still counted', () => {
  expect(read('a,b,c\n\n,,\nd,e,f\n')).toEqual([
    [1, 'a', 'b', 'c'],
    [4, 'd', 'e', 'f'],
  ]);
});

test('a stray quote costs its own line and no other', () => {
  expect(read('a,b,c\n"d,e,f\ng,h,i\n"j",k,l\nm,n,o')).toEqual([
    [1, 'a', 'b', 'c'],
    [2, 'quote-unclosed'],
    [3, 'g', 'h', 'i'],
    [4, 'j', 'k', 'l'],
    [5, 'm', 'n', 'o'],
  ]);
});

test('a quote that never closes costs its own line, also far from the end', () => {
  const many = Array.from({ length: 2000 }, (_, at) => (at === 700 ? '"x,y,z' : `${at},b,c`));
  const records = read(many.join('\n'));
  expect(records).toHaveLength(2000);
  expect(records.filter((record) => record[1] === 'quote-unclosed')).toEqual([[701, 'quote-unclosed']]);
  expect(records[1999]).toEqual([2000, '1999', 'b', 'c']);
});

test('a quoted field across a block boundary is one field', () => {
  const many = Array.from({ length: 1200 }, (_, at) => (at === 499 ? '"x\nx",y,z' : `${at},b,c`));
  const records = read(many.join('\n'));
  expect(records).toHaveLength(1200);
  expect(records[499]).toEqual([500, 'x\nx', 'y', 'z']);
  expect(records[500]).toEqual([502, '500', 'b', 'c']);
});

test('inches inside a field are inches', () => {
  expect(read('5/8" x 3/4",b,c\nd,e,f')).toEqual([
    [1, '5/8" x 3/4"', 'b', 'c'],
    [2, 'd', 'e', 'f'],
  ]);
});

test.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['a\tb\tc', '\t'],
  ['"a,b,c,d";b;c', ';'],
  ['a|b|c', '|'],
])('the delimiter of %j is %j', (header, delimiter) => {
  expect(findDelimiter(header)).toBe(delimiter);
});

test('old code pages and UTF-16 are read and said', () => {
  expect(decodeCsv(new TextEncoder().encode('\ufeffPeña'))).toEqual({ text: 'Peña', encoding: 'utf-8' });
  expect(decodeCsv(Uint8Array.from([0x50, 0x65, 0xf1, 0x61]))).toEqual({ text: 'Peña', encoding: 'windows-1252' });
  expect(decodeCsv(Uint8Array.from([0xff, 0xfe, 0x50, 0x00, 0xf1, 0x00]))).toEqual({ text: 'Pñ', encoding: 'utf-16' });
});
