import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { correctionState } from './index.ts';

const limit = { gallons: 100, amount: cents(200) };
const difference = (gallons: number, amount: number) => ({ gallons, amount: cents(amount) });
const decided = (kind: 'carry' | 'stand', gallons: number, amount: number) => ({
  ...{ kind, difference: difference(gallons, amount) },
});

test.each([
  ['nothing', 0, 0, 'gone'],
  ['a few gallons and no cent', 10, 0, 'carried'],
  ['cents and no gallon, by other rates', 0, 10, 'carried'],
  ['just the limit', 100, 200, 'carried'],
  ['just the limit, to the customer', -100, -200, 'carried'],
  ['a gallon more', 101, 200, 'waits'],
  ['a gallon more, to the customer', -101, -200, 'waits'],
  ['a cent more', 100, 201, 'waits'],
  ['a cent more, to the customer', -100, -201, 'waits'],
])('a difference of %s (%i gal, %i ¢) %s', (_, gallons, amount, state) => {
  expect(correctionState(difference(gallons, amount), { limit })).toBe(state);
});

test.each([
  ['carry, of the very difference', decided('carry', 500, 900), 'carried'],
  ['stand, of the very difference', decided('stand', 500, 900), 'stands'],
  ['stand, of other gallons', decided('stand', 501, 900), 'waits'],
  ['stand, of other cents', decided('stand', 500, 901), 'waits'],
])('somebody said %s', (_, said, state) => {
  expect(correctionState(difference(500, 900), { limit, decided: said })).toBe(state);
});

test('what is gone is gone, whatever was said of it', () => {
  expect(correctionState(difference(0, 0), { limit, decided: decided('stand', 0, 0) })).toBe('gone');
});
