import { expect, test } from 'vitest';
import { randomnessIn } from './randomness.ts';

test('chance comes from main and the gateways, or from a place that says why', () => {
  expect(randomnessIn('src')).toEqual([]);
});

test('the check sees planted chance', () => {
  expect(randomnessIn('test/rules/planted/randomness')).toEqual([
    'usecases/draw.ts:1 randomBytes',
    'usecases/draw.ts:4 Math.random',
    'web/page.ts:1 crypto.randomUUID',
    'web/page.ts:2 crypto.getRandomValues',
  ]);
});
