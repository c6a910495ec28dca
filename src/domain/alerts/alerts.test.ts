import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOnOrAfter, isOnOrBefore } from '../kernel/index.ts';
import {
  type AlertRules,
  type Episode,
  type EpisodeKind,
  gallonsOf,
  hoursRun,
  inUnit,
  isQuiet,
  joinEpisodes,
  type KnownEpisode,
  lossOf,
  nextTelling,
  type Standing,
  sendAt,
  standingOf,
  type Telling,
  usualChoices,
} from './index.ts';

const may1 = Temporal.Instant.from('2026-05-01T07:00:00Z');
const at = (hours: number): Temporal.Instant => may1.add({ hours });
const rules: AlertRules = {
  comesBackWithinDays: 7,
  stoppedAfterHours: 24,
  quietDays: 7,
  fixCheckedHours: 24,
  progressDays: [3, 7, 14, 30],
};

/** What a scan `seen` hours after the first found: water running from hour `from` to `to`, at `rate` gallons an hour. */
function found({ from, to, rate = 4, seen = to }: { from: number; to: number; rate?: number; seen?: number }): Episode {
  const days = [];
  for (let day = Math.floor(from / 24); day * 24 < to; day++) {
    const hours = Math.min(to, (day + 1) * 24) - Math.max(from, day * 24);
    days.push({
      day: Temporal.PlainDate.from('2026-05-01').add({ days: day }),
      gallons: hours * rate,
      seenAt: at(seen),
    });
  }
  return { kind: 'leak', began: at(from), lastSeen: at(to), gallonsAnHour: rate, seenAt: at(seen), days };
}

const join = (known: readonly KnownEpisode[], findings: readonly Episode[]) => joinEpisodes(known, findings, rules);

describe('findings become alerts', () => {
  test('a leak scanned every day for a week is one alert with all it lost', () => {
    const scans = [1, 2, 3, 4, 5, 6, 7].map((day) => found({ from: 0, to: day * 24 }));
    const [alert, ...others] = join([], scans);
    expect(others).toEqual([]);
    expect(lossOf(alert?.episode ?? { days: [] })).toBe(7 * 24 * 4);
    expect(hoursRun(scans[6] ?? found({ from: 0, to: 1 }))).toBe(168);
  });

  test.each([
    ['within the week', 6, 1],
    ['on the seventh day', 7, 1],
    ['later', 7.5, 2],
  ])('a leak that comes back %s', (_, days, alerts) => {
    const joined = join(
      [{ ...found({ from: 0, to: 48 }), id: 3 }],
      [found({ from: 48 + days * 24, to: 72 + days * 24 })],
    );
    expect(joined).toHaveLength(alerts);
    expect(joined[0]?.id).toBe(3);
    expect(joined[1]?.id).toBeUndefined();
  });

  test('reads that come late show two alerts to be one: the older goes on', () => {
    const known = [
      { ...found({ from: 0, to: 24 }), id: 5 },
      { ...found({ from: 15 * 24, to: 16 * 24 }), id: 9 },
    ];
    const [joined, ...others] = join(known, [found({ from: 20, to: 15 * 24 })]);
    expect([joined?.id, joined?.absorbed, others]).toEqual([5, [9], []]);
  });

  test('a leak that turns into a burst is one alert, and a burst', () => {
    const burst: Episode = { ...found({ from: 20, to: 30, rate: 300 }), kind: 'burst' };
    expect(join([], [found({ from: 0, to: 24 }), burst]).map(({ episode }) => episode.kind)).toEqual(['burst']);
  });

  const hose = (times: { from: number; to: number }): Episode => ({ ...found({ ...times, rate: 400 }), kind: 'hose' });
  test.each([
    [
      'that runs on as a leak is one alert, and a leak',
      [hose({ from: 0, to: 60 }), found({ from: 0, to: 60 })],
      ['leak'],
    ],
    ['beside a leak is no alert of its own', [hose({ from: 30, to: 45 }), found({ from: 0, to: 60 })], ['leak']],
    ['that goes on within a day is the same', [hose({ from: 0, to: 14 }), hose({ from: 30, to: 44 })], ['hose']],
    ['that stopped is another', [hose({ from: 0, to: 14 }), hose({ from: 40, to: 54 })], ['hose', 'hose']],
    ['days before a leak is other water', [hose({ from: 0, to: 14 }), found({ from: 60, to: 90 })], ['hose', 'leak']],
  ])('an open hose %s', (_, findings, kinds) => {
    expect(join([], findings).map(({ episode }) => episode.kind)).toEqual(kinds);
  });

  test('a later scan knows a day better than an earlier one, also when it says less', () => {
    const first = found({ from: 0, to: 24, rate: 10, seen: 24 });
    const corrected = found({ from: 0, to: 24, rate: 6, seen: 48 });
    for (const order of [
      [first, corrected],
      [corrected, first],
    ]) {
      const [alert] = join([], order);
      expect([lossOf(alert?.episode ?? first), alert?.episode.gallonsAnHour]).toEqual([144, 6]);
    }
  });
});

