import type { AccountRight } from '../../domain/delegates/index.ts';
import { isBefore, ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type AccessRequest,
  type Delegate,
  delegatesOf,
  type FormerDelegate,
  formerDelegates,
  type SentInvitation,
  untakenInvitations,
  waitingRequests,
} from '../../store/delegates/index.ts';
import type { AccessRefused, AuthorisedAccount } from '../access/index.ts';
import { knownAs } from './known-as.ts';

/** Somebody who had access, or was invited and never came. */
export interface FormerPerson {
  /** An email, or whom the owner meant, where the invitation was on paper. */
  readonly who: string;
  readonly rights: readonly AccountRight[];
  readonly why: NonNullable<FormerDelegate['why']> | 'ended' | 'withdrawn' | 'expired';
  /** When it ended: a moment, or the last day that is over. */
  readonly endedAt?: Temporal.Instant;
  readonly endedOn?: Temporal.PlainDate;
}

export interface PeopleOfAccount {
  readonly waiting: readonly AccessRequest[];
  readonly delegates: readonly Delegate[];
  /** Who was invited and has not come yet. */
  readonly invited: readonly SentInvitation[];
  readonly former: readonly FormerPerson[];
}

/** Who asks for access, has it, is invited, or was. For the owner alone: who was let in does not see the others. */
export async function peopleOf(
  db: Database,
  account: AuthorisedAccount,
  { today, now }: { readonly today: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<Result<PeopleOfAccount, AccessRefused>> {
  if (account.role !== 'owner') return refused({ code: 'access.not-yours' });
  const { accountId, loginId } = account;
  const [waiting, delegates, sent, ended] = await Promise.all([
    waitingRequests(db, accountId),
    delegatesOf(db, { accountId, today }),
    untakenInvitations(db, { accountId, loginId }),
    formerDelegates(db, { accountId, today }),
  ]);
  const invited = sent.filter((one) => waits(one, now));
  const over = sent.filter((one) => !waits(one, now)).map(formerOfInvitation);
  const former = [...ended.map(formerOfDelegate), ...over];
  return ok({ waiting, delegates, invited, former: former.toSorted(newestFirst) });
}

/** Whether an invitation can still be taken. */
export const waits = ({ withdrawnAt, expiresAt }: SentInvitation, now: Temporal.Instant): boolean =>
  withdrawnAt === undefined && isBefore(now, expiresAt);

const formerOfInvitation = (one: SentInvitation): FormerPerson => ({
  who: knownAs(one),
  rights: one.rights,
  why: one.withdrawnAt === undefined ? 'expired' : 'withdrawn',
  endedAt: one.withdrawnAt ?? one.expiresAt,
});

const formerOfDelegate = ({
  email,
  label,
  rights,
  why = 'ended' as const,
  endedAt,
  endedOn,
}: FormerDelegate | Ended) => ({
  ...{ who: knownAs({ ...present({ email, label }) }), rights, why },
  ...present({ endedAt, endedOn }),
});

/** One that ended before its reason was kept. */
type Ended = Omit<FormerDelegate, 'why'> & { readonly why?: 'ended' };

const newestFirst = (one: FormerPerson, other: FormerPerson): number =>
  (other.endedAt?.epochMilliseconds ?? 0) - (one.endedAt?.epochMilliseconds ?? 0);
