import type { Database } from '../../store/database.ts';

/** What a newcomer is told at every start. */
export interface DemoTold {
  readonly staff: readonly {
    readonly email: string;
    readonly password: string;
    readonly totpSecret: string;
    readonly role: string;
  }[];
  /** Somebody of the town who registered again; absent before the cut-over, when nobody can. */
  readonly customer?: {
    readonly email: string;
    readonly password: string;
    readonly account: string;
    readonly autopay: boolean;
    readonly ebill: boolean;
    /** Where texts of their alerts go. */
    readonly phone?: string;
  };
  /** Files that the console's uploads can be tried with; absent of a town that was built before there were any. */
  readonly files?: readonly string[];
  /** A bill run that waits for somebody to look at it. */
  readonly runToReview?: number;
  readonly samples: readonly { readonly what: DemoSample; readonly account: string; readonly zip: string }[];
}

export type DemoSample = 'in-time' | 'too-late' | 'ebill-lapsed' | 'never-online' | 'billed';

export interface DemoWorld {
  readonly beganAt: Temporal.Instant;
  readonly pretendedAt: Temporal.Instant;
  readonly accounts: number;
  readonly told?: DemoTold;
}

export async function demoWorld(db: Database): Promise<DemoWorld | undefined> {
  const [row] = await db.query<{
    began_at: Temporal.Instant;
    pretended_at: Temporal.Instant;
    accounts: number;
    told: DemoTold | null;
    filled_at: Temporal.Instant | null;
  }>('select began_at, pretended_at, accounts, told, filled_at from demo.world');
  if (row === undefined) return undefined;
  const { began_at: beganAt, pretended_at: pretendedAt, accounts, told, filled_at } = row;
  return { beganAt, pretendedAt, accounts, ...(told === null || filled_at === null ? {} : { told }) };
}

/** Whether nobody is served yet: only an empty database becomes a demo. */
export async function isEmpty(db: Database): Promise<boolean> {
  return (await db.query('select from customer limit 1')).length === 0;
}

export async function beginDemoWorld(db: Database, world: Omit<DemoWorld, 'told'>): Promise<void> {
  await db.query('insert into demo.world (began_at, pretended_at, accounts) values ($1, $2, $3)', [
    world.beganAt,
    world.pretendedAt,
    world.accounts,
  ]);
}

export async function finishDemoWorld(db: Database, told: DemoTold, now: Temporal.Instant): Promise<void> {
  await db.query('update demo.world set told = $1, filled_at = $2', [JSON.stringify(told), now]);
}

/** Empties a demo whose filling was cut off, tables and all; `migrate` builds them again. */
export async function clearDemo(db: Database): Promise<void> {
  await db.query('drop schema if exists graphile_worker, demo cascade');
  await db.query('drop schema public cascade');
  await db.query('create schema public');
}

/** Fresh statistics after a bulk load; without them the planner scans whole tables for one account. */
export async function analyze(db: Database): Promise<void> {
  await db.query('analyze');
}

/** The same of who is served and what is read, a small part of all tables. */
export async function analyzeTown(db: Database): Promise<void> {
  await db.query('analyze customer, premise, account, service_point, meter, meter_installation, register_read');
}

/**
 * The same of the books, of what statements look for. A plan is kept from when its tables were small: each batch would read them whole, of thirteen months'
 * bills the longer the more there are.
 */
export async function analyzeBooks(db: Database): Promise<void> {
  await db.query(
    `analyze bill (id, number, account_id, bill_run_id, state, period_start, period_end, due_on, ledger_entry_id),
       bill_line (bill_id), bill_read (bill_id, meter_serial), bill_entry (bill_id, entry_id),
       ledger_entry (id, kind, idempotency_key, reverses_id), posting, payment (id, account_id, state, ledger_entry_id)`,
  );
}

/** What thirteen months of bills and payments are written into. */
const booksTables = [
  ...['bill', 'bill_line', 'bill_read', 'bill_entry'],
  ...['ledger_entry', 'posting', 'payment', 'account_touched'],
] as const;

/**
 * PostgreSQL sweeps and counts a table again each time it has grown by a fifth: of a town that is being filled that was an
 * eighth of its processor time. The books are counted here meanwhile, and swept once they are whole.
 */
export async function putOffSweeping(db: Database): Promise<void> {
  await db.query(booksTables.map((table) => `alter table ${table} set (autovacuum_enabled = off)`).join(';\n'));
}

/** From here on PostgreSQL sweeps the books by itself, as any others. */
export async function sweepAgain(db: Database): Promise<void> {
  await db.query(booksTables.map((table) => `alter table ${table} reset (autovacuum_enabled)`).join(';\n'));
}

/** A few open accounts that owe something, to register with. */
export function accountsToShow(db: Database): Promise<readonly { readonly account: string; readonly zip: string }[]> {
  return db.query(
    `select a.number as account, left(p.zip, 5) as zip
     from account a
     join premise p on p.id = a.premise_id
     join exchange_balance b on b.account_id = a.id
     where a.closed_on is null and b.balance_cents > 0
     order by a.id limit 4`,
  );
}
