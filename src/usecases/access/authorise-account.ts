import type { AccessProblemCode } from '../../domain/access/index.ts';
import { type AccountRight, delegateRights, type LetIn, ownerRights } from '../../domain/delegates/index.ts';
import { type Cents, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type AccessRole, accountsOfLogin, type ReachableAccount } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';

// Not exported: nothing but `authoriseAccount` can put it on an object, so an `AuthorisedAccount` is a proof.
const authorised: unique symbol = Symbol('authorised');

/** An account that this login may act on. Use cases of the portal take this instead of an account's id. */
export interface AuthorisedAccount {
  readonly [authorised]: true;
  readonly accountId: number;
  readonly number: string;
  readonly loginId: string;
  readonly role: AccessRole;
  readonly rights: readonly AccountRight[];
  /** What a helper was let in to do; absent for the owner. */
  readonly letIn?: LetIn;
  readonly nickname?: string;
  /** The street of the premise, as its customer knows it. */
  readonly street: string;
  readonly balance: Cents;
  readonly closedOn?: Temporal.PlainDate;
}

export type AccessRefused = Problem<Extract<AccessProblemCode, 'access.not-yours'>>;

/**
 * The account, if the login may do `right` (to see it, unless said) on it today. Access is to the pair of customer and account,
 * and ends when the pair ends. "There is none", "it is somebody else's" and "no longer yours" are one answer.
 *
 * @param written the account number as the URL carries it
 */
export async function authoriseAccount(
  db: Database,
  {
    loginId,
    account: written,
    today,
    closedDays,
    right = 'view',
    reached,
  }: {
    readonly loginId: string;
    readonly account: string;
    readonly today: Temporal.PlainDate;
    /** For so long an account that closed is seen and paid; the usual days unless said. */
    readonly closedDays?: number;
    readonly right?: AccountRight;
    /** What was read of an account beside the session of this very login. */
    readonly reached?: { readonly number: string; readonly account?: ReachableAccount };
  },
): Promise<Result<AuthorisedAccount, AccessRefused>> {
  const refusal = refused({ code: 'access.not-yours' } as const);
  const found = reached?.number === written ? reached.account : (await accountsOfLogin(db, loginId, written))[0];
  if (found === undefined) return refusal;
  const rights = rightsOn(found, { today, closedDays });
  return rights.includes(right) ? ok({ ...found, [authorised]: true, loginId, rights }) : refusal;
}

/** A verb was reached for somebody who may not do it: a guard is missing before it. */
export class RightMissing extends Error {
  constructor(right: AccountRight) {
    super(`the right “${right}” is missing`);
  }
}

/** What a verb asks for itself, although a guard before it did. */
export function needsRight({ rights }: Pick<AuthorisedAccount, 'rights'>, right: AccountRight): void {
  if (!rights.includes(right)) throw new RightMissing(right);
}

/** Every account the login may see today, for the switcher. */
export async function authorisedAccounts(
  db: Database,
  loginId: string,
  today: Temporal.PlainDate,
  closedDays?: number,
): Promise<readonly AuthorisedAccount[]> {
  const found = await accountsOfLogin(db, loginId);
  return found
    .map((account) => ({
      ...account,
      [authorised]: true as const,
      loginId,
      rights: rightsOn(account, { today, closedDays }),
    }))
    .filter((account) => account.rights.includes('view'));
}

const rightsOn = (
  account: ReachableAccount,
  on: { readonly today: Temporal.PlainDate; readonly closedDays: number | undefined },
): readonly AccountRight[] =>
  account.letIn === undefined ? ownerRights(account, on) : delegateRights(account.letIn, account, on);
