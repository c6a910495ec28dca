import { element, espi } from './xml.ts';

/** `DstRuleType` where the clock never changes. */
const never = 'FFFFFFFF';

/** ESPI's `LocalTimeParameters` of a zone as its clock changes in `year`; offsets in seconds, summer's apart. */
export function localTimeParameters(zone: string, year: number): string {
  const [forward, back] = [changeOf(zone, year, 1), changeOf(zone, year, -1)];
  const changes = forward !== undefined && back !== undefined;
  const newYear = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone).offsetNanoseconds / 1e9;
  // South of the equator the new year is in summer.
  const isSummer = changes && Temporal.PlainDateTime.compare(back.wall, forward.wall) < 0;
  return espi(
    'LocalTimeParameters',
    element('dstEndRule', changes ? ruleOf(back, zone) : never),
    element('dstOffset', changes ? forward.seconds : 0),
    element('dstStartRule', changes ? ruleOf(forward, zone) : never),
    element('tzOffset', isSummer ? newYear - forward.seconds : newYear),
  );
}

interface ClockChange {
  /** What the clock showed when it was changed. */
  readonly wall: Temporal.PlainDateTime;
  /** By how much it went forward (above 0) or back. */
  readonly seconds: number;
}

/** The year's first change in a direction. */
function changeOf(zone: string, year: number, direction: 1 | -1): ClockChange | undefined {
  let at = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > year) return undefined;
    const before = next.subtract({ nanoseconds: 1 });
    const seconds = (next.offsetNanoseconds - before.offsetNanoseconds) / 1e9;
    if (Math.sign(seconds) === direction) {
      return { wall: before.toPlainDateTime().add({ nanoseconds: 1 }), seconds };
    }
    at = next;
  }
}

/** Years in which a rule must hold to be it: in seven, the fourth Sunday of a month is not always its last. */
const yearsToHold = 7;

/** The rule as 32 bits: month, occurrence, day of the month (none), day of the week, hour, second of the hour. */
function ruleOf({ wall, seconds }: ClockChange, zone: string): string {
  const occurrence = Math.ceil(wall.day / 7);
  const others = Array.from({ length: yearsToHold }, (_, years) =>
    changeOf(zone, wall.year + years, seconds > 0 ? 1 : -1),
  );
  const holds = others.every((other) => other !== undefined && Math.ceil(other.wall.day / 7) === occurrence);
  const last = 7;
  const bits =
    BigInt(wall.month) * 2n ** 28n +
    BigInt(holds ? occurrence + 1 : last) * 2n ** 25n +
    BigInt(wall.dayOfWeek) * 2n ** 17n +
    BigInt(wall.hour) * 2n ** 12n +
    BigInt(wall.minute * 60 + wall.second);
  return bits.toString(16).toUpperCase().padStart(8, '0');
}