const anyFinding = fc
  .record({
    from: fc.integer({ min: 0, max: 1500 }),
    hours: fc.integer({ min: 1, max: 300 }),
    rate: fc.integer({ min: 1, max: 40 }),
    seen: fc.integer({ min: 0, max: 2000 }),
    kind: fc.constantFrom('leak' as const, 'burst' as const, 'hose' as const),
  })
  .map(
    ({ from, hours, rate, seen, kind }): Episode => ({
      ...found({ from, to: from + hours, rate, seen }),
      kind,
    }),
  );

describe('whatever order scans come in, and however often', () => {
  test('the alerts are the same', () => {
    fc.assert(
      fc.property(
        fc.array(anyFinding, { minLength: 1, maxLength: 12 }).chain((findings) =>
          fc.record({
            findings: fc.constant(findings),
            shuffled: fc.shuffledSubarray([...findings, ...findings], { minLength: findings.length * 2 }),
            size: fc.integer({ min: 1, max: 4 }),
          }),
        ),
        ({ findings, shuffled, size }) => {
          const atOnce = join([], findings).map(({ episode }) => episode);
          // Scan by scan: what is stored is what the scans before left.
          let stored: KnownEpisode[] = [];
          let lastId = 0;
          for (let start = 0; start < shuffled.length; start += size) {
            stored = join(stored, shuffled.slice(start, start + size)).map(({ episode, id }) => ({
              ...episode,
              id: id ?? ++lastId,
            }));
          }
          const scanned = stored
            .map(({ id: _, ...episode }) => episode)
            .toSorted((a, b) => Temporal.Instant.compare(a.began, b.began));
          expect(JSON.stringify(scanned)).toBe(JSON.stringify(atOnce));
        },
      ),
    );
  });

  test('no two alerts of a kind are within the days of coming back, and no hour of a finding is lost', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { minLength: 1, maxLength: 12 }), (findings) => {
        const episodes = join([], findings).map(({ episode }) => episode);
        for (const [index, episode] of episodes.entries()) {
          const before = episodes[index - 1];
          if (before === undefined) continue;
          const isHose = [before, episode].some(({ kind }) => kind === 'hose');
          expect(before.lastSeen.until(episode.began).total('hours')).toBeGreaterThan(isHose ? 24 : 7 * 24);
        }
        for (const { began, lastSeen } of findings) {
          const holder = episodes.filter(
            (one) => isOnOrBefore(one.began, began) && isOnOrAfter(one.lastSeen, lastSeen),
          );
          expect(holder).toHaveLength(1);
        }
      }),
    );
  });
});

describe('where an alert stands', () => {
  const leak = { lastSeen: at(100) };
  const fixedAt = (hours: number) => ({ kind: 'fixed', since: at(hours) }) as const;
  test.each<[string, Standing, Parameters<typeof standingOf>[1]]>([
    ['reads end where the leak does', 'running', { readsThrough: at(101) }],
    ['almost a day of reads without it', 'running', { readsThrough: at(123) }],
    ['a day of reads without it', 'stopped', { readsThrough: at(124) }],
    ['said fixed, no reads since', 'checking', { readsThrough: at(102), resolution: fixedAt(101) }],
    ['said fixed, the hour under way ran on', 'checking', { readsThrough: at(102), resolution: fixedAt(98) }],
    ['said fixed, a day of reads without it', 'fixed', { readsThrough: at(125), resolution: fixedAt(101) }],
    ['said fixed, ran on', 'running-after-fix', { readsThrough: at(101), resolution: fixedAt(60) }],
    ['said fixed too early, stopped since', 'stopped', { readsThrough: at(130), resolution: fixedAt(60) }],
    [
      'said to be use they know of',
      'expected',
      { readsThrough: at(100), resolution: { kind: 'expected', since: at(90) } },
    ],
  ])('%s: %s', (_, standing, facts) => {
    expect(standingOf(leak, facts, rules)).toBe(standing);
  });
});

