import { type Finding, leakKinds } from '../../src/domain/leaks/index.ts';
import { type HourSpan, hourStart } from '../../src/domain/metering/index.ts';
import type { LabelledHome } from './labelled-homes.ts';

/** One alarm, as a customer would hear it: findings of water lost that lie at most a week apart. */
interface Alarm {
  /** What ran at most, in gallons an hour. */
  readonly max: number;
  readonly begin: number;
  readonly end: number;
}

/** What is kept of a home: thousands of them with their hours would not fit. */
interface ScoredHome {
  readonly leak?: LabelledHome['leak'];
  readonly days: number;
  readonly hasPool: boolean;
}

/** A hose runs more than this. */
const hoseGallonsAnHour = 250;

const hoursApart = 7 * 24;

/** What a rule made of one home. */
export interface HomeScore {
  readonly home: ScoredHome;
  /** Hours from the leak's beginning until it was found; undefined where it was not while it ran. */
  readonly foundAfter?: number;
  readonly falseAlarms: readonly Alarm[];
  readonly trueAlarms: number;
}

export function scoreHome(home: LabelledHome, findings: readonly Finding[]): HomeScore {
  const { span } = home.use;
  const lost = findings.filter(({ kind }) => leakKinds.includes(kind));
  const { leak } = home;
  const isTrue = ({ begin, end }: { begin: number; end: number }): boolean =>
    leak !== undefined && begin < leak.until && end > leak.from;
  const alarms = alarmsOf(span, lost);
  const falseAlarms = alarms.filter((alarm) => !isTrue(alarm));
  const found = lost
    .map((one) => hourOf(span, one.foundAt))
    .filter((hour) => leak !== undefined && hour > leak.from && hour <= leak.until + 1);
  return {
    home: { leak, days: span.days, hasPool: home.hasPool },
    falseAlarms,
    trueAlarms: alarms.length - falseAlarms.length,
    ...(leak === undefined || found.length === 0 ? {} : { foundAfter: Math.min(...found) - leak.from }),
  };
}

function alarmsOf(span: HourSpan, findings: readonly Finding[]): Alarm[] {
  const alarms: { max: number; begin: number; end: number }[] = [];
  for (const finding of findings) {
    const begin = hourOf(span, finding.beganAt);
    const end = hourOf(span, finding.seenAt);
    const last = alarms.at(-1);
    if (last !== undefined && begin <= last.end + hoursApart) {
      last.end = Math.max(last.end, end);
      last.max = Math.max(last.max, finding.gallonsAnHour);
    } else alarms.push({ max: finding.gallonsAnHour, begin, end });
  }
  return alarms;
}

const hourOf = (span: HourSpan, at: Temporal.Instant): number =>
  (at.epochMilliseconds - hourStart(span, 0).epochMilliseconds) / 3_600_000;

type Leak = NonNullable<LabelledHome['leak']>;

/** What a rule made of all homes. */
export interface RuleScore {
  readonly meterYears: number;
  /** Alarms that no leak explains, a hundred meter-years. */
  readonly falseAlarms: number;
  /** Between what the rate lies in 95 of 100 cases, were alarms independent of each other (Poisson). */
  readonly falseAlarmsAtLeast: number;
  readonly falseAlarmsAtMost: number;
  /** Of those, where a pool was being filled with a hose. */
  readonly poolsFilled: number;
  readonly precision: number;
  /** The share of such leaks that was found while it ran, within so many hours of its beginning. */
  recall(isOne: (leak: Leak) => boolean, withinHours?: number): number;
  /** Between what that share lies in 95 of 100 cases (binomial; Wilson's interval). */
  recallRange(isOne: (leak: Leak) => boolean, withinHours?: number): { readonly low: number; readonly high: number };
  /** The middle of the hours it took, of those that were found. */
  hoursToDetection(isOne: (leak: Leak) => boolean): number;
}

export function ruleScore(scores: readonly HomeScore[]): RuleScore {
  const falseAlarms = scores.reduce((sum, score) => sum + score.falseAlarms.length, 0);
  const trueAlarms = scores.reduce((sum, score) => sum + score.trueAlarms, 0);
  const meterYears = scores.reduce((sum, { home }) => sum + home.days / 365, 0);
  const withLeak = (isOne: (leak: Leak) => boolean) =>
    scores.filter(({ home }) => home.leak !== undefined && isOne(home.leak));
  const { low, high } = poissonRange(falseAlarms);
  return {
    meterYears,
    falseAlarms: (100 * falseAlarms) / meterYears,
    falseAlarmsAtLeast: (100 * low) / meterYears,
    falseAlarmsAtMost: (100 * high) / meterYears,
    poolsFilled:
      (100 *
        scores.reduce(
          (sum, score) =>
            sum + score.falseAlarms.filter(({ max }) => score.home.hasPool && max >= hoseGallonsAnHour).length,
          0,
        )) /
      meterYears,
    precision: trueAlarms / (trueAlarms + falseAlarms),
    recall(isOne, withinHours = Number.POSITIVE_INFINITY) {
      const leaks = withLeak(isOne);
      return foundOf(leaks, withinHours) / leaks.length;
    },
    recallRange(isOne, withinHours = Number.POSITIVE_INFINITY) {
      const leaks = withLeak(isOne);
      return binomialRange(foundOf(leaks, withinHours), leaks.length);
    },
    hoursToDetection(isOne) {
      const hours = withLeak(isOne).flatMap(({ foundAfter }) => foundAfter ?? []);
      return hours.sort((a, b) => a - b)[Math.floor(hours.length / 2)] ?? Number.NaN;
    },
  };
}

const foundOf = (leaks: readonly HomeScore[], withinHours: number): number =>
  leaks.filter(({ foundAfter }) => foundAfter !== undefined && foundAfter <= withinHours).length;

/** Within what a share lies in 95 of 100 cases of which `found` of `of` were seen. */
function binomialRange(found: number, of: number): { readonly low: number; readonly high: number } {
  const z = 1.96;
  const middle = (found + z ** 2 / 2) / (of + z ** 2);
  const half = (z / (of + z ** 2)) * Math.sqrt((found * (of - found)) / of + z ** 2 / 4);
  return { low: middle - half, high: middle + half };
}

/** Within what the mean of a count lies in 95 of 100 cases: Byar's approximation, within a percent of the exact one from ten on. */
function poissonRange(count: number): { readonly low: number; readonly high: number } {
  const edge = (of: number, sign: 1 | -1): number => of * (1 - 1 / (9 * of) + (sign * 1.96) / (3 * Math.sqrt(of))) ** 3;
  return { low: count === 0 ? 0 : edge(count, -1), high: edge(count + 1, 1) };
}
