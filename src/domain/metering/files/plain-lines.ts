import type { VolumeUnit } from '../../kernel/index.ts';
import { type ByteNames, byteNames } from './byte-names.ts';
import { fixedTime } from './fixed-time.ts';
import { daysSince1970, type LocalDay, localDay } from './local-clock.ts';
import { snapped } from './mapped-record.ts';
import { believedOf, type MeterNames, mostDecimals, type ReadBatch } from './read-batch.ts';
import { type Column, normalColumn, type ReadMapping } from './read-mapping.ts';
import { likelyDelimiter, splitLine } from './split-line.ts';
import { daysOfMonth } from './time-format.ts';
import { unitOfWord } from './unit-words.ts';

/** Takes the lines of a plain file as bytes, many at once. */
export interface PlainLines {
  /** Hands over bytes of the file; lines are taken from those before `end`. */
  feed(bytes: Uint8Array, end: number): void;
  /**
   * Takes the lines from `from` on into the batch, `line` the number of the first, while there is room, and returns where
   * the first begins that was not taken: it is not plain (quotes, blanks, a bad or empty field, an unknown meter, the day
   * on which the clock changes) or does not end in the bytes at hand, and the reader of text lines has it. Each line
   * taken is one read.
   */
  take(from: number, line: number): number;
}

const [newline, carriageReturn, quote, minus, dot, zero] = [10, 13, 34, 45, 46, 48];

/**
 * A reader for the lines after `header` of a delimited file with one series, whole-width times and plain numbers: what
 * nearly every line of nearly every hourly export is. Undefined where the mapping asks for more. It makes of a line what
 * `openReader` makes of it, or leaves it: 60 ns a line instead of 350 (`npm run bench -- reads`), since no text, no field
 * and no object is made.
 */