describe('what a person is told', () => {
  /** Tells what is next until there is nothing, for each moment of a life; gives all the steps. */
  function life(
    moments: readonly (readonly [hours: number, standing: Standing, resolutions?: number, kind?: EpisodeKind])[],
    snoozed = false,
  ): string[] {
    const told: Telling[] = [];
    for (const [hours, standing, resolutions = 0, kind = 'leak'] of moments) {
      const episode = { kind, began: at(0), lastSeen: at(hours) };
      for (;;) {
        const next = nextTelling({ episode, standing, resolutions }, told, { rules, snoozed });
        if (next === undefined) break;
        told.push({ ...next, asHose: kind === 'hose', at: at(hours) });
        if (told.length > 20) throw new Error('told for ever');
      }
    }
    return told.map(({ step, count }) => (step === 'progress' ? `${step} ${count}` : step));
  }
  const daily = (days: number): [number, Standing][] =>
    Array.from({ length: days }, (_, day) => [(day + 1) * 24, 'running']);

  test('a month of a leak, looked at every day, is five mails and not thirty', () => {
    expect(life(daily(31))).toEqual(['began', 'progress 3', 'progress 7', 'progress 14', 'progress 30']);
  });
  test('who snoozes it is told only that it stopped', () => {
    expect(life([...daily(31), [744, 'stopped']], true)).toEqual(['began', 'stopped']);
  });
  test('an open hose that runs on is told as a leak too, each once', () => {
    expect(
      life([
        [13, 'running', 0, 'hose'],
        [40, 'running', 0, 'hose'],
        [47, 'running', 0, 'leak'],
        [60, 'running', 0, 'leak'],
        [60, 'stopped', 0, 'leak'],
      ]),
    ).toEqual(['began', 'began', 'stopped']);
  });
  test('an open hose that is over before it was told as a leak is told to have stopped', () => {
    expect(
      life([
        [13, 'running', 0, 'hose'],
        [60, 'stopped', 0, 'leak'],
      ]),
    ).toEqual(['began', 'stopped']);
  });
  test('who was told that a leak stopped, and since then of a hose, is told once that the leak came back', () => {
    const told: Telling[] = [
      { step: 'began', count: 0, asHose: false, at: at(24) },
      { step: 'stopped', count: 0, asHose: false, at: at(48) },
      { step: 'began', count: 0, asHose: true, at: at(96) },
    ];
    const alert = { episode: { kind: 'leak', began: at(0), lastSeen: at(130) }, resolutions: 0 } as const;
    const say = (standing: Standing, all: readonly Telling[]) =>
      nextTelling({ ...alert, standing }, all, { rules, snoozed: false })?.step;
    expect(say('running', told)).toBe('came-back');
    expect(say('running', [...told, { step: 'came-back', count: 3, asHose: false, at: at(130) }])).toBeUndefined();
    expect(say('stopped', told)).toBe('stopped');
  });
  test('found late, it is told once, with how long it ran', () => {
    expect(life([[20 * 24, 'running']])).toEqual(['began']);
  });
  test('fixed, and the reads prove it', () => {
    expect(
      life([
        [48, 'running'],
        [50, 'checking', 1],
        [50, 'fixed', 1],
      ]),
    ).toEqual(['began', 'fixed']);
  });
  test('a repair that did not hold is told once for each repair', () => {
    expect(
      life([
        [30, 'running'],
        [40, 'running-after-fix', 1],
        [50, 'running-after-fix', 1],
        [60, 'running-after-fix', 2],
      ]),
    ).toEqual(['began', 'fix-failed', 'fix-failed']);
  });
  test('it stopped, came back, and stopped again', () => {
    expect(
      life([
        [30, 'running'],
        [30, 'stopped'],
        [60, 'running'],
        [60, 'stopped'],
        [61, 'stopped'],
      ]),
    ).toEqual(['began', 'stopped', 'came-back', 'stopped']);
  });
  test('what stopped before anybody was told is no mail, nor what the customer expected', () => {
    expect(life([[30, 'stopped']])).toEqual([]);
    expect(
      life([
        [30, 'running'],
        [40, 'expected', 1],
      ]),
    ).toEqual(['began']);
  });
});

test('who reads water in another unit now means the same water', () => {
  const choices = inUnit({ ...usualChoices, dailyUse: '400' }, 'ccf');
  expect([choices.unit, choices.dailyUse]).toEqual(['ccf', '0.535']);
  expect(gallonsOf(choices.dailyUse ?? '0', 'ccf')).toBeCloseTo(400, 0);
});

describe('quiet hours', () => {
  const zone = 'America/Los_Angeles';
  const local = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant();
  test.each([
    ['in the evening, until seven', '2026-05-07T22:15', '2026-05-08T07:00'],
    ['before dawn, until seven', '2026-05-07T05:59', '2026-05-07T07:00'],
    ['by day, at once', '2026-05-07T07:00', '2026-05-07T07:00'],
    ['the night the clock springs forward', '2026-03-08T01:30', '2026-03-08T07:00'],
    ['the night it falls back', '2026-11-01T00:30', '2026-11-01T07:00'],
  ])('%s', (_, now, sent) => {
    expect(sendAt(local(now), { from: 21, to: 7 }, zone).toString()).toBe(local(sent).toString());
  });
  test('nothing is sent in them, earlier, or later than a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 366 * 24 * 60 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 23 }),
        (minutes, from, to) => {
          const now = Temporal.Instant.from('2026-01-01T00:00Z').add({ minutes });
          const sent = sendAt(now, { from, to }, zone);
          expect(isQuiet({ from, to }, sent.toZonedDateTimeISO(zone).hour)).toBe(false);
          expect(now.until(sent).total('hours')).toBeGreaterThanOrEqual(0);
          expect(now.until(sent).total('hours')).toBeLessThanOrEqual(25);
        },
      ),
    );
  });
});
