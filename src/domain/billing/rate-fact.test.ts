import { expect, test } from 'vitest';
import { daysOfChange, factsOn, type RateFact } from './rate-fact.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const said = (owner: RateFact['owner'], name: string, from: string, value?: string): RateFact => ({
  ...{ owner, name, fromOn: day(from) },
  ...(value === undefined ? {} : { value }),
});

test('a fact holds from its day until the next that is said, in whatever order they were typed', () => {
  const facts = [
    said('account', 'hhsize', '2025-04-10', '5'),
    said('account', 'hhsize', '2025-01-01', '4'),
    said('account', 'hhsize', '2025-06-01'),
  ];
  const sizes = ['2024-12-31', '2025-01-01', '2025-04-09', '2025-04-10', '2025-05-31', '2025-06-01'].map(
    (on) => factsOn(facts, day(on))['hhsize'],
  );
  expect(sizes).toEqual([undefined, '4', '4', '5', '5', undefined]);
});

test('what is said of an account goes before its place, and that before the utility', () => {
  const facts = [
    said('account', 'stage', '2025-01-01', 'mine'),
    said('utility', 'stage', '2025-04-01', 'everybody’s'),
    said('service-point', 'stage', '2025-03-01', 'the lot’s'),
    said('utility', 'season', '2025-01-01', 'winter'),
    said('service-point', 'area', '2025-01-01', '900'),
  ];
  expect(factsOn(facts, day('2025-05-01'))).toEqual({ stage: 'mine', season: 'winter', area: '900' });
  expect(factsOn(facts.slice(1), day('2025-05-01'))['stage']).toBe('the lot’s');
  expect(factsOn(facts.slice(1), day('2025-02-28'))['stage']).toBeUndefined();
});

test('an account of which nothing is said any more has what its place has', () => {
  const facts = [
    said('service-point', 'stage', '2025-01-01', '1'),
    said('account', 'stage', '2025-01-01', '0'),
    said('account', 'stage', '2025-04-01'),
  ];
  expect(factsOn(facts, day('2025-05-01'))).toEqual({ stage: '1' });
});

test('the days on which something changes are those inside a period, each once, in order', () => {
  const facts = ['2025-04-20', '2025-04-03', '2025-04-10', '2025-04-20', '2025-05-03', '2025-04-04', '2025-05-02'].map(
    (from) => said('account', 'hhsize', from, '4'),
  );
  const period = { start: day('2025-04-03'), end: day('2025-05-03') };
  expect(daysOfChange(facts, period).map(String)).toEqual(['2025-04-04', '2025-04-10', '2025-04-20', '2025-05-02']);
});
