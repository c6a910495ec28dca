import { eventsOfAccount, eventsOfLogin } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from './authorise-account.ts';

/** Who did something on an account, as its customer is told: never another person's name or email. */
type SeenBy = 'you' | 'another-login' | 'staff' | 'visitor' | 'system';

export interface AccessLogEntry {
  readonly at: Temporal.Instant;
  readonly by: SeenBy;
  readonly action: string;
}

const maxEntries = 100;

/** Every access to the account, the staff's included, and what the reader did to their own login, newest first. */
export async function accessLog(db: Database, account: AuthorisedAccount): Promise<readonly AccessLogEntry[]> {
  const events = [
    ...(await eventsOfAccount(db, account.accountId, maxEntries)),
    ...(await eventsOfLogin(db, account.loginId, maxEntries)),
  ];
  const newestFirst = events.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at) || b.id - a.id);
  return newestFirst.slice(0, maxEntries).map(({ at, action, actorKind, actorId }) => ({
    at,
    action,
    by:
      actorKind === 'customer'
        ? actorId === account.loginId
          ? 'you'
          : 'another-login'
        : actorKind === 'guest'
          ? 'visitor'
          : actorKind,
  }));
}
