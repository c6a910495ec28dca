import type { Utility } from '../../config/utility.ts';
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
  readonly utility: Pick<
    Utility,
    'name' | 'short_name' | 'time_zone' | 'cutOver' | 'closed_accounts' | 'account_number'
  >;
  readonly tell: Tell;
  /** Where mails lead; made by the web, which owns every URL. */
  readonly links: {
    readonly verification: (token: string) => string;
    readonly passwordReset: (token: string) => string;
    /** Proves a new email of a login. */
    readonly newEmail: (token: string) => string;
    /** Where the old email says that a change was not its owner's. */
    readonly emailObjection: (token: string) => string;
    /** Where a new member of staff sets a password. */
    readonly staffInvitation: (token: string) => string;
    readonly signIn: string;
    readonly mailedCode: string;
    /** Where somebody without a login types the code from the letter. */
    readonly letter: string;
    /** Where somebody without an email types it to choose a new password. */
    readonly passwordLetter: string;
    /** Who asks to be let in to an account. */
    readonly people: (account: string) => string;
    readonly invitation: (token: string) => string;
    /** Where the customer of record says that an access is not theirs. */
    readonly objection: (token: string) => string;
  };
}

export const todayOf = (utility: Pick<Utility, 'time_zone'>, now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
