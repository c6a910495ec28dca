import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';

interface Mail {
  /** The email it goes to; on paper where the person has none. */
  readonly to?: string | undefined;
  readonly language: Language;
}

/** What somebody let in may do, and through which day. */
interface RightsTold {
  readonly mayPay: boolean;
  readonly mayAlerts: boolean;
  readonly mayAutopay: boolean;
  readonly endsOn?: Temporal.PlainDate;
}

interface WithLink {
  readonly link: string;
  /** In which it works. */
  readonly days: number;
}

/** What registration, access and e-bill tell people. Secrets in them are sent once and never shown in the portal. */
export type AccessNotice =
  | (Mail & { readonly event: 'access.verify-email'; readonly code: string; readonly link: string })
  | (Mail & { readonly event: 'access.email-known'; readonly link: string })
  | (Mail & { readonly event: 'access.account-added'; readonly accountId: number; readonly loginId: string })
  | (Mail & {
      readonly event: 'access.asked-for';
      readonly accountId: number;
      readonly loginId: string;
      readonly asker: string;
      readonly link: string;
    })
  /** To a person who asked for access and has none yet: stored without an account. */
  | (Mail & {
      readonly event: 'access.asker-refused' | 'access.invitation-withdrawn';
      readonly account: string;
    })
  | (Mail & { readonly event: 'access.delegate-ended'; readonly account: string; readonly autopay: boolean })
  | (Mail & RightsTold & WithLink & { readonly event: 'access.let-in'; readonly account: string })
  /** Invited by the owner, whose email is `who`. */
  | (Mail &
      RightsTold &
      WithLink & { readonly event: 'access.invited'; readonly account: string; readonly who: string })
  | (Mail &
      RightsTold & {
        readonly event: 'access.delegate-changed';
        readonly account: string;
        /** The helper's email. */
        readonly who: string;
        readonly reader: 'helper' | 'owner';
        /** Autopay that the helper had set ended with the right to it. */
        readonly autopay: boolean;
        readonly accountId?: number;
        readonly loginId?: string;
      })
  | (Mail & {
      readonly event: 'access.delegate-left';
      readonly accountId: number;
      readonly loginId: string;
      readonly who: string;
      readonly autopay: boolean;
    })
  | (Mail & {
      readonly event: 'access.delegate-began';
      readonly accountId: number;
      readonly loginId: string;
      readonly who: string;
    })
  | (Mail & { readonly event: 'access.ended'; readonly accountId: number; readonly loginId: string })
  | (Mail & { readonly event: 'access.password-reset'; readonly loginId: string; readonly link: string })
  | (Mail & { readonly event: 'access.password-changed'; readonly loginId: string })
  | (Mail & { readonly event: 'access.passkey-added' | 'access.passkey-removed'; readonly loginId: string })
  /** To the new email, which is to be proven. */
  | (Mail & { readonly event: 'access.new-email'; readonly code: string; readonly link: string })
  /** To the old one: that a change was asked for, and that it was made. */
  | (Mail & {
      readonly event: 'access.email-changing' | 'access.email-changed';
      readonly loginId: string;
      /** The new one, mostly hidden. */
      readonly email: string;
      readonly link: string;
    })
  | (Mail & { readonly event: 'access.email-kept'; readonly loginId: string })
  | (Mail & {
      readonly event: 'access.second-factor';
      readonly loginId: string;
      readonly what: 'added' | 'removed' | 'codes_made' | 'code_used';
      /** Recovery codes that still work, where one was used. */
      readonly left?: number;
    })
  | (Mail & {
      readonly event: 'access.phone-added' | 'access.phone-removed';
      readonly loginId: string;
      /** The number's last digits: enough to know it by. */
      readonly last4: string;
    })
  | (Mail & {
      readonly event: 'access.method-added' | 'access.method-removed';
      readonly loginId: string;
      readonly method: { readonly brand: string; readonly last4: string };
    })
  | (Mail & {
      readonly event: 'access.sessions-ended';
      readonly accountId: number;
      readonly loginId: string;
      readonly why: 'customer_asked' | 'lost_device' | 'unusual';
    })
  /** To members of staff. */
  | (Mail & { readonly event: 'staff.password-changed' })
  | (Mail & { readonly event: 'staff.invited'; readonly link: string; readonly days: number })
  | (Mail & {
      readonly event: 'staff.second-factor-changed';
      readonly what: 'enrolled' | 'recovery_code' | 'passkey_added' | 'passkey_removed';
    })
  | (Mail & {
      readonly event: 'ebill.verify-email';
      readonly accountId: number;
      readonly loginId: string;
      readonly link: string;
    })
  | (Mail & { readonly event: 'ebill.on' | 'ebill.off'; readonly accountId: number; readonly loginId: string })
  | {
      readonly event: 'phone.code';
      readonly telephone: string;
      readonly ways: readonly ('sms' | 'voice')[];
      readonly language: Language;
      readonly loginId: string;
      readonly code: string;
      readonly minutes: number;
    }
  /** To the customer of record, by email and letter. */
  | {
      readonly event: 'access.new-person';
      readonly accountId: number;
      readonly account: string;
      readonly how: 'registered' | 'mailed_code' | 'helper';
      readonly to?: string;
      readonly language: Language;
      readonly ways: readonly ('email' | 'letter')[];
      /** That closes the access at once; in the mail only. */
      readonly link?: string;
    }
  /** To the customer of record, of what became of their objection. */
  | {
      readonly event: 'access.objection';
      readonly accountId: number;
      readonly account: string;
      readonly step: 'closed' | 'restored' | 'removed';
      readonly to?: string;
      readonly language: Language;
      readonly ways: readonly ('email' | 'letter')[];
    }
  /** To the person whose access somebody objected to; stored without an account, which they may not reach. */
  | (Mail & {
      readonly event: 'access.objected-to';
      readonly account: string;
      readonly step: 'closed' | 'restored' | 'removed';
    })
  | { readonly event: 'access.mailed-code'; readonly accountId: number; readonly code: string; readonly link: string };

/** Queues a notice in the transaction that causes it. The code mailed on paper goes to the account's billing address. */
export type Tell = (tx: Database, notice: AccessNotice, now: Temporal.Instant) => Promise<void>;
