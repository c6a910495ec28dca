import { expect, test } from 'vitest';
import { twoParts } from '../../../test/support/number-shapes.ts';
import { readSearch } from './read-search.ts';

test.each([
  ['00123456-0004321', { account: '00123456-0004321', words: [] }],
  ['123456', { number: '123456', words: [] }],
  ['(541) 555-0100', { phone: '5415550100', words: [] }],
  ['+1 541-555-0100', { phone: '5415550100', words: [] }],
  ['Ana@Example.org', { email: 'ana@example.org', words: [] }],
  ['N12345678', { serial: 'N12345678', words: ['N12345678'] }],
  ['555-0100', { phoneEnd: '5550100', words: [] }],
  ['Bill # 1000000018', { bill: '1000000018', words: [] }],
  ['factura 10000-00018', { bill: '1000000018', words: [] }],
  ['recibo n.º 0410-6105-0r3g-g28a', { receipt: '0410-6105-0R3G-G28A' }],
  ['  García,  Ana ', { words: ['García', 'Ana'] }],
  ['200 S. Ivy', { words: ['200', 'S', 'Ivy'] }],
])('%j means %j', (typed, meaning) => {
  expect(readSearch(typed, twoParts)).toMatchObject(meaning);
});

test.each(['', '   ', '--', '@', '%_'])('%j is nothing to look for', (typed) => {
  expect(readSearch(typed, twoParts)).toBeUndefined();
});
