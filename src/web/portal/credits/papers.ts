import type { RebatesProblemCode } from '../../../domain/credits/index.ts';
import { type Cents, type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../domain/payments/index.ts';
import { typedDay } from '../../typed-day.ts';

export const requestFields = ['items', 'price', 'bought_on', 'note'] as const;
export type RequestForm = Readonly<Record<(typeof requestFields)[number], string>>;

export interface TypedRequest {
  readonly items: number;
  readonly price: Cents;
  readonly boughtOn: Temporal.PlainDate;
  readonly note: string;
}

/** What was sent, as an application's facts; its papers are looked at where they are kept. */
export function readRequest(
  form: RequestForm,
  language: Language,
): Result<TypedRequest, readonly Problem<RebatesProblemCode>[]> {
  const items = /^\s*[1-9]\d?\s*$/.test(form.items) ? Number(form.items) : undefined;
  const price = readTypedAmount(form.price, language);
  const boughtOn = typedDay(form.bought_on);
  const hasPrice = price.ok && price.value > 0;
  const problems: Problem<RebatesProblemCode>[] = [
    ...(items === undefined ? [{ code: 'rebates.items-unreadable', field: 'items' } as const] : []),
    ...(hasPrice ? [] : [{ code: 'rebates.price-unreadable', field: 'price' } as const]),
    ...(boughtOn === undefined ? [{ code: 'rebates.date-unreadable', field: 'bought_on' } as const] : []),
  ];
  if (items === undefined || boughtOn === undefined || !price.ok || problems.length > 0) return refused(problems);
  return ok({ items, price: price.value, boughtOn, note: form.note.trim() });
}
