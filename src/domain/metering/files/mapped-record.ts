import { type Place, type Problem, present, unprotected, type VolumeUnit } from '../../kernel/index.ts';
import {
  type DecimalMark,
  isAmbiguous,
  isDecimalCommaUnsaid,
  isFloatNoise,
  isRounded,
  isRoundedId,
  multiplyDecimal,
  plainDecimal,
  roundedDecimal,
} from './decimal-text.ts';
import { type FileRead, type LineOutcome, lineProblem, oneRead, skippedLine } from './file-read.ts';
import { calendarSeconds, type LocalClock, localClock } from './local-clock.ts';
import { maxDecimals } from './read-batch.ts';
import type { Column, ReadMapping, ReadSeries } from './read-mapping.ts';
import { isFineRegister } from './register-resolution.ts';
import { compileTimeFormat, type TimeReader, type WallTime, withDayAndMonthSwapped } from './time-format.ts';
import { unitOfDescription, unitOfWord } from './unit-words.ts';

/** Where a column of the mapping lies in a record, and the text there (`''` where there is none). */
export type FieldOf<Fields> = (fields: Fields, column: Column) => string;

/** The place of a column in the line, from 1; undefined where lines have no columns. */
export type PositionOf = (column: Column) => number | undefined;

interface ReadyMapping {
  readonly mapping: ReadMapping;
  readonly clock: LocalClock;
  readonly times: ReadonlyMap<ReadSeries, TimeReader>;
  readonly mark: DecimalMark;
  readonly file: string;
}

/** What the lines of one file share. */
export function readyMapping(mapping: ReadMapping, file: string, mark: DecimalMark): ReadyMapping {
  const times = new Map<ReadSeries, TimeReader>();
  for (const series of mapping.series) {
    const reader = compileTimeFormat(series.timeFormat);
    if (reader !== undefined) times.set(series, reader);
  }
  return { mapping, clock: localClock(mapping.zone), times, mark, file };
}

const wall: WallTime = { year: 0, month: 0, day: 0, second: 0, offset: undefined };

/** One record of any shape → one read, by the mapping. */
export function mappedRecord<Fields>(
  ready: ReadyMapping,
  record: {
    readonly fields: Fields;
    readonly line: number;
    readonly fieldOf: FieldOf<Fields>;
    readonly positionOf: PositionOf;
    /** The column as the file names it. */
    readonly nameOf: (column: Column) => string;
  },
): LineOutcome {
  const { mapping } = ready;
  const { fields, line, fieldOf } = record;
  const wrong = (code: string, column: Column, params: Problem['params']): LineOutcome =>
    lineProblem({
      code,
      field: record.nameOf(column),
      params: { column: record.nameOf(column), ...params },
      place: placeOf(ready.file, line, record.positionOf(column)),
    });

  for (const rule of mapping.skip) {
    if (rule.is.has(fieldOf(fields, rule.column).trim().toLowerCase())) return skippedLine('filtered');
  }
  let meter = '';
  for (const column of mapping.meter) {
    const part = unprotected(fieldOf(fields, column).trim());
    if (part === '') return wrong('metering.meter-unnamed', column, {});
    if (isRoundedId(part)) return wrong('metering.meter-rounded', column, { found: shown(part) });
    if (part.length > maxMeterName)
      return wrong('metering.field-too-long', column, { found: shown(part), max: maxMeterName });
    meter = meter === '' ? part : `${meter}-${part}`;
  }

  const series = seriesOf(mapping, (column) => fieldOf(fields, column));
  if (series === undefined) return skippedLine('no-value');
  const written = fieldOf(fields, series.value);

  let quality: FileRead['quality'] = 'measured';
  if (mapping.quality !== undefined) {
    const { column, values } = mapping.quality;
    const said = fieldOf(fields, column).trim();
    const known = values.get(said.toLowerCase());
    if (known === 'missing') return skippedLine('no-value');
    if (known === undefined && said !== '') {
      return wrong('metering.quality-unknown', column, { found: shown(said), expected: [...values.keys()].join(', ') });
    }
    quality = known ?? 'measured';
  }

  const plain = plainDecimal(written, ready.mark);
  if (plain === undefined) {
    const code = isRounded(written)
      ? 'metering.value-rounded'
      : isAmbiguous(written, ready.mark)
        ? 'metering.decimal-ambiguous'
        : isDecimalCommaUnsaid(written, ready.mark)
          ? 'metering.decimal-comma'
          : 'metering.value-unreadable';
    return wrong(code, series.value, { found: shown(written) });
  }
  const asSaid = series.multiplier === '1' ? plain : multiplyDecimal(plain, series.multiplier);
  const decimals = series.decimals ?? (isFloatNoise(written, asSaid) ? maxDecimals : undefined);
  const value = decimals === undefined ? asSaid : roundedDecimal(asSaid, decimals);
  const isValueRounded = value !== asSaid && withoutZeros(value) !== withoutZeros(asSaid);

  const unit = unitOf(series, (column) => fieldOf(fields, column));
  if (typeof unit !== 'string') {
    return wrong('metering.unit-unknown', unit.column, { found: shown(fieldOf(fields, unit.column)) });
  }

  const time = series.time.map((column) => fieldOf(fields, column).trim()).join(' ');
  const [timeColumn = series.value] = series.time;
  const reader = ready.times.get(series);
  if (reader === undefined || !(reader(time, wall) || isDateOfRegister(series, time))) {
    const swapped = compileTimeFormat(withDayAndMonthSwapped(series.timeFormat));
    const code = swapped?.(time, wall) === true ? 'metering.day-month-swapped' : 'metering.time-unreadable';
    return wrong(code, timeColumn, { found: shown(time), expected: series.timeFormat });
  }
  const { kind } = series;
  const isStart = kind === 'interval' && series.marks === 'start';
  const clocked = ready.clock(wall, meter, isStart);
  if (clocked === undefined) {
    return wrong('metering.time-skipped', timeColumn, {
      ...{ found: shown(time), zone: mapping.zone, value: shown(written.trim()) },
    });
  }
  const at = snapped(clocked, series.snapSeconds);
  const rounded = isValueRounded ? { rounded: 1 } : {};
  const note = noteOf(mapping, (column) => fieldOf(fields, column));
  if (kind === 'register' || series.intervalSeconds === undefined) {
    return {
      ...oneRead({ meter, kind: 'register', at, value, unit, quality, line, ...present({ note }) }),
      ...rounded,
    };
  }
  const intervalSeconds = calendarSeconds(mapping.zone, { at, seconds: series.intervalSeconds, isStart });
  const end = isStart ? at + intervalSeconds : at;
  return { ...oneRead({ meter, kind, at: end, intervalSeconds, value, unit, quality, line }), ...rounded };
}

