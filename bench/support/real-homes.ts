import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type HourlyUse, hourSpan, hoursFromRegister, usualRegisterRules } from '../../src/domain/metering/index.ts';
import { realData } from '../../test/support/real-data.ts';

/** The reads of 20 real homes of DAIAD's trial A, which are no part of the project, where `CAUDAL_REAL_DATA` names them. */
export function realHomesFile(): string | undefined {
  const folder = realData('data');
  return folder === undefined ? undefined : join(folder, 'daiad-20-homes-raw.csv.gz');
}

/** A year of them by the hour, with its gaps: registers of litres, read at any minute by the clock on the wall of `zone`. */
export function readRealHomes(file: string, zone: string): readonly HourlyUse[] {
  const reads = new Map<string, { at: number; count: number }[]>();
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1)) {
    const [home, local, count] = line.split(';');
    const [, day, month, year, clock] = /^(\d+)\/(\d+)\/(\d+) (.+)$/.exec(local ?? '') ?? [];
    if (home === undefined || count === undefined || clock === undefined) continue;
    const at = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${clock}`).toZonedDateTime(zone);
    const ofHome = reads.get(home) ?? [];
    reads.set(home, ofHome);
    ofHome.push({ at: at.epochMilliseconds / 1000, count: Number(count) });
  }
  const span = hourSpan(zone, Temporal.PlainDate.from('2016-03-01'), 365);
  return [...reads].map(([serial, unsorted]) => {
    const sorted = unsorted.toSorted((a, b) => a.at - b.at);
    const register = {
      serial,
      at: Float64Array.from(sorted, ({ at }) => at),
      counts: Float64Array.from(sorted, ({ count }) => count),
    };
    const { counts, quality } = hoursFromRegister(register, span, usualRegisterRules);
    return { span, register: { unit: 'l', multiplier: '1' }, counts, quality };
  });
}
