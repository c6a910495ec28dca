import type { Dice } from '../../src/demo/domain/household-simulator/index.ts';
import { bell, doubling, timesAround } from './chance-events.ts';
import {
  daysOf,
  isHoliday,
  pourHosing,
  pourIce,
  pourLawn,
  pourSoftener,
  pourTower,
  run,
  type Sheet,
} from './site-plumbing.ts';

type Hours = readonly [opens: number, closes: number];

/** A kind of site: how often there is one among a hundred, what it draws on an open day, and when. */
interface Kind {
  readonly weight: number;
  readonly gallonsADay: readonly [min: number, max: number];
  /** What one use takes, so that a small site has hours without any. */
  readonly gallonsAUse: number;
  readonly weekday: Hours;
  readonly saturday?: Hours;
  readonly sunday?: Hours;
  /** Of what an hour of work takes, what one takes while it is closed: guards, night staff. */
  readonly atNight: number;
  readonly peaks: readonly number[];
  readonly ice?: readonly [share: number, minPounds: number, maxPounds: number];
  readonly tower?: readonly [share: number, minTons: number, maxTons: number, always: boolean];
  readonly softener?: number;
  /** Floors and kitchens that are hosed down after closing. */
  readonly nightCleaning?: number;
  readonly lawn: number;
  readonly seasons?: 'school' | 'hotel';
}

const allDay: Hours = [0, 24];

/**
 * Uses of a day follow Commercial and Institutional End Uses of Water (AWWA Research Foundation, 2000: restaurants of 190
 * to 800 meals of 3 to 16 gallons, of which toilets, faucets, dishes and ice), and EPA's WaterSense at Work (2012: ice, towers). Which
 * share of sites has what is assumed.
 */
const kinds = {
  shop: site(22, [15, 400], 2.5, [9, 20], { saturday: [9, 20], sunday: [10, 18], lawn: 0.1, peaks: [13, 17] }),
  office: site(20, [80, 6000], 2, [7, 18], {
    ...{ atNight: 0.01, lawn: 0.25, peaks: [9, 13], tower: [0.2, 30, 300, false] },
  }),
  restaurant: site(18, [900, 8000], 4, [8, 23], {
    ...{ saturday: [8, 24], sunday: [9, 22], peaks: [12, 19], ice: [0.85, 200, 900], softener: 0.2 },
    ...{ nightCleaning: 0.6, lawn: 0.1 },
  }),
  hotel: site(8, [2000, 30_000], 8, allDay, {
    ...{ saturday: allDay, sunday: allDay, peaks: [7, 8, 20], ice: [0.9, 400, 2000], softener: 0.4, lawn: 0.4 },
    ...{ tower: [0.2, 80, 400, true], seasons: 'hotel' },
  }),
  supermarket: site(6, [1000, 7000], 3, [6, 23], {
    ...{ saturday: [6, 23], sunday: [7, 22], atNight: 0.1, peaks: [12, 17], ice: [0.8, 300, 1200] },
    ...{ tower: [0.4, 40, 150, true], nightCleaning: 0.5, lawn: 0.2 },
  }),
  laundry: site(5, [1500, 15_000], 25, [6, 22], {
    saturday: [6, 22],
    sunday: [6, 22],
    softener: 0.6,
    peaks: [10, 18],
    lawn: 0,
  }),
  school: site(7, [600, 9000], 2, [7, 16], { atNight: 0.005, peaks: [10, 12], lawn: 0.4, seasons: 'school' }),
  clinic: site(6, [150, 3000], 2, [7, 19], { saturday: [9, 13], peaks: [10, 14], lawn: 0.2, ice: [0.3, 100, 300] }),
  nursing: site(4, [3000, 20_000], 4, allDay, {
    ...{ saturday: allDay, sunday: allDay, peaks: [8, 11, 18], ice: [0.8, 200, 600], softener: 0.4, lawn: 0.4 },
    ...{ tower: [0.15, 40, 150, true] },
  }),
  'car wash': site(4, [800, 9000], 35, [8, 20], {
    saturday: [8, 20],
    sunday: [9, 18],
    peaks: [12, 16],
    lawn: 0,
    softener: 0.3,
  }),
} satisfies Record<string, Kind>;

const sites = Object.entries<Kind>(kinds);

function site(
  weight: number,
  gallonsADay: Kind['gallonsADay'],
  gallonsAUse: number,
  weekday: Hours,
  more: Partial<Kind> & Pick<Kind, 'peaks' | 'lawn'>,
): Kind {
  return { weight, gallonsADay, gallonsAUse, weekday, atNight: 0, ...more };
}

function drawSite(die: Dice): readonly [name: string, kind: Kind] {
  let rest = die.roll() * sites.reduce((sum, [, { weight }]) => sum + weight, 0);
  for (const site of sites) {
    rest -= site[1].weight;
    if (rest < 0) return site;
  }
  return ['shop', kinds.shop];
}

