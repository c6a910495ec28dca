import type { VolumeUnit } from '../../kernel/index.ts';
import { isSame, type LinesAtHand, type TakenLine, takeAlike } from './alike-lines.ts';
import { type ByteNames, byteNames } from './byte-names.ts';
import { isRoundedId } from './decimal-text.ts';
import { dateAt, fixedTime, secondsOfDay } from './fixed-time.ts';
import { daysSince1970, type LocalDay, localDay } from './local-clock.ts';
import { maxMeterName, snapped } from './mapped-record.ts';
import { endOfValue, type PlainValue } from './plain-value.ts';
import { believedOf, type MeterNames, type ReadBatch } from './read-batch.ts';
import { type Column, normalColumn, type ReadMapping } from './read-mapping.ts';
import { likelyDelimiter, splitLine } from './split-line.ts';
import { daysOfMonth } from './time-format.ts';
import type { TimeLimits } from './time-limits.ts';
import { unitOfWord } from './unit-words.ts';

/** Takes the lines of a plain file as bytes, many at once. */
export interface PlainLines {
  /** Hands over bytes of the file; the lines that end in them can be taken. */
  feed(bytes: Uint8Array): void;
  /**
   * Takes the lines from `from` on into the batch, `line` the number of the first, while there is room, and returns where
   * the first begins that was not taken: it is not plain (quotes, blanks, a bad or empty field, an unknown meter, the day
   * on which the clock changes) or does not end in the bytes at hand, and the reader of text lines has it. Each line
   * taken is one read.
   */
  take(batch: ReadBatch, from: number, line: number): number;
}

const [newline, carriageReturn, quote] = [10, 13, 34];

/**
 * A reader for the lines after `header` of a delimited file with one series, whole-width times and plain numbers: what
 * nearly every line of nearly every hourly export is. Undefined where the mapping asks for more. It makes of a line what
 * `openReader` makes of it, or leaves it: 53 ns a line instead of 350, since no text, no field and no object is made, and
 * what a line says again (its meter, its date) is compared rather than read.
 *
 * One reader serves a whole file, and nothing looks beyond the last line's end: V8 throws compiled code away where a call's
 * target changes or an index is out of bounds. Two readers that did so were compiled eight times an import, and took
 * thousands of lines in the interpreter each time.
 */
