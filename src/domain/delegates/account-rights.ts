import { type AccountEnd, isOpenOn, isStillTheirs } from '../accounts/index.ts';
import { isAfter } from '../kernel/index.ts';

/**
 * What a login may do on an account: see it, pay its bills, answer its leak alerts, change its autopay, and all the rest
 * (delivery, people, requests for money back, what is told about the home).
 */
export type AccountRight = 'view' | 'pay' | 'alerts' | 'autopay' | 'manage';

/** What somebody was let in to do by the owner: all the rights named, through `endsOn` where there is one. */
export interface LetIn {
  readonly rights: readonly AccountRight[];
  readonly endsOn?: Temporal.PlainDate;
}

/** The rights that an owner can give. Delivery, other people and requests for money back stay the owner's own. */
const givableRights = ['view', 'pay', 'alerts', 'autopay'] as const satisfies readonly AccountRight[];

/**
 * Whether an owner can give these rights today: none that is not to be given, none that the owner lacks, and always that of
 * seeing the account, without which the others are of no use.
 */
export const canBeGiven = (rights: readonly AccountRight[], owners: readonly AccountRight[]): boolean =>
  rights.includes('view') &&
  rights.every((right) => (givableRights as readonly AccountRight[]).includes(right) && owners.includes(right));

/** The last day of a helper is told to both this many days before. */
export const endingToldDays = 7;

/** The day, and for how long an account that closed is still seen and paid (`closed_accounts.visible_days`). */
interface RightsOn {
  readonly today: Temporal.PlainDate;
  readonly closedDays?: number | undefined;
}

/** What somebody let in may do today: never more than the owner may, and nothing after the last day. */
export function delegateRights(
  letIn: LetIn,
  standing: AccountEnd,
  { today, closedDays }: RightsOn,
): readonly AccountRight[] {
  if (letIn.endsOn !== undefined && isAfter(today, letIn.endsOn)) return [];
  const owners = ownerRights(standing, { today, closedDays });
  return letIn.rights.filter((right) => owners.includes(right));
}

/**
 * What an owner may do today. An open account: everything. A closed one: see and pay it for some weeks, and for as
 * long as anything is owed; then the pair of customer and account has ended, and access with it (nothing).
 */
export function ownerRights(standing: AccountEnd, { today, closedDays }: RightsOn): readonly AccountRight[] {
  if (isOpenOn(standing, today)) return ['view', 'pay', 'alerts', 'autopay', 'manage'];
  return isStillTheirs(standing, today, closedDays) ? ['view', 'pay'] : [];
}