/** A reader writes the day alone, whatever the mapping says about times: the register of that day. */
const isDateOfRegister = ({ kind, timeFormat }: ReadSeries, time: string): boolean =>
  kind === 'register' && timeFormat.startsWith('yyyy-mm-dd') && isoDate?.(time, wall) === true;

const isoDate = compileTimeFormat('yyyy-mm-dd');

/** What a reader wrote, on one line: of several columns all that are filled. */
function noteOf({ note = [] }: ReadMapping, textOf: (column: Column) => string): string | undefined {
  const written = note.map((column) => textOf(column).replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  return written.length === 0 ? undefined : written.join('; ').slice(0, maxNote);
}

/** Characters of a reader's note that are kept. */
export const maxNote = 300;

/** No head-end names a meter so long; a file without delimiters does. */
export const maxMeterName = 64;

/** The series of a line: the first that is filled, or by the fineness of its register. */
function seriesOf(mapping: ReadMapping, textOf: (column: Column) => string): ReadSeries | undefined {
  let first: ReadSeries | undefined;
  for (const series of mapping.series) {
    if (textOf(series.value).trim() === '') continue;
    if (mapping.take === 'first' || isFineRegister(series, unitOf(series, textOf), textOf)) return series;
    // Between a coarse register and the use of an interval the use says more.
    if (first === undefined || (first.kind === 'register' && series.kind === 'interval')) first = series;
  }
  return first;
}

function unitOf(series: ReadSeries, textOf: (column: Column) => string): VolumeUnit | { readonly column: Column } {
  const { unit } = series;
  if (typeof unit === 'string') return unit;
  const written = textOf(unit.column).trim();
  return (
    unit.words.get(written.toLowerCase()) ??
    unitOfWord(written) ??
    unitOfDescription(written) ?? { column: unit.column }
  );
}

export function snapped(at: number, within: number): number {
  if (within === 0) return at;
  const past = at % 3600;
  return past <= within ? at - past : 3600 - past <= within ? at + 3600 - past : at;
}

const shown = (text: string): string => text.slice(0, 80);
const withoutZeros = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);

export const placeOf = (file: string, line: number, column: number | undefined): Place =>
  column === undefined ? { file, line } : { file, line, column };