export function plainLines(
  mapping: ReadMapping,
  header: string,
  into: { readonly meters: MeterNames; readonly batch: ReadBatch },
): PlainLines | undefined {
  const { meters, batch } = into;
  const plan = planOf(mapping, header);
  if (plan === undefined) return undefined;
  const { series, time, delimiter, width, kinds, quality } = plan;
  const days = new Map<number, LocalDay>();
  const { snapSeconds } = series;
  const intervalSeconds = series.kind === 'interval' ? (series.intervalSeconds ?? 0) : 0;
  const shift = series.kind === 'interval' && series.marks === 'start' ? intervalSeconds : 0;
  const units: VolumeUnit[] = [];
  const unitNames = byteNames((written) => unitNumber(series.unit, written, units));
  const qualityNames = byteNames((written) => {
    const said = quality?.values.get(written.toLowerCase());
    return said === undefined || said === 'missing' ? -1 : believedOf[said];
  });
  // A meter is asked for once a unit, so that its unit is checked without being asked for at every line.
  const meterNames: ByteNames[] = [];
  const namesOf = (unit: number): ByteNames => {
    const known = meterNames[unit];
    if (known !== undefined) return known;
    const word = units[unit] ?? 'gal';
    const made = byteNames((name) => (name === '' || name.trim() !== name ? -1 : meters.place(name, word)));
    meterNames[unit] = made;
    return made;
  };
  if (typeof series.unit === 'string') units.push(series.unit);

  /** The date that was read last, and its midnight; NaN where the clock changes on it or it is none. */
  let lastDate = -1;
  let midnight = Number.NaN;
  const midnightOf = (date: number): number => {
    const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
    const isDate = year >= 1970 && year <= 2199 && month >= 1 && month <= 12 && day >= 1;
    if (!isDate || day > daysOfMonth(year, month)) return Number.NaN;
    const epochDay = daysSince1970(year, month, day);
    if (time.utc) return epochDay * 86_400;
    let local = days.get(epochDay);
    if (local === undefined) {
      local = localDay(mapping.zone, epochDay);
      days.set(epochDay, local);
    }
    return local.change === undefined ? epochDay * 86_400 - local.offset : Number.NaN;
  };

  let source: Uint8Array = new Uint8Array(0);
  let to = 0;

  /** The value that was read last. */
  let digits = 0;
  let decimals = 0;
  /** Where the value that begins at `from` ends; −1 where it is not plain. */
  const endOfValue = (bytes: Uint8Array, from: number): number => {
    const isNegative = bytes[from] === minus;
    const begin = isNegative ? from + 1 : from;
    let place = begin;
    let sum = 0;
    let point = -1;
    for (; place < to; place++) {
      const digit = (bytes[place] ?? 0) - zero;
      if (digit >= 0 && digit <= 9) sum = sum * 10 + digit;
      else if (bytes[place] === dot && point < 0) point = place;
      else break;
    }
    if (place === begin || place - begin > 15 || point === begin || point === place - 1) return -1;
    let after = point < 0 ? 0 : place - point - 1;
    while (after > 0 && sum % 10 === 0) {
      sum /= 10;
      after--;
    }
    digits = isNegative ? 0 - sum : sum;
    decimals = after;
    return after <= mostDecimals ? place : -1;
  };

  /** Epoch seconds of the time at `from`; −1 where it is not one, or is of a day on which the clock changes. */
  const momentAt = (bytes: Uint8Array, from: number, length: number): number => {
    if (length !== time.full && length !== time.short) return -1;
    const { literals } = time;
    for (let index = 0; index < literals.length; index += 2) {
      const where = literals[index] ?? 0;
      if (where < length && bytes[from + where] !== literals[index + 1]) return -1;
    }
    const year = twoDigits(bytes, from + time.year) * 100 + twoDigits(bytes, from + time.year + 2);
    const date = (year * 100 + twoDigits(bytes, from + time.month)) * 100 + twoDigits(bytes, from + time.day);
    if (date !== lastDate) {
      lastDate = date;
      midnight = midnightOf(date);
    }
    const hour = twoDigits(bytes, from + time.hour);
    const minute = twoDigits(bytes, from + time.minute);
    const second = time.second >= 0 && time.second < length ? twoDigits(bytes, from + time.second) : 0;
    if (Number.isNaN(midnight) || hour > 23 || minute > 59 || second > 59) return -1;
    return snapped(midnight + hour * 3600 + minute * 60 + second, snapSeconds);
  };

  /** Where the field that begins at `from` ends; −1 for what only the reader of texts takes apart. */
  const endOfField = (bytes: Uint8Array, from: number): number => {
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      // Letters and digits are most of a field: two comparisons each.
      if (byte > 44 && byte < 123 && byte !== delimiter) continue;
      if (byte === delimiter || byte === newline || byte === carriageReturn) return at;
      if (byte === quote || byte >= 128) return -1;
    }
    return -1;
  };

  /** The end of the time that begins at `from`: a jump rather than a scan. */
  const endOfTime = (bytes: Uint8Array, from: number): number => {
    for (const length of time.full === time.short ? [time.full] : [time.full, time.short]) {
      const byte = bytes[from + length];
      if (byte === delimiter || byte === newline || byte === carriageReturn) return from + length;
    }
    return -1;
  };

  /** The meter that was read last, and its name in `source`: most lines are of the same meter as the line before. */
  let lastMeter = -1;
  let lastUnit = -1;
  let [nameFrom, nameTo] = [0, 0];
  const endOfSameName = (bytes: Uint8Array, from: number): number => {
    const length = nameTo - nameFrom;
    // Meters beside each other differ at the end.
    for (let at = length - 1; at >= 0; at--) if (bytes[from + at] !== bytes[nameFrom + at]) return -1;
    const end = bytes[from + length];
    return length > 0 && (end === delimiter || end === newline || end === carriageReturn) ? from + length : -1;
  };

  const takeOne = (bytes: Uint8Array, from: number, line: number): number => {
    let at = from;
    let [meterFrom, meterTo, moment, unit, believed] = [0, 0, -1, 0, 0];
    let isSame = false;
    for (let column = 0; column < width; column++) {
      const begin = at;
      const kind = kinds[column];
      if (kind === kindOf.time) {
        at = endOfTime(bytes, begin);
        if (at < 0 || at >= to) return -1;
        moment = momentAt(bytes, begin, at - begin);
        if (moment < 0) return -1;
      } else if (kind === kindOf.value) {
        at = endOfValue(bytes, begin);
        if (at < 0) return -1;
      } else if (kind === kindOf.meter) {
        at = endOfSameName(bytes, begin);
        isSame = at >= 0;
        if (!isSame) at = endOfField(bytes, begin);
        if (at < 0) return -1;
        meterFrom = begin;
        meterTo = at;
      } else {
        at = endOfField(bytes, begin);
        if (at < 0) return -1;
        if (kind === kindOf.unit) {
          unit = unitNames.find(bytes, begin, at);
          if (unit < 0) return -1;
        } else if (kind === kindOf.quality && at > begin) {
          believed = qualityNames.find(bytes, begin, at);
          if (believed < 0) return -1;
        }
      }
      if (column + 1 < width) {
        if (bytes[at] !== delimiter) return -1;
        at++;
      }
    }
    if (bytes[at] === carriageReturn) at++;
    if (at >= to || bytes[at] !== newline) return -1;

    if (!isSame || unit !== lastUnit) {
      const meter = namesOf(unit).find(bytes, meterFrom, meterTo);
      if (meter < 0) return -1;
      lastMeter = meter;
      lastUnit = unit;
    }
    nameFrom = meterFrom;
    nameTo = meterTo;
    const next = batch.length++;
    batch.meter[next] = lastMeter;
    batch.at[next] = moment + shift;
    batch.seconds[next] = intervalSeconds;
    batch.digits[next] = digits;
    batch.decimals[next] = decimals;
    batch.believed[next] = believed;
    batch.line[next] = line;
    return at + 1;
  };
  return {
    feed(more, end) {
      source = more;
      to = end;
      nameTo = nameFrom;
    },
    take(from, line) {
      const bytes = source;
      const first = batch.length;
      let at = from;
      while (batch.length < batch.meter.length) {
        const next = takeOne(bytes, at, line + batch.length - first);
        if (next < 0) break;
        at = next;
      }
      return at;
    },
  };
}

