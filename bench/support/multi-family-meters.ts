import { type Dice, dice, drawHousehold, simulateHours } from '../../src/demo/domain/household-simulator/index.ts';
import { bell, doubling } from './chance-events.ts';
import { pourLawn, pourSoftener, pourTower, run, type Sheet } from './site-plumbing.ts';

const weekHours = 7 * 24;

/** So many different flats' years, from which buildings are made: each flat begins its year with another week. */
const flats = 80;

const pools = new WeakMap<Sheet['span'], Float64Array[]>();

/** Flats: households without gardens and pools of their own, with what leaks of theirs nobody looks for. */
function flatsOf({ span, weather }: Sheet): Float64Array[] {
  const known = pools.get(span);
  if (known !== undefined) return known;
  const made = Array.from({ length: flats }, (_, index) => {
    const die = dice(4_400_000 + index);
    const home = {
      ...drawHousehold(die, { indoorGallonsADay: doubling(45, 170, die), irrigationGallonsADay: 0 }),
      ...{ handWatering: false, pool: undefined, softener: undefined, coolerGallonsAnHour: undefined },
      ...{ humidifierGallonsAnHour: undefined, dripsInFrost: false },
    };
    return simulateHours(home, { span, weather, leaks: [] }, die).gallons;
  });
  pools.set(span, made);
  return made;
}

/**
 * 10 to 200 flats behind one meter. Homes lose 17 gallons a day on the mean and 4 on the median (Residential End Uses of
 * Water, version 2, 2016), so that in a building something always runs: each flat's drips come and go with the months.
 */
export function pourFlats(sheet: Sheet, die: Dice): string {
  const { span, gallons } = sheet;
  const count = Math.round(doubling(10, 200, die));
  const students = die.happens(0.1);
  const known = flatsOf(sheet);
  for (let flat = 0; flat < count; flat += 1) {
    if (die.happens(0.05)) continue;
    const own = known[die.between(0, flats - 1)] ?? new Float64Array(span.hours);
    const shift = die.between(0, 51) * weekHours;
    const leavesFor = students && die.happens(0.6);
    const empty = die.happens(0.25) ? emptySpell(span.hours, die) : { from: 0, until: 0 };
    let drip = dripOf(die);
    let dripUntil = die.between(0, 120) * 24;
    for (let hour = 0; hour < span.hours; hour += 1) {
      if (hour >= dripUntil) [drip, dripUntil] = [dripOf(die), hour + die.between(20, 160) * 24];
      const away = (hour >= empty.from && hour < empty.until) || (leavesFor && isVacation(sheet, hour));
      const at = (hour + shift) % span.hours;
      gallons[hour] = (gallons[hour] ?? 0) + (away ? 0 : (own[at] ?? 0)) + drip;
    }
  }
  if (die.happens(0.35)) pourLawn(sheet, doubling(400, 2500, die), die);
  if (die.happens(0.1)) pourSoftener(sheet, doubling(100, 600, die), die);
  if (count > 80 && die.happens(0.1)) pourTower(sheet, { tons: count * 0.8, always: true }, die);
  // A pool for all is filled once in some years, and its float tops it up by day.
  if (die.happens(0.2)) {
    for (let day = 0; day < span.days; day += 1)
      if ((sheet.weather.highCelsius[day] ?? 0) > 22) run(sheet, day, 10, 3, 40);
  }
  return students ? 'flats of students' : count > 60 ? 'more than 60 flats' : 'up to 60 flats';
}

/** Larger ones are leaks that somebody should be told of. */
const maxDrip = 3;
export const dripOf = (die: Dice): number => Math.min(maxDrip, (4 / 24) * Math.exp(1.7 * bell(die)));

function emptySpell(hours: number, die: Dice): { from: number; until: number } {
  const from = die.between(0, hours - 1);
  return { from, until: from + die.between(15, 70) * 24 };
}

function isVacation({ span }: Sheet, hour: number): boolean {
  const { month, day } = span.firstDay.add({ days: span.dayOf[hour] ?? 0 });
  return month === 7 || (month === 6 && day > 10) || (month === 8 && day < 24) || (month === 12 && day > 16);
}
