import { overlap, type Period } from '../kernel/index.ts';
import type { RateSchedule } from './rate-schedule.ts';

/** The dated versions of a utility's rates, class by class. */
export interface ScheduleVersions {
  /** The versions of `rateClass` in force within `span`, each with its stretch, oldest first. */
  within(rateClass: string, span: Period): { readonly schedule: RateSchedule; readonly stretch: Period }[];
}

/** Each schedule is in force from its own date until the next one of the same class; one without a date never is. */
export function scheduleVersions(schedules: readonly RateSchedule[]): ScheduleVersions {
  const byClass = new Map<string, { schedule: RateSchedule; from: Temporal.PlainDate }[]>();
  for (const schedule of schedules) {
    if (schedule.effectiveOn === undefined) continue;
    for (const name of schedule.classes.keys()) {
      byClass.set(name, [...(byClass.get(name) ?? []), { schedule, from: schedule.effectiveOn }]);
    }
  }
  for (const versions of byClass.values()) versions.sort((a, b) => Temporal.PlainDate.compare(a.from, b.from));
  return {
    within(rateClass, span) {
      const versions = byClass.get(rateClass) ?? [];
      return versions.flatMap(({ schedule, from }, index) => {
        const until = versions[index + 1]?.from;
        const stretch = overlap(span, until === undefined ? { start: from } : { start: from, end: until });
        return stretch === undefined ? [] : [{ schedule, stretch }];
      });
    },
  };
}
