import { expect, test } from 'vitest';
import { readDate } from './read-date.ts';

test.each([
  ['2017-04-15', '2017-04-15'],
  ['2017/4/5', '2017-04-05'],
  ['2017.04.15', '2017-04-15'],
  [' 2017-04-15T00:00:00Z ', '2017-04-15'],
  ['3/20/2017', '2017-03-20'],
  ['03-01-2018', '2018-03-01'],
  ['3.1.2018', '2018-03-01'],
  // Month first, unless that is no date.
  ['20/3/2017', '2017-03-20'],
])('%s is %s', (written, date) => {
  expect(readDate(written)?.toString()).toBe(date);
});

test.each([
  '',
  'spring',
  '2017',
  '2017-13-40',
  '31/31/2017',
  '12017-04-15',
  '2017-04-155',
  '13/20/20177',
  'from 3/20/2017',
  '4/15/17',
])('%j is no date', (written) => {
  expect(readDate(written)).toBeUndefined();
});
