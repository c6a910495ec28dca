import { type DayLoss, type Episode, hoursRun } from './episode.ts';

/** Days one after another on which an episode ran. */
export interface Run {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly gallons: number;
}

/** When an episode ran: one that comes and goes has several runs, with days without it between them. */
export function runsOf({ days }: Pick<Episode, 'days'>): readonly Run[] {
  const runs: Run[] = [];
  for (const { day, gallons } of days) {
    const last = runs.at(-1);
    if (last?.to.add({ days: 1 }).equals(day) === true) {
      runs[runs.length - 1] = { from: last.from, to: day, gallons: last.gallons + gallons };
    } else runs.push({ from: day, to: day, gallons });
  }
  return runs;
}

/** How many days it ran, the days without it left out. */
export const ranDays = (episode: Pick<Episode, 'began' | 'lastSeen'> & { readonly days: readonly DayLoss[] }): number =>
  Math.min(hoursRun(episode) / 24, episode.days.length);
