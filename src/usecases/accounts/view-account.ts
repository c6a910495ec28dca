import type { AccountNumber } from '../../domain/accounts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { BillStanding } from '../../domain/receivables/index.ts';
import type { MoveChange, TransitionPolicy } from '../../domain/transition/index.ts';
import { type PersonOnAccount, peopleOnAccount } from '../../store/access/index.ts';
import {
  type AccountOverview,
  accountOverview,
  type NoticeShown,
  noticesShown,
  type PaymentShown,
  paymentsShown,
  staffNames,
} from '../../store/accounts/index.ts';
import { eventsOfAccount, type RecordedEvent, recordAudit } from '../../store/audit.ts';
import { type BillHeader, billsOfAccount } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { type Outreach, outreachOf } from '../../store/transition/index.ts';
import type { StaffView } from '../access/index.ts';
import { billStandings } from '../billing/index.ts';
import { changesForAccount } from '../transition/index.ts';

/** What the console's account page shows (S2). */
export interface AccountView extends AccountOverview {
  readonly changes: readonly MoveChange[];
  readonly bills: readonly BillHeader[];
  /** Where each of them stands, by its number. */
  readonly billStandings: ReadonlyMap<string, BillStanding>;
  readonly payments: readonly PaymentShown[];
  readonly notices: readonly NoticeShown[];
  readonly people: readonly PersonOnAccount[];
  readonly outreach: readonly Outreach[];
  readonly events: readonly RecordedEvent[];
  /** Names of the staff that outreach and events mention, by id. */
  readonly staff: ReadonlyMap<string, string>;
}

/** The account, whole; that it was looked at is recorded in the same transaction. */
export async function viewAccount(
  db: Database,
  number: AccountNumber,
  view: StaffView & { readonly policy: TransitionPolicy; readonly today: Temporal.PlainDate },
): Promise<AccountView | undefined> {
  return db.transaction(async (tx) => {
    const overview = await accountOverview(tx, number);
    if (overview === undefined) return undefined;
    const { accountId } = overview;
    await recordStaffView(tx, accountId, { ...view, action: 'account.viewed' });
    const changes = await changesForAccount(tx, accountId, view);
    const bills = await billsOfAccount(tx, accountId, { limit: 6 });
    const standings = await billStandings(tx, { accountId, bills }, view.today);
    const payments = await paymentsShown(tx, accountId, 6);
    const notices = await noticesShown(tx, accountId, 6);
    const people = await peopleOnAccount(tx, accountId);
    const outreach = await outreachOf(tx, accountId, 10);
    const events = await eventsOfAccount(tx, accountId, 20);
    const ids = [
      ...outreach.flatMap((one) => one.staffId ?? []),
      ...events.flatMap((one) => (one.actorKind === 'staff' && one.actorId !== undefined ? [one.actorId] : [])),
    ];
    const staff = await staffNames(tx, ids);
    return {
      ...overview,
      changes,
      bills,
      billStandings: standings,
      payments,
      notices,
      people,
      outreach,
      events,
      staff,
    };
  });
}

/** The few facts that other pages of an account need; that it was looked at is recorded under `action`. */
export async function viewAccountBriefly(
  db: Database,
  number: AccountNumber,
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
