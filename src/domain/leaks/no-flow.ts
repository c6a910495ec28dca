import { isOnOrBefore } from '../kernel/index.ts';
import { hourStart } from '../metering/index.ts';
import type { NoFlowRule } from './detector-settings.ts';
import type { Finding } from './finding.ts';
import { type KnownFlow, unknown } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { allOf } from './stretch.ts';
import { vacationDays } from './vacation-days.ts';

/** Water ran on `usedDays` of this many days before it stopped. */
const daysBefore = 28;
/** With fewer days to look back on, how often water runs there is not known. */
const minDaysBefore = 7;

/**
 * Nothing for so many days where water ran on most days: a home left empty, a valve shut, or a meter that stands still.
 * Hours that are unknown, and days on which the customer said that nobody is there, are stepped over and do not count.
 */
export function noFlow(flow: KnownFlow, rule: NoFlowRule, { vacations = [], noFlowSince }: LeakContext): Finding[] {
  const { span } = flow;
  const away = new Uint8Array(span.days);
  for (const vacation of vacations) {
    const { first, after } = vacationDays(span, vacation);
    away.fill(1, first, after);
  }
  const used = new Uint8Array(span.days);
  const found: Finding[] = [];
  let begin = 0;
  let end = 0;
  let still = 0;
  let met = 0;
  const isKnown = (): boolean =>
    ranBefore(used, span.dayOf[begin] ?? 0, rule) || (!used.includes(1) && isKnownSince(flow, begin, noFlowSince));
  const close = (): void => {
    if (still >= rule.days * 24 && isKnown()) {
      const threshold = { windowHours: rule.days * 24, thresholdGallonsAnHour: 0 };
      found.push(allOf(flow, { kind: 'no-flow', begin, end, found: met, ...threshold }));
    }
    still = 0;
  };
  for (let hour = 0; hour < span.hours; hour += 1) {
    const day = span.dayOf[hour] ?? 0;
    const count = flow.counts[hour] ?? unknown;
    if (count > 0) {
      close();
      used[day] = 1;
    } else if (count !== unknown && away[day] === 0) {
      if (still === 0) begin = hour;
      still += 1;
      end = hour + 1;
      if (still === rule.days * 24) met = end;
    }
  }
  close();
  return found;
}

/** Of the days before, as far as the span holds them, as large a share as the rule asks for. */
function ranBefore(used: Uint8Array, day: number, { usedDays }: NoFlowRule): boolean {
  const before = used.subarray(Math.max(0, day - daysBefore), day);
  const ran = before.reduce((days, one) => days + one, 0);
  return before.length >= minDaysBefore && ran >= (usedDays * before.length) / daysBefore;
}

/** An earlier scan, which saw the days before, found that nothing runs; nothing in the span has run since. */
const isKnownSince = ({ span }: KnownFlow, begin: number, since: Temporal.Instant | undefined): boolean =>
  since !== undefined && isOnOrBefore(since, hourStart(span, begin));
