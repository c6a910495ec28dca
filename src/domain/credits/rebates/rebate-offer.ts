import {
  type Cents,
  cents,
  exact,
  isAfter,
  isBefore,
  isOnOrBefore,
  ok,
  type Problem,
  type Result,
  refused,
  roundToCents,
} from '../../kernel/index.ts';
import type { RebatesProblemCode } from './problems.ts';
import type { RebateProgramme } from './programme.ts';

/** What an application says. */
export interface RebateAsked {
  readonly items: number;
  /** What was paid for all of them. */
  readonly price: Cents;
  readonly boughtOn: Temporal.PlainDate;
  readonly on: Temporal.PlainDate;
}

/** What became of the programme so far. */
export interface ProgrammeUse {
  /** Things this account asked for in the window, those refused left out. */
  readonly itemsBefore: number;
  /** What was paid or approved in the window, for all accounts. */
  readonly spent: Cents;
}

/** The programme's answer, with its whole sum. */
export interface RebateOffer {
  readonly items: number;
  readonly price: Cents;
  readonly amountEach: Cents;
  readonly byItems: Cents;
  readonly sharePercent: number;
  readonly byPrice: Cents;
  readonly amount: Cents;
}

export const isOpen = ({ from, until }: RebateProgramme, on: Temporal.PlainDate): boolean =>
  isOnOrBefore(from, on) && isOnOrBefore(on, until);

export const budgetLeft = ({ budget }: RebateProgramme, { spent }: Pick<ProgrammeUse, 'spent'>): Cents =>
  cents(Math.max(0, budget - spent));

/** What a programme pays for what was bought, or why it does not. */
export function rebateOffer(
  programme: RebateProgramme,
  asked: RebateAsked,
  use: ProgrammeUse,
): Result<RebateOffer, readonly Problem<RebatesProblemCode>[]> {
  const { items, price, boughtOn, on } = asked;
  const left = Math.max(0, programme.maxItems - use.itemsBefore);
  const problems: Problem<RebatesProblemCode>[] = [];
  if (!isOpen(programme, on)) problems.push({ code: 'rebates.closed' });
  if (isAfter(boughtOn, on)) problems.push({ code: 'rebates.bought-ahead', field: 'bought_on' });
  else if (isBefore(boughtOn.add({ days: programme.askWithinDays }), on))
    problems.push({ code: 'rebates.too-late', field: 'bought_on', params: { days: programme.askWithinDays } });
  if (left === 0) problems.push({ code: 'rebates.had-all', params: { max: programme.maxItems } });
  else if (items > left) problems.push({ code: 'rebates.too-many', field: 'items', params: { max: left } });
  const byItems = cents(programme.amountEach * items);
  const byPrice = roundToCents(exact(price).mul(exact(programme.sharePercent)).div(10_000));
  const amount = cents(Math.min(byItems, byPrice));
  if (amount > budgetLeft(programme, use)) problems.push({ code: 'rebates.no-budget' });
  if (problems.length > 0) return refused(problems);
  return ok({
    items,
    price,
    amountEach: programme.amountEach,
    byItems,
    sharePercent: programme.sharePercent,
    byPrice,
    amount,
  });
}
