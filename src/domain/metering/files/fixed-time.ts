/** Where the digits of a time of fixed width stand, e.g. of `yyyy-mm-dd HH:MM[:SS]`. */
export interface FixedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** −1: no seconds. */
  readonly second: number;
  /** Lengths of the text with and without what may be left out; equal where nothing may. */
  readonly full: number;
  readonly short: number;
  /** How much of the text, at its beginning, tells the date alone; 0 where the time of day is not after the date. */
  readonly dateLength: number;
  /** Characters that stand for themselves, in the date and in the time of day: place from its beginning and code in turn. */
  readonly dateLiterals: readonly number[];
  readonly clockLiterals: readonly number[];
  /** Ends with `Z`, which `zz` may write; an offset of hours is left to `compileTimeFormat`. */
  readonly utc: boolean;
}

const widths = { yyyy: 4, mm: 2, dd: 2, HH: 2, MM: 2, SS: 2 } as const;

/** The places of a format all of whose numbers have a fixed width; undefined for any other. */
export function fixedTime(format: string): FixedTime | undefined {
  const parts = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(format);
  if (parts === null) return undefined;
  const places = new Map<string, number>();
  const literals: [where: number, byte: number][] = [];
  let length = 0;
  let utc = false;
  const lay = (text: string): boolean => {
    for (let at = 0; at < text.length; ) {
      const token = (Object.keys(widths) as (keyof typeof widths)[]).find((one) => text.startsWith(one, at));
      if (token !== undefined) {
        if (utc || places.has(token)) return false;
        places.set(token, length);
        length += widths[token];
        at += token.length;
      } else if (text.startsWith('zz', at) || text[at] === 'Z') {
        utc = true;
        literals.push([length++, 90]);
        at += text[at] === 'Z' ? 1 : 2;
      } else if (/[a-zA-Z]/.test(text[at] ?? '') && text[at] !== 'T') return false;
      else literals.push([length++, text.charCodeAt(at++)]);
    }
    return true;
  };
  if (!lay(parts[1] ?? '')) return undefined;
  const short = length;
  if (utc && parts[2] !== undefined) return undefined;
  if (!lay(parts[2] ?? '')) return undefined;
  const [year, month, day, hour, minute] = ['yyyy', 'mm', 'dd', 'HH', 'MM'].map((token) => places.get(token));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) {
    return undefined;
  }
  const second = places.get('SS') ?? -1;
  if (short !== length && (second < short || minute >= short)) return undefined;
  const clock = second < 0 ? Math.min(hour, minute) : Math.min(hour, minute, second);
  const dateLength = Math.max(year, month, day) < clock ? clock : 0;
  const dateLiterals: number[] = [];
  const clockLiterals: number[] = [];
  for (const [where, byte] of literals) {
    if (where < dateLength) dateLiterals.push(where, byte);
    else clockLiterals.push(where - dateLength, byte);
  }
  return { year, month, day, hour, minute, second, full: length, short, dateLength, dateLiterals, clockLiterals, utc };
}

/**
 * Seconds since midnight of the time of day that begins at `from` and is `length` bytes long; −1 where it is none. Without
 * `dateLength` it is taken from where the whole time begins.
 */
export function secondsOfDay(bytes: Uint8Array, from: number, length: number, time: FixedTime): number {
  if (!hasLiterals(bytes, from, length, time.clockLiterals)) return -1;
  const begin = from - time.dateLength;
  const hour = twoDigits(bytes, begin + time.hour);
  const minute = twoDigits(bytes, begin + time.minute);
  const second = time.second < 0 || time.second >= time.dateLength + length ? 0 : twoDigits(bytes, begin + time.second);
  return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second;
}

/** The date of the time that begins at `from`, as the number that its digits make; −1 where it is none. */
export function dateAt(bytes: Uint8Array, from: number, time: FixedTime): number {
  if (!hasLiterals(bytes, from, time.dateLength, time.dateLiterals)) return -1;
  const year = twoDigits(bytes, from + time.year) * 100 + twoDigits(bytes, from + time.year + 2);
  return (year * 100 + twoDigits(bytes, from + time.month)) * 100 + twoDigits(bytes, from + time.day);
}

function hasLiterals(bytes: Uint8Array, from: number, length: number, literals: readonly number[]): boolean {
  for (let index = 0; index < literals.length; index += 2) {
    const where = literals[index] ?? 0;
    if (where < length && bytes[from + where] !== literals[index + 1]) return false;
  }
  return true;
}

/** By two bytes of text, the number of two digits; far beyond any hour or month where they are none. */
const pairs = new Int32Array(65_536).fill(1_000_000);
for (let number = 0; number < 100; number++) {
  pairs[(Math.floor(number / 10) + 48) * 256 + (number % 10) + 48] = number;
}

const twoDigits = (bytes: Uint8Array, at: number): number =>
  pairs[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] ?? 1_000_000;
