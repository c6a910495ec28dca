import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type RebatesProblemCode, rebateStanding } from '../../domain/rebates/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { findRebate, insertStep, lockProgramme, type RebateApplication } from '../../store/rebates.ts';
import type { AuthorisedAccount, Visit } from '../access/index.ts';
import { longestNote } from './ask-for-rebate.ts';
import { keepPapers, lookAtPapers, type Paper } from './keep-papers.ts';

/** Answers what the staff still needed, with a paper, a note, or both; then it is the staff's turn again. */
export async function sendMore(
  db: Database,
  account: AuthorisedAccount,
  {
    rebate: { id, programme },
    note,
    papers,
    visit: { now, address },
  }: {
    readonly rebate: RebateApplication;
    readonly note: string;
    readonly papers: readonly Paper[];
    readonly visit: Visit;
  },
): Promise<Result<void, readonly Problem<RebatesProblemCode | 'access.not-yours'>[]>> {
  if (!account.rights.includes('manage')) return refused([{ code: 'access.not-yours' }]);
  if (note === '' && papers.length === 0) return refused([{ code: 'rebates.nothing-sent', field: 'more' }]);
  if (note.length > longestNote)
    return refused([{ code: 'rebates.note-long', field: 'note', params: { most: longestNote } }]);
  const looked = lookAtPapers(papers);
  if (!looked.ok) return looked;
  return db.transaction(async (tx) => {
    await lockProgramme(tx, programme);
    const rebate = await findRebate(tx, id);
    if (rebate?.accountId !== account.accountId || rebateStanding(rebate.steps) !== 'more-needed') {
      return refused([{ code: 'rebates.not-waiting' }]);
    }
    await keepPapers(tx, account, { applicationId: id, papers, now });
    const { accountId, loginId } = account;
    const ordinal = rebate.steps.length + 1;
    await insertStep(tx, { applicationId: id, ordinal, kind: 'answered', loginId, reason: note, now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'rebate.answered',
      accountId,
      detail: { rebate: id, papers: papers.length },
      address,
    });
    return ok(undefined);
  });
}
