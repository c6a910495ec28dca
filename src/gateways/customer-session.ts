import type { Language } from '../domain/kernel/index.ts';

/** A customer who is signed in. */
export interface CustomerSession {
  readonly id: string;
  readonly loginId: string;
  /** Absent for people without one. */
  readonly email?: string;
  readonly language: Language;
  /** Since the person last proved who they are; the machine's own clock, also where `CAUDAL_NOW` pretends. */
  readonly secondsSinceSignIn: number;
}
