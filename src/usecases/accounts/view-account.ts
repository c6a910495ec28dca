import { present } from '../../domain/kernel/index.ts';
import type { MoveChange, TransitionPolicy } from '../../domain/transition/index.ts';
import { type AccountFlags, type AccountOverview, accountFlags, accountOverview } from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { StaffView } from '../access/index.ts';
import { changesForAccount } from '../transition/index.ts';

/** What stands above every tab of an account's page (S2). */
export interface AccountView extends AccountOverview {
  readonly changes: readonly MoveChange[];
  readonly flags: AccountFlags;
}

/** Who and where, what is owed and what is out of the ordinary; that it was looked at is recorded in the same transaction. */
export async function viewAccount(
  db: Database,
  number: string,
  view: StaffView & { readonly policy: TransitionPolicy },
): Promise<AccountView | undefined> {
  return db.transaction(async (tx) => {
    const overview = await accountOverview(tx, number);
    if (overview === undefined) return undefined;
    const { accountId } = overview;
    await recordStaffView(tx, accountId, { ...view, action: 'account.viewed' });
    return {
      ...overview,
      changes: await changesForAccount(tx, accountId, view),
      flags: await accountFlags(tx, accountId),
    };
  });
}

/** The few facts that other pages of an account need; that it was looked at is recorded under `action`. */
export async function viewAccountBriefly(
  db: Database,
  number: string,
  view: StaffView & { readonly action: string; readonly detail?: Readonly<Record<string, string>> },
): Promise<AccountOverview | undefined> {
  return db.transaction(async (tx) => {
    const overview = await accountOverview(tx, number);
    if (overview !== undefined) await recordStaffView(tx, overview.accountId, view);
    return overview;
  });
}

const recordStaffView = (
  tx: Database,
  accountId: number,
  view: StaffView & { readonly action: string; readonly detail?: Readonly<Record<string, string>> },
): Promise<void> =>
  recordAudit(tx, {
    at: view.now,
    actor: { kind: 'staff', id: view.staffId },
    action: view.action,
    accountId,
    ...present({ detail: view.detail, address: view.address }),
  });
