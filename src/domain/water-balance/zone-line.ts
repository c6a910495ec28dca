import { isAfter, isOnOrBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { SystemWaterProblemCode } from './problems.ts';

/** The columns of a file of zones: a service point is named by itself or by its meter. */
export const zoneColumns = { needed: ['zone', 'from'], oneOf: ['service_point', 'meter'] } as const;

/** One line: in which zone a service point is from a day on. */
export interface ZoneLine {
  /** Its own number; else the meter's serial number names it. */
  readonly servicePoint?: number;
  readonly meter?: string;
  readonly zone: string;
  readonly from: Temporal.PlainDate;
}

/** A zone's name is an id, such as `E1` or `DMA-07`. */
const longestName = 40;
/** A day further ahead is a slip of the pen. */
const maxDaysAhead = 366;

/** Reads a line by the names of its columns; a bad one is refused with all that is wrong with it. */
export function readZoneLine(
  value: (column: string) => string,
  today: Temporal.PlainDate,
): Result<ZoneLine, readonly Problem<SystemWaterProblemCode>[]> {
  const [point, meter, zone] = [value('service_point'), value('meter'), value('zone')];
  const from = dayOf(value('from'));
  const wrong = (code: SystemWaterProblemCode, field: string): Problem<SystemWaterProblemCode> => ({
    code,
    field,
    params: { value: value(field).slice(0, 80), max: longestName },
  });
  const problems = [
    ...(point === '' && meter === '' ? [wrong('system-water.place-missing', 'service_point')] : []),
    ...(point !== '' && !/^\d{1,15}$/.test(point)
      ? [wrong('system-water.service-point-unknown', 'service_point')]
      : []),
    // Nor could it be asked for: PostgreSQL's text holds no NUL.
    ...(point === '' && /\p{Cc}/u.test(meter) ? [wrong('system-water.meter-unknown', 'meter')] : []),
    ...(zone === '' || zone.length > longestName || /\p{Cc}/u.test(zone)
      ? [wrong('system-water.zone-name', 'zone')]
      : []),
    ...(from === undefined ? [wrong('system-water.from-unreadable', 'from')] : []),
    ...(from !== undefined && today.until(from).days > maxDaysAhead ? [wrong('system-water.from-far', 'from')] : []),
  ];
  if (from === undefined || problems.length > 0) return refused(problems);
  return ok({ ...(point === '' ? { meter } : { servicePoint: Number(point) }), zone, from });
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  // PostgreSQL knows no year 0.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

/** Where a meter was, and when. */
export interface MeterPlace {
  readonly servicePoint: number;
  readonly installedOn: Temporal.PlainDate;
  readonly removedOn?: Temporal.PlainDate;
}

/**
 * The service point that a meter names from a day on: its only one, whenever it came there (a list of today's meters says
 * where they stand, not since when), else the one where it was on that day. Undefined where it was at none.
 */
export function servicePointOfMeter(places: readonly MeterPlace[], day: Temporal.PlainDate): number | undefined {
  const points = new Set(places.map(({ servicePoint }) => servicePoint));
  if (points.size === 1) return places[0]?.servicePoint;
  return places.find(
    ({ installedOn, removedOn }) =>
      isOnOrBefore(installedOn, day) && (removedOn === undefined || isAfter(removedOn, day)),
  )?.servicePoint;
}
