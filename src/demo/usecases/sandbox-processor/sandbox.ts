import type { Database } from '../../../store/database.ts';

/** The sandbox company: its books, its address, and the one merchant it serves. */
export interface Sandbox {
  readonly db: Database;
  /** The merchant's name on the hosted pages. */
  readonly merchant: string;
  /** Where the merchant hears about events, and the secret that signs them. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** The address of a session's hosted page. */
  readonly pageUrl: (session: string) => string;
}
