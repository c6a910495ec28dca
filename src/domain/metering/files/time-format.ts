/** What a clock on a wall showed, and its offset where the text says one. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  /** Seconds since that day's 00:00 on the wall; 86,400 for `24:00`. */
  second: number;
  /** Seconds east of UTC, where the text says it (`Z`, `-07:00`). */
  offset: number | undefined;
}

/** Reads one text into `into`; false where it is not of the format. Reusing one object keeps a read at one allocation. */
export type TimeReader = (text: string, into: WallTime) => boolean;

const tokens = ['yyyy', 'dd', 'mm', 'HH', 'hh', 'MM', 'SS', 'fff', 'am', 'zz', 'd', 'm', 'H', 'h'] as const;
type Token = (typeof tokens)[number];

/** Where a token's number goes; `fff` goes nowhere that is looked at. */
const slots = { y: 0, m: 1, d: 2, H: 3, h: 3, M: 4, S: 5, f: 6 } as const;

type Step =
  | {
      readonly kind: 'digits';
      readonly token: Token;
      readonly slot: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'am' | 'zz'; readonly token: Token }
  | { readonly kind: 'rest'; readonly steps: readonly Step[] };

/**
 * Compiles `dd/mm/yyyy HH:MM:SS`. `mm` is the month and `MM` the minute; `d`, `m`, `H`, `h` take one or two digits; `hh`
 * is of twelve hours with `am`; `fff` any digits of a second; `zz` is `Z` or `-07:00`; `[…]` to the end may be left out;
 * everything else stands for itself. A date alone is its first moment. `s` and `ms` are seconds and milliseconds since
 * 1970 in UTC; `iso` is ISO 8601 with or without seconds, fractions and an offset. Undefined where it names no whole date.
 */
export function compileTimeFormat(format: string): TimeReader | undefined {
  const named = namedFormats.get(format);
  if (named !== undefined) return named;
  const steps = stepsOf(format);
  if (steps === undefined) return undefined;
  const tokensOf = flat(steps);
  const has = (...names: readonly Token[]) => names.some((name) => tokensOf.includes(name));
  if (!has('yyyy') || !has('mm', 'm') || !has('dd', 'd')) return undefined;
  if (!has('HH', 'H', 'hh', 'h') && has('MM', 'SS', 'fff', 'am')) return undefined;
  return (text, into) => run(steps, text, into);
}

/** Whether times of the format say more than a date. */
export const namesTimeOfDay = (format: string): boolean =>
  namedFormats.has(format) || flat(stepsOf(format) ?? []).some((token) => /^[Hh]/.test(token));

/** The same format with day and month the other way round. */
export const withDayAndMonthSwapped = (format: string): string =>
  format.replaceAll(/am|mm|dd|m|d/g, (token) => ({ mm: 'dd', dd: 'mm', m: 'd', d: 'm' })[token] ?? token);

const isoShape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

function readIso(text: string, into: WallTime): boolean {
  const parts = isoShape.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((one) => Number(one ?? 0));
  const zone = /^([+-])(\d\d):?(\d\d)?$/.exec(parts[7] ?? '');
  const east = zone === null ? 0 : Number(zone[2]) * 3600 + Number(zone[3] ?? 0) * 60;
  into.year = year;
  into.month = month;
  into.day = day;
  into.second = hour * 3600 + minute * 60 + second;
  into.offset = parts[7] === undefined ? undefined : zone?.[1] === '-' ? -east : east;
  return isWallTime(into, { hour, minute, second });
}

/** Digits since 1970, a part of a second after a point dropped. */
const readEpoch =
  (shape: RegExp, aSecond: number): TimeReader =>
  (text, into) => {
    const parts = shape.exec(text);
    if (parts === null) return false;
    const seconds = Math.floor(Number(parts[1]) / aSecond);
    const date = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO('UTC');
    into.year = date.year;
    into.month = date.month;
    into.day = date.day;
    into.second = seconds % 86_400;
    into.offset = 0;
    return date.year <= 2199;
  };

