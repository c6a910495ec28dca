import type { NightHours } from './meter-survey.ts';

/** One local day of all meters of a zone. */
export interface ZoneDay {
  readonly day: Temporal.PlainDate;
  /** Gallons of each hour, of those meters that are known. */
  readonly gallons: readonly number[];
  /** Of how many meters each hour is known. */
  readonly known: readonly number[];
  readonly meters: number;
}

/** What some days of a zone come to. */
export interface ZoneFlow {
  readonly days: number;
  /** The share of the meters' hours that is known, 0 to 1. */
  readonly knownShare: number;
  readonly gallonsADay: number;
  /** The lowest hour of the night, the mean over the nights: of the known meters' sum, in gallons. */
  readonly nightGallonsAnHour: number;
  readonly nightGallonsAMeter: number;
  readonly peakHour: { readonly day: Temporal.PlainDate; readonly hour: number; readonly gallons: number };
  readonly peakDay: { readonly day: Temporal.PlainDate; readonly gallons: number };
}

/** Below this share of known meters an hour says nothing of a zone. */
const minKnown = 0.5;

/** Undefined where of no day enough is known. The day on which the clock changes counts its hours as they come. */
export function zoneFlow(days: readonly ZoneDay[], night: NightHours): ZoneFlow | undefined {
  const good = days.filter(({ known, meters }) => known.every((count) => count >= meters * minKnown));
  const [first] = good;
  if (first === undefined) return undefined;
  const totals = good.map(({ day, gallons }) => ({ day, gallons: gallons.reduce((sum, one) => sum + one, 0) }));
  const hours = good.flatMap(({ day, gallons }) => gallons.map((one, hour) => ({ day, hour, gallons: one })));
  const nights = good.map((day) => minOfNight(day, night));
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const largest = <One extends { readonly gallons: number }>(all: readonly One[], start: One): One =>
    all.reduce((top, one) => (one.gallons > top.gallons ? one : top), start);
  return {
    days: good.length,
    knownShare: mean(good.map(({ known, meters }) => mean(known) / meters)),
    gallonsADay: mean(totals.map(({ gallons }) => gallons)),
    nightGallonsAnHour: mean(nights.map(({ gallons }) => gallons)),
    nightGallonsAMeter: mean(nights.map(({ gallons, known }) => gallons / known)),
    peakHour: largest(hours, { day: first.day, hour: 0, gallons: first.gallons[0] ?? 0 }),
    peakDay: largest(totals, totals[0] ?? { day: first.day, gallons: 0 }),
  };
}

function minOfNight({ gallons, known }: ZoneDay, { from, to }: NightHours): { gallons: number; known: number } {
  const hours = gallons.map((one, hour) => ({ gallons: one, known: known[hour] ?? 1, hour })).slice(from, to);
  return hours.reduce((min, one) => (one.gallons < min.gallons ? one : min), hours[0] ?? { gallons: 0, known: 1 });
}
