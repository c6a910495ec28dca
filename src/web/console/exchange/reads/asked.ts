import { isAfter, ok, type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';

const maxDays = 366;

/** The day and the days before it that were typed. */
export function readAsked(
  typed: { readonly on: string; readonly days: string },
  today: Temporal.PlainDate,
): Result<{ readonly on: Temporal.PlainDate; readonly daysBack: number }, readonly Problem[]> {
  const on = dayOf(typed.on);
  const days = Number(typed.days);
  const problems: Problem[] = [];
  if (on === undefined || isAfter(on, today)) problems.push({ code: 'exchange.reads-day', field: 'on' });
  if (!/^\d{1,3}$/.test(typed.days) || days > maxDays) {
    problems.push({ code: 'exchange.reads-days', field: 'days', params: { max: maxDays } });
  }
  return on === undefined || problems.length > 0 ? refused(problems) : ok({ on, daysBack: days });
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : undefined;
  } catch {
    // There is no such day.
    return undefined;
  }
}
