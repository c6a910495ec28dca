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

/**
 * Who and where, what is owed and what is out of the ordinary, with what `beside` reads of it meanwhile; nobody sees it before it is
 * recorded that they looked.
 */
export async function viewAccount<Beside>(
  db: Database,
  number: string,
  view: StaffView & { readonly policy: TransitionPolicy },
  beside: (accountId: number) => Promise<Beside>,
): Promise<{ readonly view: AccountView; readonly beside: Beside } | undefined> {
  const found = await accountOverview(db, number, (accountId) =>
    Promise.all([
      changesForAccount(db, accountId, view),
      accountFlags(db, accountId),
      beside(accountId),
      recordStaffView(db, accountId, { ...view, action: 'account.viewed' }),
    ]),
  );
  if (found === undefined) return undefined;
  const [changes, flags, read] = found.beside;
  return { view: { ...found.overview, changes, flags }, beside: read };
}

/** The few facts that other pages of an account need; before anybody sees them it is recorded under `action` that they looked. */
export async function viewAccountBriefly(
  db: Database,
  number: string,
  view: StaffView & { readonly action: string; readonly detail?: Readonly<Record<string, string>> },
): Promise<AccountOverview | undefined> {
  return (await accountOverview(db, number, (accountId) => recordStaffView(db, accountId, view)))?.overview;
}

const recordStaffView = (
  db: Database,
  accountId: number,
  view: StaffView & { readonly action: string; readonly detail?: Readonly<Record<string, string>> },
): Promise<void> =>
  recordAudit(db, {
    at: view.now,
    actor: { kind: 'staff', id: view.staffId },
    action: view.action,
    accountId,
    ...present({ detail: view.detail, address: view.address }),
  });
