import { type KnownFlow, unknown } from './known-flow.ts';

/** What two weeks show says how often a register is read. */
const daysSeen = 14;

/** Of so many changes, at so many of the twelve odd or even hours of the clock, at most one in fifty may turn. */
const minChanges = 48;
const minClocks = 10;
const maxTurning = 0.02;
const maxTurns = daysSeen * 12 * maxTurning;

/** A register read between two hours rounds both: what lies a count beyond its neighbours lies between them. */
const rounding = 1;

/** Hours are even or odd since 1970. */
type Side = 0 | 1;

/**
 * The hours without those of days before which each second hour lay between its neighbours for two weeks: the register is
 * read every two hours, and its water is shared out over them. What people draw goes up and down from hour to hour; shared
 * so, it looks as steady as a leak.
 */
export function withoutSharedHours(flow: KnownFlow): KnownFlow {
  const { days, dayStart } = flow.span;
  const turns = [turnsOf(flow, 0), turnsOf(flow, 1)] as const;
  let counts: Int32Array | undefined;
  for (let day = 1; day < days; day += 1) {
    const from = Math.max(0, day - daysSeen);
    if (!isShared(flow, turns, { from, day, side: 0 }) && !isShared(flow, turns, { from, day, side: 1 })) continue;
    counts ??= flow.counts.slice();
    counts.fill(unknown, dayStart[day] ?? 0, dayStart[day + 1] ?? 0);
  }
  return counts === undefined ? flow : { ...flow, counts };
}

/** Whether each hour of a side lay between its neighbours, on the days from one up to another. */
function isShared(
  flow: KnownFlow,
  turns: readonly [Uint16Array, Uint16Array],
  { from, day, side }: { readonly from: number; readonly day: number; readonly side: Side },
): boolean {
  const turned = (turns[side][day] ?? 0) - (turns[side][from] ?? 0);
  if (turned > maxTurns) return false;
  const { dayStart } = flow.span;
  return changes(flow, { from: dayStart[from] ?? 0, until: dayStart[day] ?? 0, side }, turned);
}

/** Before each day, in how many of its side's hours the flow went up and down again, or down and up. */
function turnsOf({ counts, span }: KnownFlow, side: Side): Uint16Array {
  const turns = new Uint16Array(span.days + 1);
  let all = 0;
  for (let day = 0; day < span.days; day += 1) {
    const until = Math.min(counts.length - 1, span.dayStart[day + 1] ?? 0);
    for (let hour = firstOf(span, span.dayStart[day] ?? 0, side); hour < until; hour += 2) {
      const before = counts[hour - 1] ?? unknown;
      const count = counts[hour] ?? unknown;
      const after = counts[hour + 1] ?? unknown;
      if (before === unknown || count === unknown || after === unknown) continue;
      if (count > Math.max(before, after) + rounding || count < Math.min(before, after) - rounding) all += 1;
    }
    turns[day + 1] = all;
  }
  return turns;
}

/** Whether the flow is another before than after many hours of a side, at most hours of the clock, and hardly ever turned there. */
function changes(
  { counts, span }: KnownFlow,
  { from, until, side }: { readonly from: number; readonly until: number; readonly side: Side },
  turned: number,
): boolean {
  let [changed, clocks] = [0, 0];
  for (let hour = firstOf(span, from, side); hour < until && hour < counts.length - 1; hour += 2) {
    const [before, after] = [counts[hour - 1] ?? unknown, counts[hour + 1] ?? unknown];
    if (before === unknown || after === unknown || Math.abs(before - after) <= 2 * rounding) continue;
    changed += 1;
    clocks |= 1 << (span.hourOfDay[hour] ?? 0);
  }
  return changed >= minChanges && turned <= changed * maxTurning && bitsOf(clocks) >= minClocks;
}

/** The first hour of a side from an hour on that has one before it. */
function firstOf({ startHour }: KnownFlow['span'], from: number, side: Side): number {
  const first = Math.max(1, from);
  return first + ((startHour + first + side) % 2);
}

function bitsOf(clocks: number): number {
  let bits = 0;
  for (let rest = clocks; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}
