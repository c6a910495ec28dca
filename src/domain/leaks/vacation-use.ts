import type { VacationRule } from './detector-settings.ts';
import type { Finding } from './finding.ts';
import { countsFor, type KnownFlow, knownCount } from './known-flow.ts';
import type { Vacation } from './leak-context.ts';
import { allOf } from './stretch.ts';
import { vacationDays } from './vacation-days.ts';

/** From this on, in an hour or in one beside it, a garden is watered, as long as it goes on being watered. */
const gardenGallonsAnHour = 20;

/** Water in a home in which nobody is: each vacation with a day of so many hours of it is a finding. */
export function vacationUse(flow: KnownFlow, rule: VacationRule, vacations: readonly Vacation[]): Finding[] {
  return vacations.flatMap((vacation) => useDuring(flow, rule, vacation) ?? []);
}

function useDuring(flow: KnownFlow, rule: VacationRule, vacation: Vacation): Finding | undefined {
  const min = countsFor(flow, rule.gallonsAnHour);
  const garden = countsFor(flow, gardenGallonsAnHour);
  const isGarden = (hour: number): boolean =>
    vacation.irrigationGoesOn === true && [hour - 1, hour, hour + 1].some((near) => knownCount(flow, near) >= garden);
  const flows = (hour: number): boolean => knownCount(flow, hour) >= min && !isGarden(hour);
  const { first, after } = vacationDays(flow.span, vacation);
  const supporting: number[] = [];
  let found: number | undefined;
  for (let day = first; day < after; day += 1) {
    const [from = 0, to = 0] = flow.span.dayStart.subarray(day, day + 2);
    const hours = Array.from({ length: to - from }, (_, index) => from + index).filter(flows);
    if (hours.length < rule.hours) continue;
    supporting.push(...hours);
    found ??= (hours[rule.hours - 1] ?? 0) + 1;
  }
  const [begin, last] = [supporting[0], supporting.at(-1)];
  if (begin === undefined || last === undefined || found === undefined) return undefined;
  return allOf(flow, {
    kind: 'vacation-use',
    begin,
    end: last + 1,
    found,
    windowHours: rule.hours,
    thresholdGallonsAnHour: rule.gallonsAnHour,
    looksAt: flows,
  });
}
