import type { AccessProblemCode } from '../../domain/access/index.ts';
import { canBeGiven, type LetIn } from '../../domain/delegates/index.ts';
import { isBefore, type Problem } from '../../domain/kernel/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** Who may decide about the people of an account: its owner, while it can be managed; never somebody let in. */
export const decidesOfPeople = ({ role, rights }: Pick<AuthorisedAccount, 'role' | 'rights'>): boolean =>
  role === 'owner' && rights.includes('manage');

/** What is wrong with what an owner wants to give. */
export function wrongWithGiven(
  { rights: owners }: Pick<AuthorisedAccount, 'rights'>,
  { rights, endsOn }: LetIn,
  today: Temporal.PlainDate,
): Problem<AccessProblemCode> | undefined {
  if (!canBeGiven(rights, owners)) return { code: 'access.right-not-yours', field: 'may' };
  if (endsOn !== undefined && isBefore(endsOn, today)) return { code: 'access.end-day-past', field: 'until_day' };
  return undefined;
}
