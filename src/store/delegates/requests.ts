import type { LetIn } from '../../domain/delegates/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** Somebody with the right numbers who asks the owner to be let in. */
export interface AccessRequest {
  readonly id: number;
  readonly accountId: number;
  readonly email: string;
  readonly language: Language;
  readonly requestedAt: Temporal.Instant;
}

/** Who waits for the owner's answer, the longest wait first; with `id`, that one. */
export async function waitingRequests(db: Database, accountId: number, id?: number): Promise<readonly AccessRequest[]> {
  const rows = await db.query<{
    id: number;
    account_id: number;
    email: string;
    language: Language;
    requested_at: Temporal.Instant;
  }>(
    `select id, account_id, email, language, requested_at from access_request
     where account_id = $1 and answer is null and ($2::bigint is null or id = $2) order by requested_at, id`,
    [accountId, id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    email: row.email,
    language: row.language,
    requestedAt: row.requested_at,
  }));
}

interface Answered {
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** Keeps the answer; false where it was answered before. */
export async function answerRequest(
  tx: Database,
  request: { readonly id: number; readonly accountId: number },
  answer: Answered & {
    readonly letIn?: LetIn & { readonly invitationHash: string; readonly expiresAt: Temporal.Instant };
  },
): Promise<boolean> {
  const { letIn } = answer;
  const rows = await tx.query(
    `update access_request set answer = $3, answered_at = $4, answered_by = $5, rights = $6, ends_on = $7,
       invitation_hash = $8, invitation_expires_at = $9
     where id = $1 and account_id = $2 and answer is null returning id`,
    [
      request.id,
      request.accountId,
      letIn === undefined ? 'refused' : 'let-in',
      answer.now,
      answer.by,
      letIn?.rights ?? null,
      letIn?.endsOn ?? null,
      letIn?.invitationHash ?? null,
      letIn?.expiresAt ?? null,
    ],
  );
  return rows.length === 1;
}
