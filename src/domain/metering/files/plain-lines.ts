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

/** Takes the lines of a plain file as bytes. */
export interface PlainLines {
  /** Hands over bytes of the file; lines are taken from those before `end`. */
  feed(bytes: Uint8Array, end: number): void;
  /**
   * Takes the line that begins at `from` into the batch and returns where the next one begins; −1 where the line is not
   * plain (quotes, blanks, a bad or empty field, an unknown meter, the day on which the clock changes) or does not end
   * in the bytes at hand: then nothing was taken, and the reader of text lines has it.
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
  const { series, time, delimiter, width, columns, quality } = plan;
  const ends = new Int32Array(width);
  const days = new Map<number, LocalDay>();
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

  let bytes: Uint8Array = new Uint8Array(0);
  let to = 0;
  const take = (from: number, line: number): number => {
    let at = from;
    let fields = 0;
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === delimiter) {
        if (fields + 1 >= width) return -1;
        ends[fields++] = at;
      } else if (byte === newline) break;
      else if (byte === quote || byte >= 128) return -1;
    }
    if (at >= to || fields + 1 !== width) return -1;
    const end = bytes[at - 1] === carriageReturn ? at - 1 : at;
    ends[fields] = end;
    const beginOf = (column: number) => (column === 0 ? from : (ends[column - 1] ?? 0) + 1);

    let unit = 0;
    if (columns.unit >= 0) {
      unit = unitNames.find(bytes, beginOf(columns.unit), ends[columns.unit] ?? 0);
      if (unit < 0) return -1;
    }
    let believed = 0;
    if (columns.quality >= 0) {
      const [begin, stop] = [beginOf(columns.quality), ends[columns.quality] ?? 0];
      believed = begin === stop ? 0 : qualityNames.find(bytes, begin, stop);
      if (believed < 0) return -1;
    }

    let place = beginOf(columns.value);
    const valueEnd = ends[columns.value] ?? 0;
    const isNegative = bytes[place] === minus;
    if (isNegative) place++;
    if (valueEnd - place > 15 || valueEnd === place || bytes[place] === dot || bytes[valueEnd - 1] === dot) return -1;
    let digits = 0;
    let decimals = -1;
    for (; place < valueEnd; place++) {
      const digit = (bytes[place] ?? 0) - zero;
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        if (decimals >= 0) decimals++;
      } else if (bytes[place] === dot && decimals < 0) decimals = 0;
      else return -1;
    }
    while (decimals > 0 && digits % 10 === 0) {
      digits /= 10;
      decimals--;
    }
    if (decimals > mostDecimals) return -1;

    const clock = beginOf(columns.time);
    const length = (ends[columns.time] ?? 0) - clock;
    if (length !== time.full && length !== time.short) return -1;
    for (let index = 0; index < time.literals.length; index += 2) {
      const where = time.literals[index] ?? 0;
      if (where < length && bytes[clock + where] !== time.literals[index + 1]) return -1;
    }
    const year = twoDigits(bytes, clock + time.year) * 100 + twoDigits(bytes, clock + time.year + 2);
    const date = (year * 100 + twoDigits(bytes, clock + time.month)) * 100 + twoDigits(bytes, clock + time.day);
    if (date !== lastDate) {
      lastDate = date;
      midnight = midnightOf(date);
    }
    const hour = twoDigits(bytes, clock + time.hour);
    const minute = twoDigits(bytes, clock + time.minute);
    const second = time.second >= 0 && time.second < length ? twoDigits(bytes, clock + time.second) : 0;
    if (Number.isNaN(midnight) || hour > 23 || minute > 59 || second > 59) return -1;
    const moment = snapped(midnight + hour * 3600 + minute * 60 + second, series.snapSeconds);

    const meter = namesOf(unit).find(bytes, beginOf(columns.meter), ends[columns.meter] ?? 0);
    if (meter < 0) return -1;
    const next = batch.length++;
    batch.meter[next] = meter;
    batch.at[next] = moment + shift;
    batch.seconds[next] = intervalSeconds;
    batch.digits[next] = isNegative ? 0 - digits : digits;
    batch.decimals[next] = Math.max(decimals, 0);
    batch.believed[next] = believed;
    batch.line[next] = line;
    return at + 1;
  };
  return {
    feed(more, end) {
      bytes = more;
      to = end;
    },
    take,
  };
}

/** The number of two digits; far beyond any hour or month where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] ?? 0) - zero, (bytes[at + 1] ?? 0) - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1e6;
}

function unitNumber(unit: ReadMapping['series'][number]['unit'], written: string, units: VolumeUnit[]): number {
  const word = typeof unit === 'string' ? unit : (unit.words.get(written.trim().toLowerCase()) ?? unitOfWord(written));
  if (word === undefined) return -1;
  if (!units.includes(word)) units.push(word);
  return units.indexOf(word);
}

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
  const columns = {
    meter: placeOf(meter),
    value: placeOf(series.value),
    time: placeOf(series.time),
    unit: typeof series.unit === 'string' ? -1 : placeOf(series.unit.column),
    quality: placeOf(mapping.quality?.column),
  };
  const needed = [columns.meter, columns.value, columns.time];
  if (needed.some((place) => place < 0 || place >= names.length)) return undefined;
  if (typeof series.unit !== 'string' && columns.unit < 0) return undefined;
  if (mapping.quality !== undefined && columns.quality < 0) return undefined;
  return {
    ...{ series, time, columns, quality: mapping.quality },
    ...{ delimiter: delimiter.charCodeAt(0), width: names.length },
  };
}
