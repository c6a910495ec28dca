import { type DailyUse, isKnown } from './daily-use.ts';

/** Days that say how a home uses water now; a day ten days ago counts about a third of yesterday. */
const recent = { days: 56, halfLife: 7 } as const;
/** What a day counts, by how many days before the last it is. */
const weightOf = Float64Array.from({ length: recent.days }, (_, ago) => 0.5 ** (ago / recent.halfLife));
/** Fewer known days than this, or a silent week, say nothing. */
const min = { known: 14, ofLastWeek: 3 } as const;
/** A day of a filled pool is no habit: it counts as so many times the day that nine in ten stay below. */
const maxOverUsual = 2.5;
/** The habit of a weekday is believed as if this many of it had been usual days. */
const usualWeekdays = 4;
/** The same weekday a year ago, and the days around it that say what its season was. */
const [year, aroundDay] = [364, 7] as const;
/** A season makes at most so much more of a level, or as much less. */
const maxOfSeason = 4;
/** Of the level, added to both sides of the season's ratio: a home that was empty a year ago has no season. */
const seasonFloor = 0.05;

/**
 * The gallons expected on each of the `days` days from index `from` on, from nothing but the days before it: the recent
 * level, the weekday, and by how much the season changed at the same time a year ago, where that is known. Undefined where
 * too little is known.
 */
export function expectedDays({ firstDay, gallons }: DailyUse, from: number, days: number): Float64Array | undefined {
  const begin = Math.max(0, from - recent.days);
  const known = gallons.subarray(begin, from).filter(isKnown);
  if (known.length < min.known) return undefined;
  if (gallons.subarray(Math.max(0, from - 7), from).filter(isKnown).length < min.ofLastWeek) return undefined;
  const max = maxOverUsual * (known.toSorted()[Math.floor(known.length * 0.9)] ?? 0);
  // Asked of the date once: a year's forecasts ask for it a million times.
  const firstWeekday = firstDay.dayOfWeek;
  const weekday = (day: number): number => (firstWeekday + day) % 7;

  let [weights, level, weightsYearAgo, levelYearAgo] = [0, 0, 0, 0];
  const [ofWeekday, weekdays] = [new Float64Array(7), new Float64Array(7)];
  for (let day = begin; day < from; day++) {
    const used = gallons[day];
    if (!isKnown(used)) continue;
    const weight = weightOf[from - 1 - day] ?? 0;
    const usual = Math.min(used, max);
    weights += weight;
    level += weight * usual;
    ofWeekday[weekday(day)] = (ofWeekday[weekday(day)] ?? 0) + usual;
    weekdays[weekday(day)] = (weekdays[weekday(day)] ?? 0) + 1;
    const then = gallons[day - year];
    if (!isKnown(then)) continue;
    weightsYearAgo += weight;
    levelYearAgo += weight * then;
  }
  level /= weights;
  const mean = ofWeekday.reduce((sum, one) => sum + one, 0) / known.length;
  const seasonKnown = weightsYearAgo > weights / 2;
  levelYearAgo /= weightsYearAgo;

  return Float64Array.from({ length: days }, (_, ahead) => {
    const day = from + ahead;
    const [count, water] = [weekdays[weekday(day)] ?? 0, ofWeekday[weekday(day)] ?? 0];
    const habit = mean > 0 ? (water + usualWeekdays * mean) / (count + usualWeekdays) / mean : 1;
    const then = seasonKnown ? meanAround(gallons, day - year) : undefined;
    if (then === undefined) return level * habit;
    const floor = seasonFloor * level;
    const season = floor + levelYearAgo > 0 ? (then + floor) / (levelYearAgo + floor) : 1;
    return level * habit * Math.min(maxOfSeason, Math.max(1 / maxOfSeason, season));
  });
}

/** The mean of the days around one, where half of them are known. */
function meanAround(gallons: Float64Array, day: number): number | undefined {
  let [sum, count] = [0, 0];
  for (let near = Math.max(0, day - aroundDay); near <= day + aroundDay; near++) {
    const used = gallons[near];
    if (!isKnown(used)) continue;
    sum += used;
    count += 1;
  }
  return count > aroundDay ? sum / count : undefined;
}
