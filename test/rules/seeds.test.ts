import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import { luckIn } from './seeds.ts';

const place = 'test/support/properties.ts';

test('every test file is set up with the committed seed of properties', () => {
  expect([config.test?.setupFiles].flat()).toContain(place);
  expect(existsSync(place)).toBe(true);
  expect(readFileSync(place, 'utf8')).toMatch(/const committedSeed = [\d_]+;/);
  expect(readFileSync(place, 'utf8')).toMatch(/fc\.configureGlobal\(\{ seed,/);
});

test('no test leaves anything to luck, or chooses its own seed or number of cases', () => {
  expect(globSync('src/**/*.test.{ts,tsx}').length).toBeGreaterThan(100);
  expect(luckIn('src/**/*.test.{ts,tsx}')).toEqual([]);
  expect(luckIn('test/{books,golden,journeys,support}/**/*.{ts,tsx}')).toEqual([]);
});

test('the check sees planted luck', () => {
  expect(luckIn('test/rules/planted/seeds/*.ts').map((found) => found.split(' ').slice(1).join(' '))).toEqual([
    'fc.configureGlobal(',
    'seed: 7',
    'numRuns:',
    'seed: Date',
    'fc.sample(',
    'Math.random(',
    'randomUUID(',
  ]);
});
