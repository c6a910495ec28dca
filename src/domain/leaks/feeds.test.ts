import { describe, expect, test } from 'vitest';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import {
  type Dice,
  dice,
  drawHousehold,
  pourLeak,
  simulateHours,
  simulateWeather,
} from '../../demo/domain/household-simulator/index.ts';
import {
  type HourlyUse,
  type HourSpan,
  hourQuality,
  hourSpan,
  hoursFromIntervals,
  hoursFromRegister,
  usualRegisterRules,
} from '../metering/index.ts';
import { type DailyWeather, detectorSettings, findLeaks, leakKinds } from './index.ts';

/** What a meter's water is, minute by minute: each hour's runs in ten of its minutes, as people draw it, a leak's in all. */
interface Home {
  readonly span: HourSpan;
  readonly weather: DailyWeather;
  /** Gallons since the first hour, at each minute. */
  readonly ran: Float64Array;
}

const settings = detectorSettings(referenceUtility.leaks, 'RESIDENTIAL_SINGLE');
const zone = 'America/Los_Angeles';
/** Over both days on which the clock changes. */
const seasons = ['2026-02-01', '2026-09-20'].map((first) => {
  const span = hourSpan(zone, Temporal.PlainDate.from(first), 50);
  return { span, weather: simulateWeather(span, dice(77)) };
});
const homes = seasons.flatMap((season, index) =>
  Array.from({ length: 12 }, (_, home) => homeIn(season, index + 2 * home, 0)),
);

function homeIn({ span, weather }: (typeof seasons)[number], index: number, leakGallonsAnHour: number): Home {
  const die = dice(660_000 + index);
  const { gallons } = simulateHours(drawHousehold(die), { span, weather, leaks: [] }, die);
  const leak = new Float64Array(span.hours);
  if (leakGallonsAnHour > 0) {
    const from = 40 * 24;
    pourLeak(
      { span, gallons: leak },
      { from, until: span.hours, gallonsAnHour: leakGallonsAnHour, pauseHours: 0 },
      die,
    );
  }
  const ran = new Float64Array(span.hours * 60 + 1);
  for (let hour = 0; hour < span.hours; hour += 1) {
    const begins = die.between(0, 49);
    for (let minute = 0; minute < 60; minute += 1) {
      const people = minute >= begins && minute < begins + 10 ? (gallons[hour] ?? 0) / 10 : 0;
      ran[hour * 60 + minute + 1] = (ran[hour * 60 + minute] ?? 0) + people + (leak[hour] ?? 0) / 60;
    }
  }
  return { span, weather, ran };
}

interface FedReads {
  readonly at: number[];
  readonly counts: number[];
  readonly believed?: number[];
}

const second = ({ span }: Home, minute: number): number => span.startHour * 3600 + minute * 60;

/** The register, a gallon a count, at these minutes. */
function registerAt(home: Home, minutes: readonly number[]): FedReads {
  return {
    at: minutes.map((minute) => second(home, minute)),
    counts: minutes.map((minute) => Math.floor(home.ran[minute] ?? 0)),
  };
}

const useOf = (home: Home, { counts, quality }: { counts: Int32Array; quality: Uint8Array }): HourlyUse => ({
  ...{ span: home.span, register: { unit: 'gal', multiplier: '1' }, counts, quality },
});

function fromRegister(home: Home, { at, counts, believed }: FedReads): HourlyUse {
  const reads = { serial: 'A1', at: Float64Array.from(at), counts: Float64Array.from(counts) };
  const said = believed === undefined ? {} : { believed: Uint8Array.from(believed) };
  return useOf(home, hoursFromRegister({ ...reads, ...said }, home.span, usualRegisterRules));
}

function fromIntervals(home: Home, minutes: number): HourlyUse {
  const ends = every(home, minutes);
  const counts = ends.map((end) => Math.floor(home.ran[end] ?? 0) - Math.floor(home.ran[end - minutes] ?? 0));
  const at = Float64Array.from(ends, (end) => second(home, end));
  const seconds = new Float64Array(ends.length).fill(minutes * 60);
  return useOf(home, hoursFromIntervals({ at, seconds, counts: Float64Array.from(counts) }, home.span));
}

/** So many minutes apart, from `first` on. */
function every({ span }: Home, minutes: number, first = minutes): number[] {
  return Array.from(
    { length: Math.floor((span.hours * 60 - first) / minutes) + 1 },
    (_, index) => first + index * minutes,
  );
}

const told = (use: HourlyUse, { weather }: Home) =>
  findLeaks(use, settings, { weather })
    .filter(({ kind }) => leakKinds.includes(kind))
    .map(({ kind, beganAt }) => `${kind} from ${beganAt}`);

const minuteOfGap = 33 * 24 * 60;
const dieOf = (home: Home): Dice => dice(home.span.startHour + Math.round(home.ran.at(-1) ?? 0));

