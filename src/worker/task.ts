import type { Utility } from '../config/utility.ts';
import type { DatabasePool } from '../store/database.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import type { ExchangePlace } from '../usecases/exchange/index.ts';
import type { WatchedReadsPlace } from '../usecases/metering/index.ts';
import type { Carrier, Mailer, NoticeContext } from '../usecases/notices/index.ts';
import type { PaymentProcessor } from '../usecases/payments/index.ts';

/** What tasks need from the rest; `main` makes it. */
export interface WorkerDeps {
  readonly db: DatabasePool;
  readonly utility: Utility;
  /** The utility's folder: rates, letters, the bill's template. */
  readonly utilityFolder: string;
  readonly clock: () => Temporal.Instant;
  readonly log: {
    info(detail: object, message: string): void;
    warn(detail: object, message: string): void;
    error(detail: object, message: string): void;
  };
  readonly publicUrl: string;
  readonly documents: DocumentMaker;
  /** Where print batches are put. */
  readonly outbox: string;
  /** Where other systems put files of reads, where there is such a folder. */
  readonly watchedReads?: WatchedReadsPlace;
  /** Where files go to and come from the utility's own billing system, where there is such a folder. */
  readonly exchange?: ExchangePlace;
  readonly mailer: Mailer;
  /** Carries texts and calls, where there is one. */
  readonly carrier?: Carrier;
  readonly notices: NoticeContext;
  readonly processor: PaymentProcessor;
  /** Tasks that lodgers of this house bring, such as the demo's payment processor. */
  readonly lodgersTasks?: Readonly<Record<string, Task>>;
}

/**
 * One kind of job: parses the payload and calls one use case. It may be killed anywhere and run again, so whatever it
 * does carries an idempotency key; a throw is tried again later.
 */
export type Task = (payload: unknown, deps: WorkerDeps, now: Temporal.Instant) => Promise<void>;
