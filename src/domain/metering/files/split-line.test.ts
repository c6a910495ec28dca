import { expect, test } from 'vitest';
import { likelyDelimiter, parseLine, splitLine } from './split-line.ts';

test.each([
  ['a,b,c', ',', ['a', 'b', 'c']],
  ['a', ',', ['a']],
  ['', ',', ['']],
  ['a,,', ',', ['a', '', '']],
  [',a', ',', ['', 'a']],
  ['a;b,c', ';', ['a', 'b,c']],
  ['"a","b"', ',', ['a', 'b']],
  ['"a,b","c"', ',', ['a,b', 'c']],
  ['"a ""b""","c"', ',', ['a "b"', 'c']],
  ['"","a"', ',', ['', 'a']],
  ['""', ',', ['']],
  ['a,"b,c"', ',', ['a', 'b,c']],
  ['"a",b', ',', ['a', 'b']],
  ['a "b" c,d', ',', ['a "b" c', 'd']],
  ['"a"",""b","c"', ',', ['a","b', 'c']],
  ['"', ',', undefined],
  ['"a,b', ',', undefined],
  ['a,"b', ',', undefined],
])('%j between %j is %j', (line, delimiter, fields) => {
  expect(splitLine(line, delimiter)).toEqual(fields);
  if (line !== '') expect(parseLine(line, delimiter)).toEqual(fields);
});

test.each([
  ['meter,time,read', ','],
  ['meter;time;read', ';'],
  ['meter\ttime\tread', '\t'],
  ['meter|time|read', '|'],
  ['meter', ','],
  ['meter;time,read;unit', ';'],
  ['"a,b,c";d;e', ';'],
  ['a,b;c', ','],
])('a header %j is told apart by %j', (header, delimiter) => {
  expect(likelyDelimiter(header)).toBe(delimiter);
});
