import type { Utility } from '../config/utility.ts';
import type { BilledBy } from '../domain/exchange/index.ts';
import type { Language, Problem } from '../domain/kernel/index.ts';
import type { DatabasePool } from '../store/database.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import type { Finding } from '../usecases/health/index.ts';
import type { PaymentProcessor } from '../usecases/payments/index.ts';
import type { Backups } from './backup/backups.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Say } from './say.ts';
import type { Speech } from './speech.ts';
import type { Terminal } from './terminal.ts';

export interface UpOptions {
  readonly port?: string;
  readonly host?: string;
  /** How many simulated accounts a new demo gets. */
  readonly accounts: number;
}

/** What a command works with once the database is open. */
export interface CliContext {
  readonly db: DatabasePool;
  readonly utility: Utility;
  readonly utilityFolder: string;
  /** Where print batches are put. */
  readonly outbox: string;
  /** Where people reach the portal, for links in what is told; the official address unless said. */
  readonly publicUrl?: string;
  /** The words a customer would read, in the language asked for. */
  speech(language: Language): Speech;
  /** What sets documents; its threads live until it is closed. */
  openDocuments(): { readonly maker: DocumentMaker; close(): Promise<void> };
  readonly processor: PaymentProcessor;
  readonly clock: () => Temporal.Instant;
}

/** What commands need from the rest; `main` makes it. */
export interface CliDeps {
  readonly terminal: Terminal;
  readonly say: Say;
  /** Where the mappings are that come with Caudal, for files of billing systems. */
  readonly mappingsFolder: string;
  /** Opens the database (embedded or `DATABASE_URL`), migrated, for `work`, and closes it after. */
  withDatabase<Value>(work: (context: CliContext) => Promise<Value>): Promise<Value>;
  /** What is wrong with environment and utility, and what could be better; both empty when all is well. */
  checkConfiguration(): Promise<{ readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }>;
  /** The same of a folder that may become the utility, with the files of its rates. */
  checkUtility(folder: string): Promise<{ readonly problems: readonly Problem[]; readonly rates: readonly string[] }>;
  /** The folder of the reference utility. */
  readonly referenceFolder: string;
  now(): Temporal.Instant;
  /** From here on the utility is that of this folder. */
  useUtility(folder: string): void;
  /** Who makes the bills, as utility.yaml says. */
  billedBy(): Promise<BilledBy>;
  /** Names of the migrations that ran. */
  migrate(): Promise<readonly string[]>;
  /** Backups of this installation's database and of what lies beside it. */
  readonly backups: Backups;
  /** Looks at everything that an installation needs; changes nothing. */
  examine(): Promise<readonly Finding[]>;
  up(options: UpOptions): Promise<ExitCode>;
  web(): Promise<ExitCode>;
  worker(): Promise<ExitCode>;
}
