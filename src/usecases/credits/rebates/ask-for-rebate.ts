import type { Utility } from '../../../config/utility.ts';
import { type RebateProgramme, type RebatesProblemCode, rebateOffer } from '../../../domain/credits/index.ts';
import { type Cents, type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { insertRebate, lockProgramme, programmeUse } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, todayOf, type Visit } from '../../access/index.ts';
import { keepPapers, lookAtPapers, type Paper } from './keep-papers.ts';
import { tellOfRebate } from './tell-of-rebate.ts';

export type { Paper } from './keep-papers.ts';

/** What asking needs besides the request. */
export interface RebateDeps {
  readonly db: Database;
  readonly utility: Utility;
  /** Where the links of mails lead. */
  readonly publicUrl: string;
}

export interface AskedRebate {
  readonly programme: RebateProgramme;
  readonly items: number;
  /** What was paid for all of them. */
  readonly price: Cents;
  readonly boughtOn: Temporal.PlainDate;
  readonly note: string;
  readonly papers: readonly Paper[];
  readonly language: Language;
}

type Refused = readonly Problem<RebatesProblemCode | 'access.not-yours'>[];

export const longestNote = 1000;

/**
 * Asks for a rebate with what the programme offers for it now. Two requests at once for the last of a budget run one after
 * the other. Gives the application's id.
 */
export async function askForRebate(
  { db, utility, publicUrl }: RebateDeps,
  account: AuthorisedAccount,
  { asked, visit: { now, address } }: { readonly asked: AskedRebate; readonly visit: Visit },
): Promise<Result<number, Refused>> {
  const { programme, items, price, boughtOn, note, papers, language } = asked;
  if (!account.rights.includes('manage')) return refused([{ code: 'access.not-yours' }]);
  const missing = programme.documents.filter((kind) => !papers.some((paper) => paper.kind === kind));
  const looked = lookAtPapers(papers);
  const problems: Problem<RebatesProblemCode>[] = [
    ...missing.map((kind) => ({ code: 'rebates.document-missing', field: kind }) as const),
    ...(looked.ok ? [] : looked.problem),
    ...(note.length > longestNote
      ? [{ code: 'rebates.note-long', field: 'note', params: { max: longestNote } } as const]
      : []),
  ];
  const today = todayOf(utility, now);
  return db.transaction(async (tx) => {
    await lockProgramme(tx, programme.id);
    const { accountId, loginId } = account;
    const use = await programmeUse(tx, programme, { accountId, zone: utility.time_zone });
    const offer = rebateOffer(programme, { items, price, boughtOn, on: today }, use);
    if (!offer.ok) return refused([...offer.problem, ...problems]);
    if (problems.length > 0) return refused(problems);
    const rebate = { accountId, loginId, language, programme: programme.id, boughtOn, note, offer: offer.value, now };
    const id = await insertRebate(tx, rebate);
    await keepPapers(tx, account, { applicationId: id, papers, now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'rebate.asked',
      accountId,
      detail: { rebate: id, programme: programme.id, offered: offer.value.amount },
      address,
    });
    const about = {
      id,
      accountId,
      account: account.number,
      loginId,
      language,
      programme: programme.id,
    };
    await tellOfRebate(tx, {
      rebate: about,
      event: 'rebate.asked',
      values: { offeredAmount: offer.value.amount },
      ...{ utility, publicUrl, today, now },
    });
    return ok(id);
  });
}
