import type { Language } from '../domain/kernel/index.ts';
import type { ReachableAccount } from '../store/access/index.ts';

/** A customer who is signed in. */
export interface CustomerSession {
  readonly id: string;
  readonly loginId: string;
  /** Absent for people without one. */
  readonly email?: string;
  readonly language: Language;
  /** Since the person last proved who they are; the machine's own clock, also where `CAUDAL_NOW` pretends. */
  readonly secondsSinceSignIn: number;
  /** The account that was asked for beside the session, and what this login reaches of it; absent where nothing was found out. */
  readonly reached?: { readonly number: string; readonly account?: ReachableAccount };
}
