import type { Utility } from '../../../config/utility.ts';
import { budgetLeft, isOpen, type RebateProgramme } from '../../../domain/credits/index.ts';
import { type ListAsked, type ListPart, present } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import {
  findRebate,
  programmeUse,
  type RebateApplication,
  rebateDocument,
  rebatesOfAccount,
  rebatesToDecide,
} from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, todayOf } from '../../access/index.ts';

type Rules = Pick<Utility, 'rebates' | 'time_zone'>;

export const programmeOf = ({ rebates }: Rules, id: string): RebateProgramme | undefined =>
  rebates.programmes.find((one) => one.id === id);

/** A programme whose window is open, with what this account may still ask for. */
export interface OpenProgramme {
  readonly programme: RebateProgramme;
  readonly itemsLeft: number;
  /** Money for one more is left. */
  readonly hasBudget: boolean;
}

export async function openProgrammes(
  db: Database,
  { accountId }: AuthorisedAccount,
  { utility, now }: { readonly utility: Rules; readonly now: Temporal.Instant },
): Promise<readonly OpenProgramme[]> {
  const open = utility.rebates.programmes.filter((programme) => isOpen(programme, todayOf(utility, now)));
  return Promise.all(
    open.map(async (programme) => {
      const use = await programmeUse(db, programme, { accountId, zone: utility.time_zone });
      return {
        programme,
        itemsLeft: Math.max(0, programme.maxItems - use.itemsBefore),
        hasBudget: budgetLeft(programme, use) > 0,
      };
    }),
  );
}

export const rebatesOf = (db: Database, { accountId }: AuthorisedAccount): Promise<readonly RebateApplication[]> =>
  rebatesOfAccount(db, accountId);

/** One application, if it is the account's. */
export async function rebateOfAccount(
  db: Database,
  { accountId }: AuthorisedAccount,
  id: number,
): Promise<RebateApplication | undefined> {
  const found = await findRebate(db, id);
  return found?.accountId === accountId ? found : undefined;
}

export const documentOfRebate = (
  db: Database,
  { id }: RebateApplication,
  documentId: number,
): ReturnType<typeof rebateDocument> => rebateDocument(db, { applicationId: id, documentId });

/** A page of the staff's queue. */
export const rebateQueue = (
  db: Database,
  page: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<RebateApplication>> => rebatesToDecide(db, page);

/** One case, for the staff; that it was looked at is recorded, and its customer can see that. */
export async function rebateCase(
  db: Database,
  id: number,
  view: { readonly staffId: string; readonly now: Temporal.Instant; readonly address?: string },
): Promise<RebateApplication | undefined> {
  return db.transaction(async (tx) => {
    const found = await findRebate(tx, id);
    if (found === undefined) return undefined;
    await recordAudit(tx, {
      at: view.now,
      actor: { kind: 'staff', id: view.staffId },
      action: 'rebate.viewed',
      accountId: found.accountId,
      detail: { rebate: id },
      ...present({ address: view.address }),
    });
    return found;
  });
}
