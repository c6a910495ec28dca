import { expect, test } from 'vitest';
import { readFrequency } from './read-frequency.ts';

test.each([
  [1, 'Monthly|month|Every month|1 month|1'],
  [2, 'Bi-monthly|Bimonthly|bimonth|every two months|every other month|every 2 months|2 months|2'],
  [3, 'Quarterly|quarter|tri-monthly|every three months|every 3 months|3 months|3'],
  [4, 'Tri-annual|triannually|every four months|every 4 months|4 months|4'],
  [6, 'semi-annual|semiannually|biannual|Biannually|half-yearly|every 6 months|6 months|6'],
  [12, 'ANNUAL|annually|yearly|year|12 months|12'],
])('a bill for %i months is written %s', (months, words) => {
  const read = words.split('|').map((word) => [word, readFrequency(word)]);
  expect(read).toEqual(words.split('|').map((word) => [word, months]));
});

test.each(['', 'weekly', 'twice', '5', 'month to month'])('%j says no number of months', (word) => {
  expect(readFrequency(word)).toBeUndefined();
});
