import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { isAfter, laterOf, present } from '../../domain/kernel/index.ts';
import { type HourSpan, hourSpan } from '../../domain/metering/index.ts';
import {
  type AccountUse,
  accountUse,
  type Bar,
  type BarUse,
  barUses,
  besideByKey,
  type Gap,
  gapsOf,
  type Known,
  largestBar,
  type PlaceToTell,
  placesToTell,
  type Stretch,
  stretchShown,
  type UseScale,
  yearBefore,
} from '../../domain/usage/index.ts';
import { type WeatherOfDays, weatherOver } from '../../domain/weather/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type MeterOfAccount,
  meteredPlaces,
  metersOfAccount,
  meterUsesOf,
  pointsOfMeters,
} from '../../store/usage/index.ts';
import { weatherOfDays, weatherSource } from '../../store/weather/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { hoursWithin, type StretchHours } from './stretch-hours.ts';

/** What is asked to be seen. */
export interface UseAsked {
  readonly scale: UseScale;
  /** A day of the stretch; without one, the last day with reads. */
  readonly on?: Temporal.PlainDate;
  /** A day of the stretch to compare with; without one, the stretch a year before. */
  readonly beside?: Temporal.PlainDate;
  /** May still be on its way: it is waited for together with the account's meters. */
  readonly unit: ReadingUnit | Promise<ReadingUnit>;
  readonly zone: string;
  readonly today: Temporal.PlainDate;
  /** One of the account's places, by its service point; absent, or where it is not one of them, all together. */
  readonly at?: number;
}

/** The stretch that is asked for, as far as it is known before any hours are read. */
export interface UseFound {
  readonly scale: UseScale;
  readonly unit: ReadingUnit;
  readonly on: Temporal.PlainDate;
  readonly span: HourSpan;
  /** The stretch that is compared; absent where there is none. */
  readonly beside?: { readonly span: HourSpan; readonly isYearAgo: boolean };
  /** From the first to the last day with hourly reads, over all time. */
  readonly known: Known;
  /** The places of the account's meters; none where there is one. */
  readonly places: readonly PlaceToTell[];
  /** The place that is shown alone. */
  readonly at?: number;
}

/** A stretch of an account's use, in bars. */
export interface UseShown extends UseFound {
  readonly bars: readonly BarUse[];
  readonly beside?: BesideShown;
  /** The most that any bar of the last two years comes to, where one axis for all was asked for. */
  readonly max?: number;
  readonly gaps: readonly Gap[];
  /** Absent where nothing is known about any day shown. */
  readonly weather?: WeatherShown;
}

interface BesideShown extends NonNullable<UseFound['beside']> {
  /** Beside each bar, the one of the same hour, day or month. */
  readonly bars: readonly (BarUse | undefined)[];
}

export interface WeatherShown {
  readonly whole: WeatherOfDays;
  /** Of each bar. */
  readonly bars: readonly (WeatherOfDays | undefined)[];
  readonly isSimulated: boolean;
}

/** Which hours are asked for around a day; undefined where no meter of the account sends any. Takes one turn. */
export async function findUse(
  db: Database,
  { accountId }: AuthorisedAccount,
  asked: UseAsked,
): Promise<UseFound | undefined> {
  const [all, unit] = await Promise.all([metersOfAccount(db, accountId), asked.unit]);
  const places = placesToTell(all);
  const at = places.find(({ place }) => place.servicePointId === asked.at)?.place.servicePointId;
  const known = knownOf(at === undefined ? all : all.filter(({ servicePointId }) => servicePointId === at));
  if (known === undefined) return undefined;
  const on = clamp(asked.on ?? known.lastDay, known.firstDay, asked.today);
  const stretch = withinKnown(stretchShown(asked.scale, on), asked.scale, known);
  const before = asked.beside ?? yearBefore(asked.scale, on);
  return {
    ...{ scale: asked.scale, unit, on, known, places },
    span: spanOf(asked.zone, stretch),
    ...present({ at }),
    ...(before === undefined
      ? {}
      : {
          beside: {
            span: spanOf(asked.zone, stretchShown(asked.scale, before)),
            isYearAgo: asked.beside === undefined,
          },
        }),
  };
}

/** Hours that are read for dollars too are given; they are those of all places. */
interface UseReading {
  readonly sameAxis: boolean;
  readonly hours?: StretchHours;
  readonly hoursBeside?: StretchHours;
}

/**
 * The hours that were found, in bars, and where that is asked for the axis that every stretch of the scale has room on. Takes
 * one turn; a month is read and cut in about 2 ms, a year beside another in about 10.
 */
