import { expect, test } from 'vitest';
import type { Finding } from '../leaks/index.ts';
import { episodeOfFinding, lossOf } from './index.ts';

const zone = 'America/Los_Angeles';
const local = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant();
const scan = { now: local('2026-03-10T06:00'), zone, servedFrom: Temporal.PlainDate.from('2020-01-01') };

const finding: Finding = {
  kind: 'overnight-minimum',
  beganAt: local('2026-03-07T12:00'),
  foundAt: local('2026-03-09T06:00'),
  seenAt: local('2026-03-09T06:00'),
  gallonsAnHour: 10,
  gallonsLost: 410,
  evidence: { windowHours: 12, thresholdGallonsAnHour: 1.5, hoursCounted: 41, lowestGallonsAnHour: 8 },
};

test('a finding over the day of 23 hours is laid out by day and loses nothing', () => {
  const episode = episodeOfFinding(finding, scan);
  expect(episode?.kind).toBe('leak');
  expect(episode?.days.map(({ day, gallons }) => [day.toString(), Math.round(gallons)])).toEqual([
    ['2026-03-07', 120],
    ['2026-03-08', 230],
    ['2026-03-09', 60],
  ]);
  expect(lossOf(episode ?? { days: [] })).toBeCloseTo(410);
});

test('a customer who moved in since sees only their own days, and nothing of what ended before', () => {
  const theirs = episodeOfFinding(finding, { ...scan, servedFrom: Temporal.PlainDate.from('2026-03-09') });
  expect(theirs?.began.toString()).toBe(local('2026-03-09T00:00').toString());
  expect(lossOf(theirs ?? { days: [] })).toBeCloseTo(60);
  expect(episodeOfFinding(finding, { ...scan, servedFrom: Temporal.PlainDate.from('2026-03-10') })).toBeUndefined();
});

test('high use is no episode', () => {
  expect(episodeOfFinding({ ...finding, kind: 'high-use' }, scan)).toBeUndefined();
});
