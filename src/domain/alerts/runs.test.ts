import { describe, expect, test } from 'vitest';
import { nextTelling, ranDays, runsOf, type Standing, type Telling } from './index.ts';

const may1 = Temporal.Instant.from('2026-05-01T07:00:00Z');
const rules = { progressDays: [3, 7, 14, 30], quietDays: 7 };

/** A leak that runs two days of five, for so many days. */
const comesAndGoes = (days: number) =>
  Array.from({ length: days }, (_, index) => index)
    .filter((day) => day % 5 < 2)
    .map((day) => ({ day: Temporal.PlainDate.from('2026-05-01').add({ days: day }), gallons: 48, seenAt: may1 }));

describe('a leak that comes and goes', () => {
  test('ran as often as there are days without it between', () => {
    expect(runsOf({ days: comesAndGoes(11) }).map(({ from, to, gallons }) => `${from} ${to} ${gallons}`)).toEqual([
      '2026-05-01 2026-05-02 96',
      '2026-05-06 2026-05-07 96',
      '2026-05-11 2026-05-11 48',
    ]);
    expect(runsOf({ days: [] })).toEqual([]);
  });

  test('ran on the days on which it ran; one that runs on, as long as it runs', () => {
    const days = comesAndGoes(11);
    expect(ranDays({ began: may1, lastSeen: may1.add({ hours: 11 * 24 }), days })).toBe(5);
    expect(ranDays({ began: may1, lastSeen: may1.add({ hours: 30 }), days })).toBe(1.25);
  });

  /** What a person is told in so many months, looked at every day. */
  function told(days: number, isRunning: (day: number) => boolean): string[] {
    const tellings: Telling[] = [];
    let [lastSeen, ran] = [0, 0];
    for (let day = 0; day < days; day += 1) {
      if (isRunning(day)) {
        lastSeen = (day + 1) * 24;
        ran += 1;
      }
      const quietHours = (day + 1) * 24 - lastSeen;
      const standing: Standing = quietHours >= 24 ? 'stopped' : 'running';
      const episode = { kind: 'leak', began: may1, lastSeen: may1.add({ hours: lastSeen }) } as const;
      const alert = { episode, standing, resolutions: 0, quietHours, ranDays: ran };
      const next = nextTelling(alert, tellings, { rules, snoozed: false });
      if (next !== undefined) tellings.push({ ...next, asHose: false, at: may1.add({ hours: day * 24 }) });
    }
    return tellings.map(({ step, count }) => (step === 'progress' ? `${step} ${count}` : step));
  }

  test('for four months is told that it began, stopped and came back, and how long it has run in all: six messages', () => {
    expect(told(120, (day) => day % 5 < 2)).toEqual([
      'began',
      'stopped',
      'came-back',
      'progress 7',
      'progress 14',
      'progress 30',
    ]);
  });

  test('and stays away for a week is told to have stopped, and once that it is back', () => {
    const runs = (day: number) => day < 2 || (day >= 5 && day < 7) || day >= 20;
    expect(told(22, runs)).toEqual(['began', 'stopped', 'came-back', 'stopped', 'came-back']);
  });
});
