import { type Cents, isAfter, isBefore } from '../kernel/index.ts';

/**
 * What a login may do on an account: see it, pay its bills, answer its leak alerts, change its autopay, and all the rest
 * (delivery, people, requests for money back, what is told of the home).
 */
export type AccountRight = 'view' | 'pay' | 'alerts' | 'autopay' | 'manage';

/** Days after the account closes in which its customer still sees and pays it: time for the final bill and its due date. */
const graceDays = 90;

/** An account as its customer's access depends on it. */
export interface AccountStanding {
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
  readonly balance: Cents;
}

/** What somebody was let in to do by the owner: all the rights named, through `endsOn` where there is one. */
export interface LetIn {
  readonly rights: readonly AccountRight[];
  readonly endsOn?: Temporal.PlainDate;
}

/** The rights that an owner can give, with or without answering alerts: autopay and e-bill stay the owner's own. */
export const givenRights = { view: ['view'], pay: ['view', 'pay'] } as const satisfies Record<
  string,
  readonly AccountRight[]
>;

/** What somebody let in may do today: never more than the owner may, and nothing after the last day. */
export function delegateRights(
  letIn: LetIn,
  standing: AccountStanding,
  today: Temporal.PlainDate,
): readonly AccountRight[] {
  if (letIn.endsOn !== undefined && isAfter(today, letIn.endsOn)) return [];
  const owners = ownerRights(standing, today);
  return letIn.rights.filter((right) => owners.includes(right));
}

/**
 * What an owner may do today. An open account: everything. A closed one: see and pay it for `graceDays`, and for as
 * long as anything is owed; then the pair of customer and account has ended, and access with it (nothing).
 */
export function ownerRights(standing: AccountStanding, today: Temporal.PlainDate): readonly AccountRight[] {
  const { closedOn, balance } = standing;
  if (closedOn === undefined || isBefore(today, closedOn)) return ['view', 'pay', 'alerts', 'autopay', 'manage'];
  const inGrace = isBefore(today, closedOn.add({ days: graceDays }));
  return inGrace || balance > 0 ? ['view', 'pay'] : [];
}