/** By two bytes of text, the number of two digits; far beyond any hour or month where they are none. */
const pairs = new Int32Array(65_536).fill(1_000_000);
for (let number = 0; number < 100; number++) {
  pairs[(Math.floor(number / 10) + zero) * 256 + (number % 10) + zero] = number;
}

const twoDigits = (bytes: Uint8Array, at: number): number =>
  pairs[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] ?? 1_000_000;

function unitNumber(unit: ReadMapping['series'][number]['unit'], written: string, units: VolumeUnit[]): number {
  const word = typeof unit === 'string' ? unit : (unit.words.get(written.trim().toLowerCase()) ?? unitOfWord(written));
  if (word === undefined) return -1;
  if (!units.includes(word)) units.push(word);
  return units.indexOf(word);
}

/** What a column of the file holds. */
const kindOf = { other: 0, meter: 1, value: 2, time: 3, unit: 4, quality: 5 } as const;

/** What the mapping asks for, bound to the header's columns; undefined where it is more than plain. */
function planOf(mapping: ReadMapping, header: string) {
  const [series, ...others] = mapping.series;
  const [meter, ...joinedTo] = mapping.meter;
  if (series === undefined || meter === undefined || others.length > 0 || joinedTo.length > 0) return undefined;
  if (mapping.format === 'cmep' || mapping.format === 'jsonl' || mapping.decimal !== '.') return undefined;
  if (!mapping.header || mapping.skip.length > 0 || series.multiplier !== '1') return undefined;
  if (mapping.take !== 'first') return undefined;
  const time = fixedTime(series.timeFormat);
  const delimiter = mapping.delimiter === 'auto' ? likelyDelimiter(header) : mapping.delimiter;
  const names = splitLine(header, delimiter)?.map(normalColumn);
  if (time === undefined || names === undefined) return undefined;
  const placeOf = (column: Column | undefined): number =>
    column === undefined ? -1 : typeof column === 'number' ? column - 1 : names.indexOf(normalColumn(column));
  const places: readonly (readonly [number, number])[] = [
    [kindOf.meter, placeOf(meter)],
    [kindOf.value, placeOf(series.value)],
    [kindOf.time, placeOf(series.time)],
    ...(typeof series.unit === 'string' ? [] : [[kindOf.unit, placeOf(series.unit.column)] as const]),
    ...(mapping.quality === undefined ? [] : [[kindOf.quality, placeOf(mapping.quality.column)] as const]),
  ];
  const kinds = new Uint8Array(names.length);
  for (const [kind, place] of places) {
    if (place < 0 || place >= names.length || kinds[place] !== kindOf.other) return undefined;
    kinds[place] = kind;
  }
  return {
    ...{ series, time, kinds, quality: mapping.quality },
    ...{ delimiter: delimiter.charCodeAt(0), width: names.length },
  };
}
