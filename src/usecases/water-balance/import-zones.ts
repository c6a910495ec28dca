import type { Problem, Result } from '../../domain/kernel/index.ts';
import {
  readZoneLine,
  type SystemWaterProblemCode,
  servicePointOfMeter,
  type ZoneLine,
  zoneColumns,
} from '../../domain/water-balance/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import {
  insertZones,
  knownServicePoints,
  placesOfMeters,
  type StatedZone,
  statedZones,
  zonesOfUtility,
} from '../../store/water-balance/index.ts';
import type { FileLine } from './read-water-file.ts';
import { usualDays } from './survey-meters.ts';
import {
  type FilePlan,
  takeWaterFile,
  type WaterFileProblem,
  type WaterFileReport,
  type WaterFileRequest,
} from './take-water-file.ts';

/** Days that a survey after a change looks back at most: what a task takes. */
const maxDays = 800;

/**
 * Takes a file of zones in: in which zone each service point is from a day on. The days before stay as they were. Another
 * zone for the same service point and day corrects it. The nights of the zones are calculated again from the first changed day.
 */
export function importZones(
  db: Database,
  request: WaterFileRequest,
): Promise<Result<WaterFileReport, WaterFileProblem>> {
  return takeWaterFile(db, request, {
    kind: 'zones',
    needed: [...zoneColumns.needed, zoneColumns.oneOf],
    plan: (tx, lines) => planZones(tx, lines, request.now.toZonedDateTimeISO(request.zone).toPlainDate()),
  });
}

type Bad = FilePlan['refused'][number];
type Placed = StatedZone & { readonly line: FileLine };

async function planZones(tx: Database, lines: readonly FileLine[], today: Temporal.PlainDate): Promise<FilePlan> {
  const bad: Bad[] = [];
  const read = lines.flatMap((line) => {
    const zone = readZoneLine(line.value, today);
    if (!zone.ok) bad.push({ line, problems: zone.problem });
    return zone.ok ? [{ line, said: zone.value }] : [];
  });
  const placeOf = await placesIn(
    tx,
    read.map(({ said }) => said),
  );
  const saidOf = new Map<string, Placed>();
  const placed = read.flatMap(({ line, said }): Placed[] => {
    const place = placeOf(said);
    if (typeof place !== 'number') {
      bad.push({ line, problems: [place] });
      return [];
    }
    const one = { servicePoint: place, zone: said.zone, from: said.from, line };
    const earlier = saidOf.get(keyOf(one));
    if (earlier !== undefined && earlier.zone !== one.zone) {
      const params = { value: one.zone, line: earlier.line.line, other: earlier.zone };
      bad.push({ line, problems: [{ code: 'system-water.zone-twice', field: 'zone', params }] });
      return [];
    }
    saidOf.set(keyOf(one), earlier ?? one);
    return [one];
  });
  const stands = await statedZones(tx, [...new Set(placed.map(({ servicePoint }) => servicePoint))]);
  const zoneOf = new Map(stands.map((one) => [keyOf(one), one.zone]));
  const counts = { new: 0, corrected: 0, unchanged: 0 };
  const kept: Placed[] = [];
  for (const one of placed) {
    const stood = zoneOf.get(keyOf(one));
    const change = stood === undefined ? 'new' : stood === one.zone ? 'unchanged' : 'corrected';
    counts[change] += 1;
    if (change !== 'unchanged') kept.push(one);
    zoneOf.set(keyOf(one), one.zone);
  }
  return {
    counts,
    notes: newZones(kept, await zonesOfUtility(tx)),
    refused: bad,
    write: async (db, fileId) => {
      await insertZones(
        db,
        fileId,
        kept.map((one) => ({ ...one, line: one.line.line })),
      );
      const days = kept.reduce((max, { from }) => Math.max(max, from.until(today).days + 1), 0);
      if (days > 0) {
        const payload = { days: Math.min(maxDays, Math.max(usualDays, days)) };
        await enqueue(db, { task: 'survey-meters', payload, key: `survey-meters:zones-${fileId}` });
      }
    },
  };
}

const keyOf = ({ servicePoint, from }: StatedZone): string => `${servicePoint} ${from}`;

/** The service point that a line names, or why there is none. */
async function placesIn(
  tx: Database,
  said: readonly ZoneLine[],
): Promise<(line: ZoneLine) => number | Problem<SystemWaterProblemCode>> {
  const points = await knownServicePoints(
    tx,
    said.flatMap(({ servicePoint }) => servicePoint ?? []),
  );
  const meters = await placesOfMeters(
    tx,
    said.flatMap(({ meter }) => meter ?? []),
  );
  return ({ servicePoint, meter = '', from }) => {
    if (servicePoint !== undefined) {
      const params = { value: servicePoint };
      return points.has(servicePoint)
        ? servicePoint
        : { code: 'system-water.service-point-unknown', field: 'service_point', params };
    }
    const params = { value: meter.slice(0, 80), day: `${from}` };
    const places = meters.get(meter);
    if (places === undefined) return { code: 'system-water.meter-unknown', field: 'meter', params };
    return servicePointOfMeter(places, from) ?? { code: 'system-water.meter-nowhere', field: 'meter', params };
  };
}

/** A zone that nothing is in yet may be a slip of the pen. */
function newZones(kept: readonly StatedZone[], known: readonly string[]): Problem<SystemWaterProblemCode>[] {
  const fresh = Map.groupBy(
    kept.filter(({ zone }) => !known.includes(zone)),
    ({ zone }) => zone,
  );
  return [...fresh].map(([zone, all]) => ({ code: 'system-water.zone-new', params: { zone, count: all.length } }));
}
