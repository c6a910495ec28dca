import { ok, type Place, type Problem, present, type Result, refused } from '../kernel/index.ts';
import { splitLine } from '../metering/index.ts';
import { type Element, type GhcnLayout, ghcnLayout } from './ghcn-layout.ts';
import { type GhcnUnits, rainTenths, temperatureTenths, unitsOf } from './ghcn-units.ts';
import type { WeatherProblemCode } from './problems.ts';
import type { StationDay } from './station-day.ts';

export type WeatherProblem = Problem<WeatherProblemCode>;

/** What a file of GHCN-Daily says about one station. */
export interface GhcnDays {
  /** By day. */
  readonly days: readonly StationDay[];
  readonly units: GhcnUnits;
  /** Lines of other stations, and of elements that are neither TMAX, TMIN nor PRCP. */
  readonly otherLines: number;
  /** Values that failed NOAA's own quality checks. */
  readonly flagged: number;
  /** Lines and values that are not taken, with what is wrong. */
  readonly problems: readonly WeatherProblem[];
}

/** Takes a file's lines in their order, from 1; `finish` says what came of them, or why the file is none. */
export interface GhcnReader {
  line(text: string): void;
  finish(): Result<GhcnDays, WeatherProblem>;
}

/** The oldest stations of the data set began after this. */
const firstDay = '1763-01-01';

interface RawValue {
  readonly value: number;
  readonly place: Place;
}

/**
 * Reads GHCN-Daily as NOAA publishes it (readme.txt of the data set, version 3): one column an element, or one element a
 * line. Only the days of `station` are kept. Without `units` those of columns are found by `unitsOf`.
 */
export function ghcnReader(wanted: {
  readonly file: string;
  readonly station: string;
  readonly units?: GhcnUnits;
  /** The last day that there can be weather of. */
  readonly today: Temporal.PlainDate;
}): GhcnReader {
  const { file, station, today } = wanted;
  const days = new Map<string, Map<Element, RawValue>>();
  const problems: WeatherProblem[] = [];
  const points = { temperature: false, rain: false, anyTemperature: false, farthestTemperature: 0 };
  let layout: GhcnLayout | undefined;
  let [lines, otherLines, flagged] = [0, 0, 0];

  const take = (fields: readonly string[], rows: GhcnLayout): void => {
    const day = dayOf(fields[rows.date] ?? '');
    if (day === undefined) {
      const found = (fields[rows.date] ?? '').trim();
      problems.push({ code: 'weather.date-unreadable', params: { found }, place: { file, line: lines } });
      return;
    }
    if (day > today.toString() || day < firstDay) {
      const params = { found: day, from: firstDay, until: today.toString() };
      problems.push({ code: 'weather.day-out-of-range', params, place: { file, line: lines } });
      return;
    }
    const said = days.get(day) ?? new Map<Element, RawValue>();
    days.set(day, said);
    for (const { element, column, flag } of rows.valuesOf(fields)) {
      const text = (fields[column] ?? '').trim();
      const place = { file, line: lines, column: column + 1 };
      // The data set's missing value; -999.9 where a service turned it into degrees.
      if (text === '' || /^-?9999(\.0*)?$|^-999\.9$/.test(text)) continue;
      if (flag !== '') {
        flagged += 1;
      } else if (/^-?\d+(\.\d*)?$/.test(text)) {
        const other = said.get(element);
        if (other !== undefined && other.value !== Number(text)) {
          const params = { day, element, kept: text, other: other.value };
          problems.push({ code: 'weather.two-values', params, place });
        }
        said.set(element, { value: Number(text), place });
        if (element === 'PRCP') points.rain ||= text.includes('.');
        else {
          points.temperature ||= text.includes('.');
          points.anyTemperature = true;
          points.farthestTemperature = Math.max(points.farthestTemperature, Math.abs(Number(text)));
        }
      } else problems.push({ code: 'weather.value-unreadable', params: { found: text, element }, place });
    }
  };

  return {
    line(text) {
      lines += 1;
      const clean = text.replace(/\r$/, '').replace(/^\uFEFF/, '');
      if (clean.trim() === '') return;
      const place = { file, line: lines };
      const fields = splitLine(clean, ',');
      if (fields === undefined) {
        problems.push({ code: 'weather.quote-unclosed', place });
        return;
      }
      if (layout === undefined) {
        layout = ghcnLayout(fields);
        if (layout === undefined || layout.isHeader) return;
      }
      if (fields.length < layout.width) {
        const params = { expected: layout.width, found: fields.length };
        problems.push({ code: 'weather.field-count', params, place });
      } else if ((fields[layout.station] ?? '').trim() !== station || !layout.isWanted(fields)) otherLines += 1;
      else take(fields, layout);
    },
    finish() {
      if (layout === undefined) {
        const columns = 'STATION, DATE, TMAX, TMIN, PRCP';
        return refused({ code: 'weather.columns-missing', params: { columns }, place: { file, line: 1 } });
      }
      if (days.size === 0 && problems.length === 0) {
        return refused({ code: 'weather.station-not-in-file', params: { station }, place: { file, line: 1 } });
      }
      const units = layout.units ?? wanted.units ?? unitsOf(points);
      if (units === undefined) return refused({ code: 'weather.units-unknown', place: { file, line: 1 } });
      const read = [...days].map(([day, said]) => stationDay(day, said, { units, problems }));
      return ok({
        days: read
          .filter((one) => Object.keys(one).length > 1)
          .toSorted((one, other) => Temporal.PlainDate.compare(one.day, other.day)),
        ...{ units, otherLines, flagged, problems },
      });
    },
  };
}

/** `2026-05-01` or `20260501`, as ISO; undefined where it is no day. */
function dayOf(text: string): string | undefined {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text.trim());
  if (parts === null) return undefined;
  try {
    return Temporal.PlainDate.from(`${parts[1]}-${parts[2]}-${parts[3]}`).toString();
  } catch {
    return undefined;
  }
}

function stationDay(
  day: string,
  said: ReadonlyMap<Element, RawValue>,
  { units, problems }: { units: GhcnUnits; problems: WeatherProblem[] },
): StationDay {
  const inTenths = (element: Element, tenths: (value: number, units: GhcnUnits) => number | undefined) => {
    const raw = said.get(element);
    if (raw === undefined) return undefined;
    const value = tenths(raw.value, units);
    if (value === undefined) {
      const params = { found: raw.value, element, units };
      problems.push({ code: 'weather.value-implausible', params, place: raw.place });
    }
    return value;
  };
  const high = inTenths('TMAX', temperatureTenths);
  const low = inTenths('TMIN', temperatureTenths);
  const rain = inTenths('PRCP', rainTenths);
  if (high !== undefined && low !== undefined && high < low) {
    const [max, min] = [said.get('TMAX'), said.get('TMIN')];
    const params = { high: max?.value ?? 0, low: min?.value ?? 0, day };
    problems.push({ code: 'weather.high-below-low', params, ...present({ place: max?.place }) });
    return { day: Temporal.PlainDate.from(day), ...present({ rainTenths: rain }) };
  }
  return {
    day: Temporal.PlainDate.from(day),
    ...present({ highTenths: high, lowTenths: low, rainTenths: rain }),
  };
}
