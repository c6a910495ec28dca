import type { Utility } from '../../config/utility.ts';
import { present } from '../../domain/kernel/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, hourSpan, hourStart } from '../../domain/metering/index.ts';
import { gallonsACount, surveyMeter, waterSince } from '../../domain/water-balance/index.ts';
import type { Database } from '../../store/database.ts';
import { eachMetersUse } from '../../store/metering/index.ts';
import {
  keepLastSurvey,
  type MeterInZone,
  type MeterToSurvey,
  metersToSurvey,
  type SurveyedMeter,
  saveSurvey,
  saveZoneDays,
  zonesOfMeters,
} from '../../store/water-balance/index.ts';

/** Long enough for the days without use or a bill that a utility would set, and short enough for every night. */
export const usualDays = 62;
const savedAtOnce = 1000;

/**
 * Looks at the last weeks of every meter and keeps, of each, when water last ran, its night flow and what nobody was
 * billed for, and of each zone its hours. Rewritten each time: run again, or killed half-way and run again, it says the
 * same. One pass over the hours, a thousand meters at a time.
 */
export async function surveyMeters(
  db: Database,
  utility: Pick<Utility, 'time_zone' | 'system_water'>,
  { now, days = usualDays }: { readonly now: Temporal.Instant; readonly days?: number },
): Promise<{ readonly meters: number; readonly zones: number }> {
  const zone = utility.time_zone;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const span = hourSpan(zone, today.subtract({ days: days - 1 }), days);
  const installed = await metersToSurvey(db, today);
  const zoned = await zonesOfMeters(db, { from: span.firstDay, through: today });
  const { night } = utility.system_water;
  const zones = new Map<string, ZoneHours>();
  let meters = 0;
  let batch: SurveyedMeter[] = [];
  await eachMetersUse(db, span, async (meterId, use) => {
    const meter = installed.get(meterId);
    const survey = meter && surveyMeter(use, { from: night.from_hour, to: night.to_hour });
    if (meter === undefined || survey === undefined) return;
    meters += 1;
    const { lastFlow, nightGallonsAnHour } = survey;
    batch.push({
      meterId,
      readsFrom: hourStart(span, survey.firstKnown),
      readsThrough: hourStart(span, survey.lastKnown + 1),
      ...(lastFlow === undefined ? {} : { lastFlowAt: hourStart(span, lastFlow + 1) }),
      ...present({ nightGallonsAnHour }),
      ...gallonsNobodyPays(meter, use),
    });
    for (const one of zoned.get(meterId) ?? []) addToZone(zones, one, use);
    if (batch.length < savedAtOnce) return;
    await saveSurvey(db, batch, now);
    batch = [];
  });
  if (batch.length > 0) await saveSurvey(db, batch, now);
  await keepLastSurvey(db);
  const rows = [...zones].flatMap(([name, hours]) => daysOf(name, hours, span));
  await db.transaction((tx) => saveZoneDays(tx, rows));
  return { meters, zones: zones.size };
}

function gallonsNobodyPays(
  { unownedSince, billedThrough }: MeterToSurvey,
  use: HourlyUse,
): Pick<SurveyedMeter, 'unownedGallons' | 'unbilledGallons'> {
  const from = (day: Temporal.PlainDate): number =>
    use.span.dayStart[Math.max(0, Math.min(use.span.days, use.span.firstDay.until(day).days))] ?? 0;
  return {
    ...(unownedSince === undefined ? {} : { unownedGallons: waterSince(use, from(unownedSince)) }),
    ...(billedThrough === undefined ? {} : { unbilledGallons: waterSince(use, from(billedThrough)) }),
  };
}

interface ZoneHours {
  /** By day. */
  readonly meters: Int32Array;
  readonly gallons: Float64Array;
  readonly known: Int32Array;
}

/** The days that a meter was in a zone. */
function addToZone(zones: Map<string, ZoneHours>, { zone: name, from, until }: MeterInZone, use: HourlyUse): void {
  const { hours, days, firstDay, dayStart } = use.span;
  const zone = zones.get(name) ?? {
    meters: new Int32Array(days),
    gallons: new Float64Array(hours),
    known: new Int32Array(hours),
  };
  zones.set(name, zone);
  const [first, end] = [firstDay.until(from).days, firstDay.until(until).days];
  for (let day = first; day < end; day++) zone.meters[day] = (zone.meters[day] ?? 0) + 1;
  const gallons = gallonsACount(use);
  for (let hour = dayStart[first] ?? 0; hour < (dayStart[end] ?? hours); hour++) {
    if (use.quality[hour] === hourQuality.missing) continue;
    zone.known[hour] = (zone.known[hour] ?? 0) + 1;
    zone.gallons[hour] = (zone.gallons[hour] ?? 0) + (use.counts[hour] ?? 0) * gallons;
  }
}

/** Whole days of which anything is known. */
const daysOf = (zone: string, { meters, gallons, known }: ZoneHours, span: HourSpan) =>
  Array.from({ length: span.days }, (_, index) => {
    const [from, to] = [span.dayStart[index] ?? 0, span.dayStart[index + 1] ?? 0];
    return {
      ...{ zone, day: span.firstDay.add({ days: index }), meters: meters[index] ?? 0 },
      gallons: [...gallons.subarray(from, to)].map((one) => Math.round(one * 10) / 10),
      known: [...known.subarray(from, to)],
    };
  }).filter(({ known: counts }) => counts.some((count) => count > 0));
