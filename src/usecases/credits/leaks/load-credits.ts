import { type ListAsked, type ListPart, present } from '../../../domain/kernel/index.ts';
import {
  alertOfAccount,
  fileBytes,
  filesOf,
  type KeptFile,
  type KeptResolution,
  resolutionsOf,
  type SearchAnswer,
  type StoredAlert,
  searchAnswersOf,
} from '../../../store/alerts/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type CreditRequest, findRequest, requestOfAlert, requestsToDecide } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import type { AccountAlert } from '../../alerts/index.ts';

/** The request in an alert's thread, if there is one. */
export const creditOfAlert = (db: Database, alert: AccountAlert): Promise<CreditRequest | undefined> =>
  requestOfAlert(db, alert.ids);

/** A page of the staff's queue. */
export const creditQueue = (
  db: Database,
  page: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<CreditRequest>> => requestsToDecide(db, page);

/** A request with the evidence it is decided on. */
export interface CreditCase {
  readonly request: CreditRequest;
  readonly alert: StoredAlert;
  readonly resolutions: readonly KeptResolution[];
  readonly answers: readonly SearchAnswer[];
  readonly files: readonly KeptFile[];
}

/** One case, for the staff; that it was looked at is recorded, and its customer can see that. */
export async function creditCase(
  db: Database,
  id: number,
  view: { readonly staffId: string; readonly now: Temporal.Instant; readonly address?: string },
): Promise<CreditCase | undefined> {
  return db.transaction(async (tx) => {
    const request = await findRequest(tx, id);
    const alert = request && (await alertOfAccount(tx, request.accountId, request.alertId));
    if (request === undefined || alert === undefined) return undefined;
    await recordAudit(tx, {
      at: view.now,
      actor: { kind: 'staff', id: view.staffId },
      action: 'leak-credit.viewed',
      accountId: request.accountId,
      detail: { request: id },
      ...present({ address: view.address }),
    });
    return {
      request,
      alert,
      resolutions: await resolutionsOf(tx, alert.ids),
      answers: await searchAnswersOf(tx, alert.ids),
      files: await filesOf(tx, alert.ids),
    };
  });
}

/** A receipt of a case, for the staff who decide it. */
export async function caseFile(db: Database, id: number, fileId: number): ReturnType<typeof fileBytes> {
  const request = await findRequest(db, id);
  const alert = request && (await alertOfAccount(db, request.accountId, request.alertId));
  return alert && fileBytes(db, alert.ids, fileId);
}
