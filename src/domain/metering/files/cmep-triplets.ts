import type { Problem } from '../../kernel/index.ts';
import type { CmepUnit } from './cmep-units.ts';
import { multiplyDecimal, plainDecimal } from './decimal-text.ts';
import type { FileRead, LineOutcome } from './file-read.ts';
import { calendarSeconds, type LocalClock } from './local-clock.ts';
import { compileTimeFormat, type WallTime } from './time-format.ts';

/** The fields of one record from 15 on, with what the fields before say about them. */
export interface CmepRecord {
  readonly meter: string;
  readonly unit: CmepUnit;
  readonly constant: string;
  readonly interval: number | undefined;
  readonly count: number;
  /** After field 14; without the CRC. */
  readonly fields: readonly string[];
  readonly zone: string;
  readonly clock: LocalClock;
  readonly line: number;
}

/** Makes a problem of the record at a field's number. */
export type WrongField = (code: string, column?: number, params?: Problem['params']) => Problem;

const qualities: ReadonlyMap<string, FileRead['quality']> = new Map([
  ['', 'measured'],
  ['R', 'measured'],
  ['V', 'measured'],
  ['A', 'edited'],
  ['E', 'estimated'],
]);
const readTime = compileTimeFormat('yyyymmddHHMM[SS]');
const firstField = 15;

/** Every triplet by itself: one that cannot be read costs only itself. */
export function readTriplets(record: CmepRecord, wrong: WrongField): LineOutcome {
  const { count, interval, unit } = record;
  // Some senders end the line with a comma.
  const closed = record.fields.length === count * 3 + 1 && record.fields.at(-1) === '';
  const fields = closed ? record.fields.slice(0, -1) : record.fields;
  const reads: FileRead[] = [];
  const problems: Problem[] = [];
  let empty = 0;
  const whole = Math.floor(fields.length / 3);
  if (fields.length !== count * 3) {
    problems.push(wrong('metering.count-mismatch', 14, { expected: count, found: whole }));
  }
  // A line that ends early may end in the midst of its last number, which then reads as a smaller one.
  const trusted = fields.length < count * 3 ? Math.max(0, Math.ceil(fields.length / 3) - 1) : count;
  const wall: WallTime = { year: 0, month: 0, day: 0, second: 0, offset: undefined };
  let at: number | undefined;
  for (let index = 0; index < trusted; index += 1) {
    const column = firstField + index * 3;
    const [time, said, written] = [fields[index * 3] ?? '', fields[index * 3 + 1] ?? '', fields[index * 3 + 2] ?? ''];
    if (time === '') {
      at = at === undefined || interval === undefined ? undefined : at + interval;
      if (at === undefined) problems.push(wrong('metering.time-unknown', column));
    } else if (readTime?.(time, wall) !== true) {
      at = undefined;
      problems.push(wrong('metering.time-unreadable', column, { found: time.slice(0, 80), expected: 'CCYYMMDDHHMM' }));
    } else {
      at = record.clock(wall, record.meter);
      if (at === undefined)
        problems.push(
          wrong('metering.time-skipped', column, { found: time, zone: record.zone, value: written.slice(0, 80) }),
        );
    }
    if (at === undefined) continue;
    // Status digits follow the letter (`R0`).
    const letter = /^([A-Z]?)[0-9A-Fa-f]{0,8}$/.exec(said)?.[1];
    if (letter === 'N' || (letter === '' && written === '')) {
      empty += 1;
      continue;
    }
    const quality = letter === undefined ? undefined : qualities.get(letter);
    if (quality === undefined) {
      problems.push(
        wrong('metering.quality-unknown', column + 1, { found: said.slice(0, 80), expected: 'R, V, A, E, N' }),
      );
      continue;
    }
    const value = plainDecimal(written, '.');
    if (value === undefined) {
      problems.push(wrong('metering.value-unreadable', column + 2, { found: written.slice(0, 80) }));
      continue;
    }
    reads.push({
      meter: record.meter,
      kind: unit.kind,
      at,
      ...(unit.kind === 'interval' &&
        interval !== undefined && {
          intervalSeconds: calendarSeconds(record.zone, { at, seconds: interval, isStart: false }),
        }),
      value: record.constant === '1' ? value : multiplyDecimal(value, record.constant),
      unit: unit.unit,
      quality,
      line: record.line,
    });
  }
  return { reads, problems, ...(empty > 0 && { empty }) };
}