/** A shop, an office, a restaurant or another place of work, with what it has installed, for the days of a sheet. */
export function pourSite(sheet: Sheet, die: Dice): string {
  const [name, kind] = drawSite(die);
  const gallonsADay = doubling(...kind.gallonsADay, die);
  pourUse(sheet, kind, gallonsADay, die);
  const size = (small: number, large: number): number => {
    const [min, max] = kind.gallonsADay;
    return small * (large / small) ** (Math.log(gallonsADay / min) / Math.log(max / min));
  };
  const has: string[] = [name];
  if (kind.ice !== undefined && die.happens(kind.ice[0])) pourIce(sheet, size(kind.ice[1], kind.ice[2]), die);
  if (kind.tower !== undefined && die.happens(kind.tower[0])) {
    pourTower(sheet, { tons: size(kind.tower[1], kind.tower[2]), always: kind.tower[3] }, die);
    has.push('with a cooling tower');
  }
  if (die.happens(kind.softener ?? 0)) pourSoftener(sheet, Math.max(40, gallonsADay * 0.03), die);
  if (die.happens(kind.lawn)) pourLawn(sheet, doubling(300, 1800, die), die);
  // Old urinals are fed drop by drop into a tank that flushes by itself, day and night.
  if (die.happens(0.02)) sheet.gallons.set(sheet.gallons.map((gallons) => gallons + 12));
  if (die.happens(0.4)) pourHosing(sheet, die);
  return has.join(' ');
}

/** What people draw, hour by hour. */
function pourUse(sheet: Sheet, kind: Kind, gallonsADay: number, die: Dice): void {
  const { span, gallons } = sheet;
  const open = kind.weekday[1] - kind.weekday[0];
  const weights = Array.from({ length: 24 }, (_, clock) =>
    kind.peaks.reduce((sum, peak) => sum + Math.exp(-(((clock + 0.5 - peak) / 2.2) ** 2)), 0.35),
  );
  const all = weights.slice(...kind.weekday).reduce((sum, one) => sum + one, 0);
  const closedDay = kind.saturday !== undefined && die.happens(0.2) ? die.between(1, 2) : 0;
  const [change, changesOn] = [die.happens(0.15) ? doubling(0.4, 2.2, die) : 1, die.between(0, span.days)];
  const shut = die.happens(0.08) ? die.between(0, span.days) : Number.POSITIVE_INFINITY;
  const reopens = shut + die.between(10, 40);
  const nightStaff = die.happens(0.15) ? 0.05 : 0;
  let guests = 0;
  for (const { day, date } of daysOf(sheet)) {
    guests = 0.8 * guests + 0.15 * bell(die);
    const { dayOfWeek } = date;
    const works = openOn(kind, date);
    if (works === undefined || dayOfWeek === closedDay || (day >= shut && day < reopens)) {
      if (nightStaff > 0) pourRest(sheet, kind, (gallonsADay / open) * kind.atNight, day, die);
      continue;
    }
    const level = levelOf(kind, date, guests) * (day >= changesOn ? change : 1) * (0.9 + 0.2 * die.roll());
    const late = nightStaff + kind.atNight;
    for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour += 1) {
      const clock = span.hourOfDay[hour] ?? 0;
      const isOpen = clock >= works[0] && clock < works[1];
      const share = isOpen ? (weights[clock] ?? 0) / all : (late * (weights[12] ?? 0)) / all;
      const uses = timesAround((gallonsADay * level * share) / kind.gallonsAUse, die);
      gallons[hour] = (gallons[hour] ?? 0) + uses * kind.gallonsAUse * (0.85 + 0.3 * die.roll());
    }
    if (die.happens((kind.nightCleaning ?? 0) * 0.9)) run(sheet, day, Math.min(23, works[1]), 1, gallonsADay * 0.03);
  }
}

function pourRest(sheet: Sheet, kind: Kind, gallonsAnHour: number, day: number, die: Dice): void {
  for (let clock = 0; clock < 24; clock += 1) {
    run(sheet, day, clock, 0.9, timesAround(gallonsAnHour / kind.gallonsAUse, die) * kind.gallonsAUse);
  }
}

function openOn(kind: Kind, date: Temporal.PlainDate): Hours | undefined {
  if (kind.seasons === 'school' && isSchoolFree(date)) return undefined;
  if (isHoliday(date) && kind.weekday !== allDay) return kind.sunday;
  if (date.dayOfWeek === 7) return kind.sunday;
  return date.dayOfWeek === 6 ? kind.saturday : kind.weekday;
}

const isSchoolFree = ({ month, day }: Temporal.PlainDate): boolean =>
  month === 7 || (month === 6 && day > 14) || (month === 8 && day < 22) || (month === 12 && day > 20);

/** Hotels fill by season, by the weekend and by chance. */
function levelOf(kind: Kind, date: Temporal.PlainDate, guests: number): number {
  if (kind.seasons !== 'hotel') return 1;
  const season = 0.65 + 0.2 * Math.cos((2 * Math.PI * (date.dayOfYear - 200)) / 365);
  return Math.min(1, Math.max(0.25, season + (date.dayOfWeek > 4 && date.dayOfWeek < 7 ? 0.12 : 0) + guests * 0.6));
}
