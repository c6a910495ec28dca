import type { AlertsProblemCode } from '../../../../domain/alerts/index.ts';
import { ok, type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';
import type { Vacation } from '../../../../domain/leaks/index.ts';
import { typedDay } from '../../../typed-day.ts';

export const vacationFields = ['from', 'until', 'irrigation'] as const;
export type VacationForm = Readonly<Record<(typeof vacationFields)[number], string>>;

export const emptyVacation: VacationForm = { from: '', until: '', irrigation: '' };

export const formOfVacation = ({ from, until, irrigationGoesOn }: Vacation): VacationForm => ({
  from: from.toString(),
  until: until.toString(),
  irrigation: irrigationGoesOn === true ? 'yes' : '',
});

/** What was sent, as the days that nobody is there. */
export function readVacation(form: VacationForm): Result<Required<Vacation>, readonly Problem<AlertsProblemCode>[]> {
  const from = typedDay(form.from);
  const until = typedDay(form.until);
  if (from !== undefined && until !== undefined)
    return ok({ from, until, irrigationGoesOn: form.irrigation === 'yes' });
  const missing = (field: string, date: Temporal.PlainDate | undefined): readonly Problem<AlertsProblemCode>[] =>
    date === undefined ? [{ code: 'alerts.vacation-date', field }] : [];
  return refused([...missing('from', from), ...missing('until', until)]);
}
