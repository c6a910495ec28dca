import { isOnOrBefore, present } from '../kernel/index.ts';

/** Monday to Sunday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];

/** By what homes take turns: not at all, by an odd or even house number, or by their zone. */
export const turns = ['everyone', 'house-number', 'zone'] as const;

/** How much may be watered while a stage is in force. */
export interface WateringStage {
  readonly id: string;
  readonly by: (typeof turns)[number];
  /** Whose turn is when: `everyone`, `odd` and `even`, or the names of zones. */
  readonly groups: readonly { readonly group: string; readonly days: readonly Weekday[] }[];
  /** Hours of the day in which nobody waters: from, up to. */
  readonly notBetween?: { readonly from: number; readonly to: number };
}

/** A stage from a day on, as it was announced. */
export interface AnnouncedStage {
  readonly from: Temporal.PlainDate;
  readonly stage: WateringStage;
}

/** What decides whose turn a home has. */
export interface WateringHome {
  readonly street: string;
  readonly zone: string | undefined;
}

/** The stage in force on a day; undefined before the first. Announcements are in order. */
const stageOn = (announced: readonly AnnouncedStage[], day: Temporal.PlainDate): AnnouncedStage | undefined =>
  announced.findLast(({ from }) => isOnOrBefore(from, day));

/** A home's group; undefined where its address or zone does not say. */
function groupOf(stage: WateringStage, { street, zone }: WateringHome): string | undefined {
  if (stage.by === 'everyone') return 'everyone';
  if (stage.by === 'zone') return zone;
  const number = /^\s*(\d+)/.exec(street)?.[1];
  return number === undefined ? undefined : Number(number) % 2 === 0 ? 'even' : 'odd';
}

const weekdayOf = (day: Temporal.PlainDate): Weekday => weekdays[day.dayOfWeek - 1] ?? 'mon';

/** The days of a home's turn under a stage; undefined where its turn is not known. */
const daysOfTurn = (stage: WateringStage, home: WateringHome): readonly Weekday[] | undefined =>
  stage.groups.find(({ group }) => group === groupOf(stage, home))?.days;

/** What holds for a home on a day. */
export interface WateringToday {
  readonly announced: AnnouncedStage;
  readonly days: readonly Weekday[] | undefined;
  readonly group: string | undefined;
  readonly may: boolean | undefined;
  /** The next day after it on which the home may water, within a week. */
  readonly next?: Temporal.PlainDate;
}

export function wateringOn(
  announced: readonly AnnouncedStage[],
  home: WateringHome,
  day: Temporal.PlainDate,
): WateringToday | undefined {
  const now = stageOn(announced, day);
  if (now === undefined) return undefined;
  const days = daysOfTurn(now.stage, home);
  const next = Array.from({ length: 7 }, (_, index) => day.add({ days: index + 1 })).find((one) => {
    const stage = stageOn(announced, one)?.stage;
    return stage !== undefined && daysOfTurn(stage, home)?.includes(weekdayOf(one)) === true;
  });
  return {
    announced: now,
    days,
    group: groupOf(now.stage, home),
    may: days?.includes(weekdayOf(day)),
    ...present({ next }),
  };
}

/** Whether a stage lets a home water in an hour of a day; undefined where its turn is not known. */
export function mayWaterAt(
  announced: readonly AnnouncedStage[],
  home: WateringHome,
  { day, hour }: { readonly day: Temporal.PlainDate; readonly hour: number },
): boolean | undefined {
  const stage = stageOn(announced, day)?.stage;
  if (stage === undefined) return undefined;
  const days = daysOfTurn(stage, home);
  if (days === undefined) return undefined;
  const rests = stage.notBetween !== undefined && hour >= stage.notBetween.from && hour < stage.notBetween.to;
  return days.includes(weekdayOf(day)) && !rests;
}