export function plainLines(
  mapping: ReadMapping,
  header: string,
  { meters, within }: { readonly meters: MeterNames; readonly within: TimeLimits },
): PlainLines | undefined {
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
    const made = byteNames((name) => (isPlainName(name) ? meters.place(name, word) : -1));
    meterNames[unit] = made;
    return made;
  };
  if (typeof series.unit === 'string') units.push(series.unit);

  const midnightOf = (date: number): number => {
    const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
    const isDate = year >= 1970 && year <= 2199 && month >= 1 && month <= 12 && day >= 1;
    if (!isDate || day > daysOfMonth(year, month)) return Number.NaN;
    const epochDay = daysSince1970(year, month, day);
    // Near or beyond the first moment, the reader of texts says whether it is.
    if ((epochDay - 2) * 86_400 < within.from) return Number.NaN;
    if (time.utc) return epochDay * 86_400;
    let local = days.get(epochDay);
    if (local === undefined) {
      local = localDay(mapping.zone, epochDay);
      days.set(epochDay, local);
    }
    return local.change === undefined ? epochDay * 86_400 - local.offset : Number.NaN;
  };

  let bytes: Uint8Array = new Uint8Array(0);
  let words = new DataView(bytes.buffer);
  /** After the last line that ends in `bytes`. */
  let to = 0;
  const isEnd = (at: number): boolean => {
    const byte = bytes[at];
    return byte === delimiter || byte === newline || byte === carriageReturn;
  };

  const value: PlainValue = { digits: 0, decimals: 0 };
  /** Where the date that was read last stands in `bytes`, −1 for nowhere. */
  let dateFrom = -1;
  /** Of that date; NaN where the clock changes on it or it is none. */
  let midnight = Number.NaN;
  const { dateLength } = time;
  /** Epoch seconds of the time at `from`; −1 where it is not one, or is of a day on which the clock changes. */
  const momentAt = (from: number, length: number): number => {
    if (dateLength === 0 || dateFrom < 0 || !isSame(words, from, dateFrom, dateLength)) {
      midnight = midnightOf(dateAt(bytes, from, time));
      dateFrom = from;
    }
    const ofDay = secondsOfDay(bytes, from + dateLength, length - dateLength, time);
    if (ofDay < 0 || Number.isNaN(midnight)) return -1;
    const moment = snapped(midnight + ofDay, snapSeconds);
    return moment + shift > within.until ? -1 : moment;
  };

  /** Where the field that begins at `from` ends; −1 for what only the reader of texts takes apart. */
  const endOfField = (from: number): number => {
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
  const endOfTime = (from: number): number => {
    if (from + time.full < to && isEnd(from + time.full)) return from + time.full;
    return from + time.short < to && isEnd(from + time.short) ? from + time.short : -1;
  };

  /** The meter that was read last, and its name in `bytes`: most lines are of the same meter as the line before. */
  let lastMeter = -1;
  let lastUnit = -1;
  let nameFrom = 0;
  let nameLength = 0;
  const endOfSameName = (from: number): number => {
    const end = from + nameLength;
    return nameLength > 0 && end < to && isSame(words, from, nameFrom, nameLength) && isEnd(end) ? end : -1;
  };

  const taken: TakenLine = {
    ...{ from: 0, clock: 0, clockEnd: 0, value: 0, valueEnd: 0, end: 0, meter: 0, midnight: 0, believed: 0 },
  };
  const { until } = within;
  const atHand: LinesAtHand = { bytes, words, taken, time, snapSeconds, shift, until, seconds: intervalSeconds };
  const canBeAlike = dateLength > 0 && kinds.indexOf(kindOf.time) < kinds.indexOf(kindOf.value);

  const takeOne = (batch: ReadBatch, from: number, line: number): number => {
    let at = from;
    let meterFrom = 0;
    let meterTo = 0;
    let timeFrom = 0;
    let timeTo = 0;
    let valueFrom = 0;
    let valueTo = 0;
    let moment = -1;
    let unit = 0;
    let believed = 0;
    let isSameMeter = false;
    for (let column = 0; column < width; column++) {
      const begin = at;
      const kind = kinds[column];
      if (kind === kindOf.time) {
        at = endOfTime(begin);
        if (at < 0) return -1;
        timeFrom = begin;
        timeTo = at;
        moment = momentAt(begin, at - begin);
        if (moment < 0) return -1;
      } else if (kind === kindOf.value) {
        at = endOfValue(bytes, begin, value);
        if (at < 0) return -1;
        valueFrom = begin;
        valueTo = at;
      } else if (kind === kindOf.meter) {
        at = endOfSameName(begin);
        isSameMeter = at >= 0;
        if (!isSameMeter) at = endOfField(begin);
        if (at < 0) return -1;
        meterFrom = begin;
        meterTo = at;
      } else {
        at = endOfField(begin);
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

    if (!isSameMeter || unit !== lastUnit) {
      const meter = namesOf(unit).find(bytes, meterFrom, meterTo);
      if (meter < 0) return -1;
      lastMeter = meter;
      lastUnit = unit;
      nameLength = meterTo - meterFrom;
    }
    nameFrom = meterFrom;
    taken.from = from;
    taken.clock = timeFrom + dateLength;
    taken.clockEnd = timeTo;
    taken.value = valueFrom;
    taken.valueEnd = valueTo;
    taken.end = at + 1;
    taken.meter = lastMeter;
    taken.midnight = midnight;
    taken.believed = believed;
    const next = batch.length;
    batch.length = next + 1;
    batch.meter[next] = lastMeter;
    batch.at[next] = moment + shift;
    batch.seconds[next] = intervalSeconds;
    batch.digits[next] = value.digits;
    batch.decimals[next] = value.decimals;
    batch.believed[next] = believed;
    batch.line[next] = line;
    return at + 1;
  };
  return {
    feed(more) {
      bytes = more;
      words = new DataView(more.buffer, more.byteOffset, more.byteLength);
      atHand.bytes = bytes;
      atHand.words = words;
      to = more.lastIndexOf(newline) + 1;
      nameLength = 0;
      dateFrom = -1;
    },
    take(batch, from, line) {
      const first = batch.length;
      let at = from;
      while (at < to && batch.length < batch.meter.length) {
        const next = takeOne(batch, at, line + batch.length - first);
        if (next < 0) break;
        at = canBeAlike ? takeAlike(atHand, batch, line + batch.length - first) : next;
      }
      return at;
    },
  };
}

const isPlainName = (name: string): boolean =>
  name !== '' && name.trim() === name && name.length <= maxMeterName && !isRoundedId(name);

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
  if (mapping.format === 'cmep' || mapping.format === 'jsonl' || mapping.decimal === ',') return undefined;
  if (!mapping.header || mapping.skip.length > 0 || series.multiplier !== '1') return undefined;
  if (mapping.take !== 'first') return undefined;
  const time = fixedTime(series.timeFormat);
  const delimiter = mapping.delimiter === 'auto' ? likelyDelimiter(header) : mapping.delimiter;
  const names = splitLine(header, delimiter)?.map(normalColumn);
  // Plain lines have no room for what a reader wrote.
  if (mapping.note?.some((column) => typeof column === 'number' || names?.includes(normalColumn(column)) === true)) {
    return undefined;
  }
  // Between semicolons a point may mark thousands; a day of 23 hours is the calendar's.
  if (mapping.decimal === 'auto' && delimiter === ';') return undefined;
  if (series.time.length > 1 || series.decimals !== undefined) return undefined;
  if ((series.intervalSeconds ?? 0) % 86_400 === 0 && series.kind === 'interval' && mapping.zone !== 'UTC') {
    return undefined;
  }
  if (time === undefined || names === undefined) return undefined;
  const placeOf = (column: Column | undefined): number =>
    column === undefined ? -1 : typeof column === 'number' ? column - 1 : names.indexOf(normalColumn(column));
  const places: readonly (readonly [number, number])[] = [
    [kindOf.meter, placeOf(meter)],
    [kindOf.value, placeOf(series.value)],
    [kindOf.time, placeOf(series.time[0])],
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
