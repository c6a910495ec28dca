import { type AlertsProblemCode, type LeakCause, leakCauses } from '../../../../domain/alerts/index.ts';
import { isAfter, isBefore, ok, type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';
import { typedDay } from '../../../typed-day.ts';

export interface ResolutionForm {
  readonly cause: string;
  readonly on: string;
  readonly note: string;
}

export interface TypedResolution {
  readonly kind: 'fixed' | 'expected';
  readonly cause: LeakCause;
  readonly on: Temporal.PlainDate;
  readonly note: string;
}

/** Besides what can leak: it is no leak. */
export const notALeak = 'expected';

const longestNote = 500;

/** What was sent: something fixed on a day of the alert's, or use that the customer knows about. */
export function readResolution(
  form: ResolutionForm,
  { first, today }: { readonly first: Temporal.PlainDate; readonly today: Temporal.PlainDate },
): Result<TypedResolution, readonly Problem<AlertsProblemCode>[]> {
  const expected = form.cause === notALeak;
  const cause = leakCauses.find((one) => one === form.cause);
  const on = expected && form.on.trim() === '' ? today : typedDay(form.on);
  const note = form.note.trim();
  const problems: Problem<AlertsProblemCode>[] = [];
  if (!expected && cause === undefined) problems.push({ code: 'alerts.cause-missing', field: 'cause' });
  if (on === undefined) problems.push({ code: 'alerts.date-unreadable', field: 'on' });
  else if (isAfter(on, today)) problems.push({ code: 'alerts.date-ahead', field: 'on' });
  else if (isBefore(on, first)) problems.push({ code: 'alerts.date-before', field: 'on' });
  if (note.length > longestNote)
    problems.push({ code: 'alerts.note-long', field: 'note', params: { max: longestNote } });
  if (on === undefined || problems.length > 0) return refused(problems);
  return ok({ kind: expected ? 'expected' : 'fixed', cause: cause ?? 'other', on, note });
}
