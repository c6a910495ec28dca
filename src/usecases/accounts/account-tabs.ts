import type { BillStanding } from '../../domain/receivables/index.ts';
import { type PersonOnAccount, peopleOnAccount } from '../../store/access/index.ts';
import {
  type NoticeShown,
  noticesShown,
  type PaymentShown,
  paymentsShown,
  staffNames,
} from '../../store/accounts/index.ts';
import { eventsOfAccount, type RecordedEvent } from '../../store/audit.ts';
import { type BillHeader, billsOfAccount } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { type Outreach, outreachOf } from '../../store/transition/index.ts';
import { billStandings } from '../billing/index.ts';

/** Years of monthly bills: more are found by their number. */
const maxShown = 60;

/** The tab of bills and payments. */
export interface BillsAndPayments {
  readonly bills: readonly BillHeader[];
  /** Where each of them stands, by its number. */
  readonly billStandings: ReadonlyMap<string, BillStanding>;
  readonly payments: readonly PaymentShown[];
}

export async function billsAndPayments(
  db: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<BillsAndPayments> {
  const [bills, payments] = await Promise.all([
    billsOfAccount(db, accountId, { limit: maxShown }),
    paymentsShown(db, accountId, maxShown),
  ]);
  return { bills, billStandings: await billStandings(db, { accountId, bills }, today), payments };
}

/** Names of the staff that a tab mentions, by id. */
type StaffNames = ReadonlyMap<string, string>;

/** The tab of messages: what they were told, and how staff tried to reach them. */
export interface AccountMessages {
  readonly notices: readonly NoticeShown[];
  readonly outreach: readonly Outreach[];
  readonly staff: StaffNames;
}

export async function accountMessages(db: Database, accountId: number): Promise<AccountMessages> {
  const [outreach, notices] = await Promise.all([
    outreachOf(db, accountId, maxShown),
    noticesShown(db, accountId, maxShown),
  ]);
  return {
    notices,
    outreach,
    staff: await staffNames(
      db,
      outreach.flatMap((one) => one.staffId ?? []),
    ),
  };
}

/** The tab of people: who reaches the account, and who did or saw what. */
export interface AccountPeople {
  readonly people: readonly PersonOnAccount[];
  readonly events: readonly RecordedEvent[];
  readonly staff: StaffNames;
}

export async function accountPeople(db: Database, accountId: number): Promise<AccountPeople> {
  const [events, people] = await Promise.all([
    eventsOfAccount(db, accountId, maxShown),
    peopleOnAccount(db, accountId),
  ]);
  return {
    people,
    events,
    staff: await staffNames(
      db,
      events.flatMap((one) => (one.actorKind === 'staff' && one.actorId !== undefined ? [one.actorId] : [])),
    ),
  };
}
