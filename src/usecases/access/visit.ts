import type { Utility } from '../../config/utility.ts';
import type { RateLimit } from '../../domain/access/index.ts';
import { isAfter, type Problem } from '../../domain/kernel/index.ts';
import { countTry } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import type { Tell } from './tell.ts';

/** When a request is worked, and the network address it came from. */
export interface Visit {
  readonly now: Temporal.Instant;
  readonly address: string;
}

/** What registration and access need besides the request. */
export interface AccessDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'name' | 'short_name' | 'time_zone' | 'cutOver'>;
  readonly tell: Tell;
  /** Where mails lead; made by the web, which owns every URL. */
  readonly links: {
    readonly verification: (token: string) => string;
    readonly passwordReset: (token: string) => string;
    readonly signIn: string;
    readonly mailedCode: string;
    /** Who asks to be let in to an account. */
    readonly people: (account: string) => string;
    readonly invitation: (token: string) => string;
    /** Where the customer of record says that an access is not theirs. */
    readonly objection: (token: string) => string;
  };
}

export const todayOf = (utility: Pick<Utility, 'time_zone'>, now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(utility.time_zone).toPlainDate();

/** Too many tries; `retryAt` says when the next is welcome. */
export interface TooManyTries extends Problem<'access.too-many-tries'> {
  readonly retryAt: Temporal.Instant;
}

/**
 * Counts a try against each limit, always all of them (so that the work does not tell which one ran out), and says when
 * to try again where any did.
 */
export async function tooManyTries(
  db: Database,
  tries: readonly (readonly [RateLimit, key: string])[],
  now: Temporal.Instant,
): Promise<TooManyTries | undefined> {
  let retryAt: Temporal.Instant | undefined;
  for (const [limited, key] of tries) {
    const until = await countTry(db, limited, { key, now });
    if (until !== undefined && (retryAt === undefined || isAfter(until, retryAt))) retryAt = until;
  }
  return retryAt && { code: 'access.too-many-tries', retryAt };
}