/** What feeds send of the same water, as far as hours can be made of it. */
const feeds = {
  'registers on the hour': (home) => fromRegister(home, registerAt(home, every(home, 60, 0))),
  'registers at 37 minutes past each hour': (home) => fromRegister(home, registerAt(home, every(home, 60, 37))),
  'registers at any minute of each hour': (home) => {
    const die = dieOf(home);
    return fromRegister(
      home,
      registerAt(
        home,
        every(home, 60, 0).map((minute) => minute + die.between(0, 59)),
      ),
    );
  },
  'registers each two hours': (home) => fromRegister(home, registerAt(home, every(home, 120, 0))),
  'registers each two hours, from one in the night on': (home) =>
    fromRegister(home, registerAt(home, every(home, 120, 60))),
  'registers at 37 minutes past each second hour': (home) => fromRegister(home, registerAt(home, every(home, 120, 37))),
  'registers at any minute of each two hours': (home) => {
    const die = dieOf(home);
    return fromRegister(
      home,
      registerAt(
        home,
        every(home, 120, 0).map((minute) => minute + die.between(0, 119)),
      ),
    );
  },
  'registers each four hours': (home) => fromRegister(home, registerAt(home, every(home, 240, 0))),
  'a register a day': (home) => fromRegister(home, registerAt(home, every(home, 1440, 180))),
  'intervals of 15 minutes': (home) => fromIntervals(home, 15),
  'intervals of half an hour': (home) => fromIntervals(home, 30),
  'intervals of an hour': (home) => fromIntervals(home, 60),
  'intervals of two hours': (home) => fromIntervals(home, 120),
  'intervals of four hours': (home) => fromIntervals(home, 240),
  'intervals of a day': (home) => fromIntervals(home, 1440),
  'registers of which each tenth day says what it said last': (home) => {
    const { at, counts } = registerAt(home, every(home, 60, 0));
    const stuck = counts.map((count, hour) => (hour % 240 >= 216 ? (counts[hour - (hour % 24)] ?? count) : count));
    return fromRegister(home, { at, counts: stuck });
  },
  'registers with a gap of two days that one read fills': (home) =>
    fromRegister(
      home,
      registerAt(
        home,
        every(home, 60, 0).filter((minute) => minute < minuteOfGap || minute > minuteOfGap + 2880),
      ),
    ),
  'registers that the feed says it estimated, evenly, on two days of seven': (home) => {
    const { at, counts } = registerAt(home, every(home, 60, 0));
    const isEstimated = (hour: number) => Math.floor(hour / 24) % 7 < 2;
    const even = counts.map((count, hour) => {
      if (!isEstimated(hour)) return count;
      const first = hour - (hour % 24) - (Math.floor(hour / 24) % 7) * 24;
      const [from, to] = [counts[first] ?? 0, counts[Math.min(counts.length - 1, first + 48)] ?? 0];
      return Math.floor(from + ((to - from) * (hour - first)) / 48);
    });
    return fromRegister(home, { at, counts: even, believed: counts.map((_, hour) => (isEstimated(hour) ? 2 : 0)) });
  },
  'a meter put in on the 30th day': (home) => {
    const minutes = every(home, 60, 0).filter((minute) => minute >= 30 * 1440);
    const first = Math.floor(home.ran[minutes[0] ?? 0] ?? 0);
    const { at, counts } = registerAt(home, minutes);
    return fromRegister(home, { at, counts: counts.map((count) => count - first) });
  },
  'a meter taken out on the 30th day': (home) =>
    fromRegister(
      home,
      registerAt(
        home,
        every(home, 60, 0).filter((minute) => minute < 30 * 1440),
      ),
    ),
} satisfies Readonly<Record<string, (home: Home) => HourlyUse>>;

describe('homes where nothing leaks, by', () => {
  test.each(Object.entries(feeds))('%s: no leak is told', (_, feed) => {
    expect(homes.flatMap((home, index) => told(feed(home), home).map((one) => `home ${index}: ${one}`))).toEqual([]);
  });
});

describe('a leak of 8 gal/h since the 40th day, by', () => {
  const leaking = seasons.slice(0, 1).map((season) => homeIn(season, 4, 8));

  test.each([
    'registers on the hour',
    'registers at 37 minutes past each hour',
    'registers at any minute of each hour',
    'intervals of 15 minutes',
    'intervals of half an hour',
    'intervals of an hour',
  ] as const)('%s: it is told', (name) => {
    expect(leaking.map((home) => told(feeds[name](home), home).length > 0)).toEqual([true]);
  });

  test.each([
    'a register a day',
    'registers each four hours',
    'intervals of four hours',
    'intervals of a day',
  ] as const)('%s: nothing is, as all its hours are estimated', (name) => {
    for (const home of leaking) {
      const use = feeds[name](home);
      expect(use.quality.some((quality) => quality === hourQuality.measured)).toBe(false);
      expect(told(use, home)).toEqual([]);
    }
  });
});
