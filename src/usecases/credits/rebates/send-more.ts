import { mayAppealRebate, type RebatesProblemCode, rebateStanding } from '../../../domain/credits/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import {
  findRebate,
  insertStep,
  lockProgramme,
  programmeUse,
  type RebateApplication,
} from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, todayOf, type Visit } from '../../access/index.ts';
import { longestNote, type RebateDeps } from './ask-for-rebate.ts';
import { keepPapers, lookAtPapers, type Paper } from './keep-papers.ts';
import { programmeOf } from './load-rebates.ts';
import { tellOfRebate } from './tell-of-rebate.ts';

type Refused = readonly Problem<RebatesProblemCode | 'access.not-yours'>[];

interface SentMore {
  readonly rebate: Pick<RebateApplication, 'id' | 'programme'>;
  readonly note: string;
  readonly papers: readonly Paper[];
  readonly visit: Visit;
}

/** Papers of one answer or appeal; no more come with one request than it may weigh. */
const maxPapers = 3;

/** Answers what the staff still needed, with papers, a note, or both; then it is the staff's turn again. */
export async function sendMore(
  { db }: Pick<RebateDeps, 'db'>,
  account: AuthorisedAccount,
  more: SentMore,
): Promise<Result<void, Refused>> {
  if (more.note === '' && more.papers.length === 0) return refused([{ code: 'rebates.nothing-sent', field: 'more' }]);
  return addStep(db, account, { ...more, kind: 'answered', field: 'note' }, async ({ steps }) =>
    rebateStanding(steps) === 'more-needed' ? undefined : { code: 'rebates.not-waiting' },
  );
}

/**
 * Appeals a refusal, once, with words and whatever further papers there are; somebody else of the staff answers. Not where
 * the account has asked since for all that the programme gives it.
 */
export async function appealRebate(
  { db, utility, publicUrl }: RebateDeps,
  account: AuthorisedAccount,
  appeal: SentMore,
): Promise<Result<void, Refused>> {
  if (appeal.note === '') return refused([{ code: 'rebates.appeal-why', field: 'reason' }]);
  const { accountId } = account;
  const { now } = appeal.visit;
  return addStep(
    db,
    account,
    { ...appeal, kind: 'appealed', field: 'reason' },
    async ({ steps, offer, programme: id }, tx) => {
      if (!mayAppealRebate(steps)) return { code: 'rebates.no-appeal' };
      const programme = programmeOf(utility, id);
      if (programme === undefined) return undefined;
      const { itemsBefore } = await programmeUse(tx, programme, { accountId, zone: utility.time_zone });
      const { maxItems } = programme;
      return itemsBefore + offer.items > maxItems ? { code: 'rebates.had-all', params: { max: maxItems } } : undefined;
    },
    async (rebate, tx) => {
      const ordinal = rebate.steps.length + 1;
      const today = todayOf(utility, now);
      await tellOfRebate(tx, { rebate, event: 'rebate.appealed', ordinal, values: {}, utility, publicUrl, today, now });
    },
  );
}

/** A step of the customer's: what they say, with their papers, and that they did it. */
async function addStep(
  db: Database,
  account: AuthorisedAccount,
  {
    rebate: { id, programme },
    note,
    papers,
    kind,
    field,
    visit: { now, address },
  }: SentMore & {
    readonly kind: 'answered' | 'appealed';
    /** Where the note was written. */
    readonly field: string;
  },
  /** Why it cannot be taken now. */
  isRefused: (rebate: RebateApplication, tx: Database) => Promise<Problem<RebatesProblemCode> | undefined>,
  andThen?: (rebate: RebateApplication, tx: Database) => Promise<void>,
): Promise<Result<void, Refused>> {
  const { accountId, loginId } = account;
  if (!account.rights.includes('manage')) return refused([{ code: 'access.not-yours' }]);
  if (note.length > longestNote) return refused([{ code: 'rebates.note-long', field, params: { max: longestNote } }]);
  if (papers.length > maxPapers)
    return refused([{ code: 'rebates.files-many', field: 'more', params: { max: maxPapers } }]);
  const looked = lookAtPapers(papers);
  if (!looked.ok) return looked;
  return db.transaction(async (tx) => {
    await lockProgramme(tx, programme);
    const rebate = await findRebate(tx, id);
    if (rebate?.accountId !== accountId) return refused([{ code: 'rebates.not-waiting' }]);
    const problem = await isRefused(rebate, tx);
    if (problem !== undefined) return refused([problem]);
    await keepPapers(tx, account, { applicationId: id, papers, now });
    const ordinal = rebate.steps.length + 1;
    await insertStep(tx, { applicationId: id, ordinal, kind, loginId, reason: note, now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: `rebate.${kind}`,
      accountId,
      detail: { rebate: id, papers: papers.length },
      address,
    });
    await andThen?.(rebate, tx);
    return ok(undefined);
  });
}
