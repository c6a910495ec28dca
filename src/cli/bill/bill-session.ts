import type { Utility } from '../../config/utility.ts';
import type { RateBook } from '../../domain/billing/index.ts';
import type { DatabasePool } from '../../store/database.ts';

/** What a command about bills works with; `main` opens it and the command closes it. */
export interface BillSession {
  readonly db: DatabasePool;
  readonly utility: Utility;
  readonly rates: RateBook;
  readonly now: Temporal.Instant;
  close(): Promise<void>;
}