export async function loadUse(
  db: Database,
  { accountId }: AuthorisedAccount,
  found: UseFound,
  { sameAxis, hours, hoursBeside }: UseReading,
): Promise<UseShown> {
  const { scale, unit, span, beside, known, at } = found;
  const ofStretch = async (over: HourSpan, read: StretchHours | undefined) =>
    read === undefined ? useOver(db, accountId, over, at) : accountUse(over, await hoursWithin(read));
  const [use, weatherOf, past, max] = await Promise.all([
    ofStretch(span, hours),
    weatherBeside(db, span),
    beside && ofStretch(beside.span, hoursBeside),
    sameAxis ? maxOfBars(db, accountId, { scale, unit, zone: span.zone, known }, at) : undefined,
  ]);
  const bars = barUses(use, scale, unit);
  const weather = weatherOf(bars);
  const { beside: _, ...asFound } = found;
  return {
    ...asFound,
    ...{ bars, gaps: gapsOf(use, known) },
    ...(past === undefined || beside === undefined
      ? {}
      : { beside: { ...beside, bars: besideByKey(bars, barUses(past, scale, unit)) } }),
    ...present({ max, weather }),
  };
}

/** The days whose bars are looked through for the height of all: two years, of years five. */
export function lookedThrough(scale: UseScale, known: Known): Stretch {
  const early = known.lastDay.subtract({ years: scale === 'year' ? 5 : 2 }).with({ month: 1, day: 1 });
  const firstDay = laterOf(early, known.firstDay);
  return { firstDay, days: firstDay.until(known.lastDay).days + 1 };
}

/** The largest of their bars: a year of hours is looked through in about 2 ms. */
export async function maxOfBars(
  db: Database,
  accountId: number,
  { scale, unit, zone, known }: Pick<UseAsked, 'scale' | 'zone'> & Pick<UseShown, 'unit' | 'known'>,
  at?: number,
): Promise<number> {
  return largestBar(await useOver(db, accountId, spanOf(zone, lookedThrough(scale, known)), at), scale, unit);
}

/** The weather of a span's days, for its bars. */
async function weatherBeside(
  db: Database,
  span: HourSpan,
): Promise<(bars: readonly Bar[]) => WeatherShown | undefined> {
  const [weather, source] = await Promise.all([weatherOfDays(db, span.firstDay, span.days), weatherSource(db)]);
  const whole = weatherOver(weather, { from: 0, days: span.days });
  if (whole === undefined) return () => undefined;
  return (bars) => ({
    whole,
    bars: bars.map(({ firstDay, days }) => weatherOver(weather, { from: span.firstDay.until(firstDay).days, days })),
    isSimulated: source?.source === 'simulated',
  });
}

/** From the first to the last day with reads of any meter. */
function knownOf(meters: readonly MeterOfAccount[]): Known | undefined {
  const known = meters.flatMap((meter) => meter.known ?? []);
  const [first] = known.map((one) => one.firstDay).toSorted(Temporal.PlainDate.compare);
  const last = known
    .map((one) => one.lastDay)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  return first === undefined || last === undefined ? undefined : { firstDay: first, lastDay: last };
}

/** The hours of an account over a span: of all its places together, or of the one at a service point. */
export async function useOver(db: Database, accountId: number, span: HourSpan, at?: number): Promise<AccountUse> {
  const meters = await meterUsesOf(db, accountId, span);
  return accountUse(span, at === undefined ? meters : meters.filter(({ servicePointId }) => servicePointId === at));
}

/** The place of each meter, such as those of alerts; none where the account has only one place. */
export async function placesOfMeters(
  db: Database,
  accountId: number,
  found: readonly number[] | Promise<readonly number[]>,
): Promise<ReadonlyMap<number, PlaceToTell>> {
  const [places, meters] = await Promise.all([placesOfAccount(db, accountId), found]);
  if (places.length === 0) return new Map();
  const points = await pointsOfMeters(db, meters);
  return new Map(
    meters.flatMap((meter) => {
      const place = places.find((one) => one.place.servicePointId === points.get(meter));
      return place === undefined ? [] : [[meter, place] as const];
    }),
  );
}

/** The places of an account at which its water is measured by the hour; none where there is only one. */
const placesOfAccount = async (db: Database, accountId: number): Promise<readonly PlaceToTell[]> =>
  placesToTell(await meteredPlaces(db, accountId));

const spanOf = (zone: string, { firstDay, days }: Stretch): HourSpan => hourSpan(zone, firstDay, days);

/** Years before the first read say nothing. */
function withinKnown(stretch: Stretch, scale: UseScale, known: Known): Stretch {
  const began = known.firstDay.with({ month: 1, day: 1 });
  const skipped = stretch.firstDay.until(began).days;
  if (scale !== 'year' || skipped <= 0 || skipped >= stretch.days) return stretch;
  return { firstDay: began, days: stretch.days - skipped };
}

function clamp(day: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate {
  if (isAfter(day, last)) return last;
  return laterOf(day, first);
}