const namedFormats: ReadonlyMap<string, TimeReader> = new Map([
  ['iso', readIso],
  ['s', readEpoch(/^(\d{1,10})(?:\.\d{1,9})?$/, 1)],
  ['ms', readEpoch(/^(\d{1,13})(?:\.\d{1,9})?$/, 1000)],
]);

function stepsOf(format: string): Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < format.length) {
    if (format[at] === '[') {
      if (!format.endsWith(']')) return undefined;
      const rest = stepsOf(format.slice(at + 1, -1));
      return rest === undefined ? undefined : [...steps, { kind: 'rest', steps: rest }];
    }
    const token = tokens.find((one) => format.startsWith(one, at));
    steps.push(token === undefined ? { kind: 'literal', code: format.charCodeAt(at) } : stepOf(token));
    at += token?.length ?? 1;
  }
  return steps;
}

function stepOf(token: Token): Step {
  if (token === 'am' || token === 'zz') return { kind: token, token };
  const max = token === 'yyyy' ? 4 : token === 'fff' ? 9 : 2;
  const min = token === 'fff' || token.length === 1 ? 1 : max;
  return { kind: 'digits', token, slot: slots[token.charAt(0) as keyof typeof slots], min, max };
}

const flat = (steps: readonly Step[]): Token[] =>
  steps.flatMap((step) => (step.kind === 'rest' ? flat(step.steps) : 'token' in step ? [step.token] : []));

/** The numbers of the text at hand: one array for all, since a read must not cost another allocation. */
const numbers = new Int32Array(7);

function run(steps: readonly Step[], text: string, into: WallTime): boolean {
  numbers.fill(0);
  let half = -1;
  let offset: number | undefined;
  let at = 0;
  const end = text.length;
  let list = steps;
  for (let index = 0; index < list.length; index += 1) {
    const step = list[index] as Step;
    if (step.kind === 'digits') {
      let value = 0;
      let digits = 0;
      while (digits < step.max && at < end) {
        const digit = text.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
        digits += 1;
        at += 1;
      }
      if (digits < step.min) return false;
      numbers[step.slot] = value;
    } else if (step.kind === 'literal') {
      if (text.charCodeAt(at) !== step.code) return false;
      at += 1;
    } else if (step.kind === 'rest') {
      if (at === end) break;
      list = step.steps;
      index = -1;
    } else if (step.kind === 'am') {
      const word = text.slice(at, at + 2).toLowerCase();
      if (word !== 'am' && word !== 'pm') return false;
      half = word === 'pm' ? 12 : 0;
      at += 2;
    } else {
      const zone = /^(?:[Zz]|([+-])(\d\d):?(\d\d))/.exec(text.slice(at, at + 6));
      if (zone === null) return false;
      const seconds = Number(zone[2] ?? 0) * 3600 + Number(zone[3] ?? 0) * 60;
      offset = zone[1] === '-' ? -seconds : seconds;
      at += zone[0].length;
    }
  }
  if (at !== end) return false;
  const year = numbers[0] ?? 0;
  const month = numbers[1] ?? 0;
  const day = numbers[2] ?? 0;
  const minute = numbers[4] ?? 0;
  const second = numbers[5] ?? 0;
  let hour = numbers[3] ?? 0;
  if (half >= 0) {
    if (hour < 1 || hour > 12) return false;
    hour = (hour % 12) + half;
  }
  into.year = year;
  into.month = month;
  into.day = day;
  into.second = hour * 3600 + minute * 60 + second;
  into.offset = offset;
  return isWallTime(into, { hour, minute, second });
}

function isWallTime(
  { year, month, day, second: ofDay }: WallTime,
  { hour, minute, second }: { readonly hour: number; readonly minute: number; readonly second: number },
): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return false;
  if (year < 1970 || year > 2199 || minute > 59 || second > 59) return false;
  return hour < 24 || ofDay === 86_400;
}

export function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
