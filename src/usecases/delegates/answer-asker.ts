import { type AccessProblemCode, codeLimits } from '../../domain/access/index.ts';
import type { LetIn } from '../../domain/delegates/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { recordAudit } from '../../store/audit.ts';
import { answerRequest, waitingRequests } from '../../store/delegates/index.ts';
import { type AccessDeps, type AuthorisedAccount, todayOf, type Visit } from '../access/index.ts';
import { decidesOfPeople, wrongWithGiven } from './given.ts';
import { numberOf, rightsTold } from './tell-of-delegate.ts';

export type OwnersAnswer = { readonly kind: 'refuse' } | ({ readonly kind: 'let-in' } & LetIn);

/**
 * R3: the owner answers somebody who asked. Yes mails a link that lets in the person who proves to have that email; no is
 * told as well. Answered before, by the owner in another window, it is `access.not-yours`.
 */
export async function answerAsker(
  { db, tell, links, utility }: AccessDeps,
  account: AuthorisedAccount,
  asked: { readonly requestId: number; readonly answer: OwnersAnswer },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const { requestId, answer } = asked;
  const { accountId, loginId } = account;
  if (!decidesOfPeople(account)) return refused({ code: 'access.not-yours' });
  const wrong = answer.kind === 'refuse' ? undefined : wrongWithGiven(account, answer, todayOf(utility, now));
  if (wrong !== undefined) return refused(wrong);
  return db.transaction(async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const [request] = await waitingRequests(tx, accountId, requestId);
    if (request === undefined) return refused({ code: 'access.not-yours' });
    const token = newToken();
    const answered = await answerRequest(tx, request, {
      by: loginId,
      now,
      ...(answer.kind === 'refuse'
        ? {}
        : {
            letIn: {
              ...answer,
              invitationHash: hashToken(token),
              expiresAt: now.add({ hours: codeLimits.invitationDays * 24 }),
            },
          }),
    });
    if (!answered) return refused({ code: 'access.not-yours' });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: answer.kind === 'refuse' ? 'access.asker-refused' : 'access.asker-let-in',
      accountId,
      detail: { request: requestId },
      address,
    });
    const to = { to: request.email, language: request.language, account: numberOf(account) };
    await tell(
      tx,
      answer.kind === 'refuse'
        ? { event: 'access.asker-refused', ...to }
        : {
            event: 'access.let-in',
            ...to,
            link: links.invitation(token),
            days: codeLimits.invitationDays,
            ...rightsTold(answer),
          },
      now,
    );
    return ok(undefined);
  });
}
