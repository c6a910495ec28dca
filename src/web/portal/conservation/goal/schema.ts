import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import { type ConservationProblemCode, type Goal, goalPercents } from '../../../../domain/conservation/index.ts';
import { ok, type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';
import { typedQuantity } from '../../../typed-quantity.ts';

export const goalFields = ['kind', 'percent', 'amount'] as const;
export type GoalForm = Readonly<Record<(typeof goalFields)[number], string>>;

export const formOf = (goal: Goal | undefined): GoalForm => ({
  kind: goal?.kind ?? 'percent',
  percent: goal?.kind === 'percent' ? String(goal.percent) : '10',
  amount: goal?.kind === 'amount' ? goal.amount : '',
});

/** What was sent, as a goal; `undefined` where it is given up. The amount is in the unit the person reads. */
export function readGoal(
  form: GoalForm,
  unit: ReadingUnit,
): Result<Goal | undefined, Problem<ConservationProblemCode>> {
  if (form.kind === 'none') return ok(undefined);
  if (form.kind === 'percent') {
    const percent = /^\s*\d{1,2}\s*%?\s*$/.test(form.percent) ? Number.parseInt(form.percent, 10) : 0;
    return percent >= goalPercents.min && percent <= goalPercents.max
      ? ok({ kind: 'percent', percent })
      : refused({ code: 'conservation.goal-percent-unreadable', field: 'percent', params: goalPercents });
  }
  if (form.kind !== 'amount') return refused({ code: 'conservation.answer-unknown', field: 'kind' });
  const amount = typedQuantity(form.amount);
  return amount === undefined
    ? refused({ code: 'conservation.goal-amount-unreadable', field: 'amount' })
    : ok({ kind: 'amount', amount, unit });
}
