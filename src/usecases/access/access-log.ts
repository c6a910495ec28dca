import { present } from '../../domain/kernel/index.ts';
import { eventsOfAccount, eventsOfLogin } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { everybodyOf } from '../../store/delegates/index.ts';
import type { AuthorisedAccount } from './authorise-account.ts';

/** Who did something on an account, as its owner is told. */
type SeenBy = 'you' | 'helper' | 'another-login' | 'staff' | 'visitor' | 'system';

export interface AccessLogEntry {
  readonly at: Temporal.Instant;
  readonly by: SeenBy;
  /** How the owner knows the helper, by email or as they wrote it, the owner reads in the list of people too. */
  readonly who?: string;
  readonly action: string;
}

const maxEntries = 100;

/** Every access to the account, the staff's included, and what the reader did to their own login, newest first. */
export async function accessLog(db: Database, account: AuthorisedAccount): Promise<readonly AccessLogEntry[]> {
  const [ofAccount, ofLogin, everybody] = await Promise.all([
    eventsOfAccount(db, account.accountId, maxEntries),
    eventsOfLogin(db, account.loginId, maxEntries),
    everybodyOf(db, account.accountId),
  ]);
  const events = [...ofAccount, ...ofLogin]
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at) || b.id - a.id)
    .slice(0, maxEntries);
  const helpers = new Map(
    everybody.flatMap((one) => (one.role === 'delegate' ? [[one.loginId, one.email ?? one.label ?? '']] : [])),
  );
  return events.map(({ at, action, actorKind, actorId }) => {
    if (actorKind !== 'customer') return { at, action, by: actorKind === 'guest' ? 'visitor' : actorKind };
    if (actorId === account.loginId) return { at, action, by: 'you' };
    const who = actorId === undefined ? undefined : helpers.get(actorId);
    return { at, action, by: who === undefined || who === '' ? 'another-login' : 'helper', ...present({ who }) };
  });
}
