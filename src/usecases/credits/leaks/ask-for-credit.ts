import type { Utility } from '../../../config/utility.ts';
import { type LeakCreditsProblemCode, mayAppealCredit, tooEarly } from '../../../domain/credits/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { insertAppeal, insertRequest, requestOfAlert } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { holdAccounts } from '../../../store/receivables/index.ts';
import type { AuthorisedAccount, Visit } from '../../access/index.ts';
import type { AccountAlert } from '../../alerts/index.ts';
import { calculateOffer } from './calculate-offer.ts';
import { tellOfCredit } from './tell-of-credit.ts';

/** What asking needs besides the request. */
export interface CreditDeps {
  readonly db: Database;
  readonly utility: Utility;
  /** Where the links of mails lead. */
  readonly publicUrl: string;
}

type Refused = Problem<LeakCreditsProblemCode | 'access.not-yours'>;

export interface AskedCredit {
  readonly alert: AccountAlert;
  readonly note: string;
  readonly language: Language;
}

const longest = 1000;

/**
 * Asks for a credit in the alert's own thread, with what the rule says about it now. Also where the rule says no: staff may
 * know better, and an answer is owed. Only for a person who manages the account, which the pair of customer and account
 * decides.
 */
export async function askForCredit(
  { db, utility, publicUrl }: CreditDeps,
  account: AuthorisedAccount,
  { asked, visit: { now, address } }: { readonly asked: AskedCredit; readonly visit: Visit },
): Promise<Result<void, Refused>> {
  const { alert, note, language } = asked;
  if (!account.rights.includes('manage') || alert.accountId !== account.accountId) {
    return refused({ code: 'access.not-yours' });
  }
  if (note.length > longest)
    return refused({ code: 'leak-credits.reason-long', field: 'note', params: { max: longest } });
  return db.transaction(async (tx) => {
    const offer = await calculateOffer(tx, alert, { utility, now });
    const early = tooEarly(offer);
    if (early !== undefined) return refused({ code: early });
    const known = await requestOfAlert(tx, alert.ids);
    const { accountId, loginId } = account;
    const id =
      known === undefined
        ? await insertRequest(tx, { alertId: alert.id, accountId, loginId, language, note, offer, now })
        : undefined;
    if (id === undefined) return refused({ code: 'leak-credits.asked-before' });
    await record(tx, account, {
      action: 'leak-credit.asked',
      detail: { request: id, offered: offer.amount },
      now,
      address,
    });
    const request = {
      id,
      accountId,
      alertId: alert.id,
      account: account.number,
      loginId,
      language,
    };
    const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const values = { offeredAmount: offer.amount, eligible: offer.refusals.length === 0 ? 'yes' : 'no' };
    await tellOfCredit(tx, { request, event: 'leak-credit.asked', values, publicUrl, today, now });
    return ok(undefined);
  });
}

/** Appeals the first answer, once; somebody else of the staff decides. */
export async function appealCredit(
  { db, utility, publicUrl }: CreditDeps,
  account: AuthorisedAccount,
  {
    appeal,
    visit: { now, address },
  }: { readonly appeal: { alert: AccountAlert; reason: string }; readonly visit: Visit },
): Promise<Result<void, Refused>> {
  const { alert, reason } = appeal;
  if (!account.rights.includes('manage') || alert.accountId !== account.accountId) {
    return refused({ code: 'access.not-yours' });
  }
  if (reason === '') return refused({ code: 'leak-credits.reason-missing', field: 'reason' });
  if (reason.length > longest)
    return refused({ code: 'leak-credits.reason-long', field: 'reason', params: { max: longest } });
  return holdAccounts(db, [account.accountId], async (tx): Promise<Result<void, Refused>> => {
    const request = await requestOfAlert(tx, alert.ids);
    if (request === undefined || !mayAppealCredit(request)) return refused({ code: 'leak-credits.no-appeal' });
    await insertAppeal(tx, { requestId: request.id, loginId: account.loginId, reason, now });
    await record(tx, account, { action: 'leak-credit.appealed', detail: { request: request.id }, now, address });
    const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    await tellOfCredit(tx, { request, event: 'leak-credit.appealed', values: {}, publicUrl, today, now });
    return ok(undefined);
  });
}

const record = (
  tx: Database,
  { accountId, loginId }: AuthorisedAccount,
  done: { action: string; detail: Record<string, number>; now: Temporal.Instant; address: string },
): Promise<void> =>
  recordAudit(tx, {
    at: done.now,
    actor: { kind: 'customer', id: loginId },
    action: done.action,
    accountId,
    detail: done.detail,
    address: done.address,
  });
