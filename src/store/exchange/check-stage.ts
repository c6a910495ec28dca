import { type PackageFileName, packageFileNames } from '../../domain/exchange/index.ts';
import type { Transaction } from '../database.ts';
import { addUpLines } from './add-up-lines.ts';
import { setAside, setAsideTwice } from './set-aside.ts';
import { quoted, stagedColumns, stageOf } from './stage.ts';
import { linesDiffer } from './write-bills.ts';
import { serial } from './write-master.ts';

/** Where the other end of a reference stands: in the package, or in ours already. */
interface Reference {
  readonly file: PackageFileName;
  readonly column: string;
  readonly to: PackageFileName;
  readonly toColumn: string;
  /** Ours, as a query of one column. */
  readonly ours: string;
  readonly code: string;
}

const customers = { to: 'customers.csv', toColumn: 'customer_number', ours: 'select number from customer' } as const;
const premises = { to: 'premises.csv', toColumn: 'premise_number', ours: 'select number from premise' } as const;
const places = {
  to: 'service-points.csv',
  toColumn: 'service_point',
  ours: 'select number from service_point where number is not null',
} as const;
const meters = {
  to: 'meters.csv',
  toColumn: 'meter',
  ours: 'select number from meter where number is not null',
} as const;
const accounts = { to: 'accounts.csv', toColumn: 'account_number', ours: 'select number from account' } as const;
const bills = {
  to: 'bills.csv',
  toColumn: 'bill_number',
  ours: `select number from bill where origin = 'cis'`,
} as const;

/** In the order in which they are looked at: what is set aside takes along what refers to it. */
const references: readonly Reference[] = [
  { file: 'service-points.csv', column: 'premise_number', ...premises, code: 'exchange.premise-nowhere' },
  { file: 'meters.csv', column: 'service_point', ...places, code: 'exchange.service-point-nowhere' },
  { file: 'accounts.csv', column: 'customer_number', ...customers, code: 'exchange.customer-nowhere' },
  { file: 'accounts.csv', column: 'premise_number', ...premises, code: 'exchange.premise-nowhere' },
  { file: 'accounts.csv', column: 'balance_of', ...customers, code: 'exchange.customer-nowhere' },
  { file: 'agreements.csv', column: 'account_number', ...accounts, code: 'exchange.account-nowhere' },
  { file: 'agreements.csv', column: 'service_point', ...places, code: 'exchange.service-point-nowhere' },
  { file: 'account-people.csv', column: 'account_number', ...accounts, code: 'exchange.account-nowhere' },
  { file: 'account-people.csv', column: 'customer_number', ...customers, code: 'exchange.customer-nowhere' },
  { file: 'bills.csv', column: 'account_number', ...accounts, code: 'exchange.account-nowhere' },
  { file: 'transactions.csv', column: 'account_number', ...accounts, code: 'exchange.account-nowhere' },
  { file: 'balances.csv', column: 'account_number', ...accounts, code: 'exchange.account-nowhere' },
  { file: 'register-reads.csv', column: 'meter', ...meters, code: 'exchange.meter-nowhere' },
];

const ofBills: readonly Reference[] = [
  { file: 'bill-lines.csv', column: 'bill_number', ...bills, code: 'exchange.bill-nowhere' },
  { file: 'bill-reads.csv', column: 'bill_number', ...bills, code: 'exchange.bill-nowhere' },
];

/** The columns that each file sent has: what a column that is not there says stays as it is. */
type Columns = ReadonlyMap<PackageFileName, readonly string[]>;

/** Required columns of a file that make something new, where it lacks any: only what stands can be changed by its rows. */
export type Lacking = ReadonlyMap<PackageFileName, readonly string[]>;

/**
 * Sets aside what cannot go in: of two rows with one key the second, what refers to nothing, bills that do not add up. What
 * was set aside is in `stage_aside` and no longer in its file's table.
 */
export async function checkStage(
  tx: Transaction,
  {
    columns,
    lacking,
    asOf,
    newer,
  }: {
    readonly asOf: Temporal.PlainDate;
    /** Runs that a later package went in as. */
    readonly newer: readonly number[];
    readonly columns: Columns;
    readonly lacking: Lacking;
  },
): Promise<void> {
  const sent = new Set(columns.keys());
  for (const file of packageFileNames) {
    if (sent.has(file) && file !== 'bill-lines.csv') await setAsideTwice(tx, file);
  }
  await addUpLines(tx);
  for (const [file, columns] of lacking) await setAsideNewWithout(tx, file, columns);
  for (const reference of references) if (sent.has(reference.file)) await setAsideNowhere(tx, reference);
  if (sent.has('meters.csv')) {
    await setAsideMeters(tx);
    await setAsideMeterPlaces(tx);
  }
  if (sent.has('accounts.csv')) await setAsideAccounts(tx, columns);
  if (sent.has('agreements.csv')) await setAsideAgreements(tx, columns);
  if (sent.has('balances.csv')) await setAsideBalances(tx, { asOf, newer });
  for (const reference of ofBills) if (sent.has(reference.file)) await setAsideNowhere(tx, reference);
  if (sent.has('bill-lines.csv')) await setAsideLinesAlone(tx);
  if (!sent.has('bills.csv')) return;
  const before = await countAside(tx);
  await setAsideSums(tx, sent.has('bill-lines.csv'));
  // Millions of lines are looked at again only where the bill of one was set aside.
  if ((await countAside(tx)) === before) return;
  for (const reference of ofBills) if (sent.has(reference.file)) await setAsideNowhere(tx, reference);
}

async function countAside(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>('select count(*) from stage_aside');
  return row?.count ?? 0;
}

const text = (value: string): string => `'${value}'::text`;

const dollars = (amount: string): string => `(${amount} / 100.0)::numeric(20, 2)::text`;

async function setAsideNowhere(tx: Transaction, { file, column, to, toColumn, ours, code }: Reference): Promise<void> {
  const isNowhere = `not exists (select from ${stageOf(to)} t where t.${quoted(toColumn)} = s.${quoted(column)})
         and not exists (select from (${ours}) o (value) where o.value = s.${quoted(column)})`;
  if (!stagedColumns(file).includes(column)) return;
  if (file === 'bill-lines.csv') {
    // All of them, not whether there is any: asked for one, PostgreSQL may look for each bill by itself.
    const [found] = await tx.query<{ count: number }>(`select count(*) from stage_lines_of s where ${isNowhere}`);
    if (found?.count === 0) return;
  }
  await tx.query(
    setAside(
      file,
      `select s.line, ${text(column)} as column_name, ${text(code)} as code,
         jsonb_build_object('value', s.${quoted(column)}) as params
       from ${stageOf(file)} s
       where s.${quoted(column)} is not null and ${isNowhere}`,
    ),
  );
}

/** Of what a row's key is ours already, by file. */
const known: Partial<Readonly<Record<PackageFileName, string>>> = {
  'customers.csv': 'select from customer o where o.number = s.customer_number',
  'premises.csv': 'select from premise o where o.number = s.premise_number',
  'service-points.csv': 'select from service_point o where o.number = s.service_point',
  'meters.csv': `select from meter o where o.number = s.meter and o.register = coalesce(s.register, '')`,
  'accounts.csv': 'select from account o where o.number = s.account_number',
  'agreements.csv': 'select from agreement o where o.number = s.agreement',
  'bills.csv': 'select from bill o where o.number = s.bill_number',
  'balances.csv':
    'select from exchange_balance o join account a on a.id = o.account_id where a.number = s.account_number',
  'transactions.csv': 'select from exchange_transaction o where o.transaction_id = s.transaction_id',
};

async function setAsideNewWithout(tx: Transaction, file: PackageFileName, columns: readonly string[]): Promise<void> {
  await tx.query(
    setAside(
      file,
      `select s.line, ${text(columns[0] ?? '')} as column_name, 'exchange.new-without' as code,
         jsonb_build_object('columns', ${text(columns.join(', '))}) as params
       from ${stageOf(file)} s where not exists (${known[file] ?? 'select where false'})`,
    ),
  );
}

/** A register counts whole numbers of its resolution, and a meter is where it was before it is somewhere else. */
async function setAsideMeters(tx: Transaction): Promise<void> {
  await tx.query(
    setAside(
      'meters.csv',
      `select line, case when removed_on < installed_on then 'removed_on' else 'removed_read' end as column_name,
         case when removed_on < installed_on then 'exchange.days-backwards' else 'exchange.removed-without' end as code,
         jsonb_build_object('from', installed_on, 'to', removed_on) as params
       from stage_meters
       where removed_on < installed_on or (removed_on is null) <> (removed_read is null)`,
    ),
  );
  await tx.query(
    setAside(
      'meters.csv',
      `select line, 'installed_read' as column_name, 'exchange.read-between-counts' as code,
         jsonb_build_object('read', installed_read::text, 'resolution', coalesce(resolution, 1)::text) as params
       from stage_meters
       where installed_read < 0 or removed_read < 0
         or mod(installed_read, coalesce(nullif(resolution, 0), 1)) <> 0
         or mod(removed_read, coalesce(nullif(resolution, 0), 1)) <> 0`,
    ),
  );
}

/** Whose readings would be whose: a serial number names one register, and a meter is in one place at a time. */
async function setAsideMeterPlaces(tx: Transaction): Promise<void> {
  await tx.query(
    setAside(
      'meters.csv',
      `select line, 'serial' as column_name, 'exchange.serial-twice' as code, jsonb_build_object('serial', name) as params
       from (
         select s.line, ${serial('s')} as name, row_number() over (partition by ${serial('s')} order by s.line) as nth,
           s.meter, s.register
         from stage_meters s
       ) s
       where nth > 1 or exists (
         select from meter m where m.serial = s.name and m.number is not null
           and (m.number, m.register) <> (s.meter, coalesce(s.register, '')))`,
    ),
  );
  await tx.query(
    setAside(
      'meters.csv',
      `select s.line, 'installed_on' as column_name, 'exchange.meter-elsewhere' as code,
         jsonb_build_object('meter', s.meter, 'from', s.installed_on) as params
       from stage_meters s
       join meter m on m.number = s.meter and m.register = coalesce(s.register, '')
       where exists (
         select from meter_installation i where i.meter_id = m.id and i.installed_on <> s.installed_on
           and daterange(i.installed_on, i.removed_on) && daterange(s.installed_on, s.removed_on))`,
    ),
  );
}

async function setAsideAccounts(tx: Transaction, columns: Columns): Promise<void> {
  const lastDay = afterwards(columns, 'accounts.csv', 'closed_on', 'o.closed_on');
  // The same customer's account at another premise is another account: use, meters and history go with the premise.
  await tx.query(
    setAside(
      'accounts.csv',
      `select s.line, 'premise_number' as column_name, 'exchange.account-moved' as code,
         jsonb_build_object('account', s.account_number, 'premise', coalesce(w.number, p.number)) as params
       from stage_accounts s
       join (
         select distinct on (number) number, premise_id, customer_id from account order by number, opened_on desc
       ) a on a.number = s.account_number
       join premise p on p.id = a.premise_id left join premise w on w.id = p.whole_id
       left join customer c on c.id = a.customer_id
       where s.premise_number <> coalesce(w.number, p.number) and coalesce(s.customer_number, c.number) = c.number`,
    ),
  );
  await tx.query(
    setAside(
      'accounts.csv',
      `select s.line, 'closed_on' as column_name, 'exchange.days-backwards' as code,
         jsonb_build_object('from', coalesce(s.opened_on, o.opened_on), 'to', ${lastDay}) as params
       from stage_accounts s
       left join lateral (
         select opened_on, closed_on from account where number = s.account_number order by opened_on desc limit 1
       ) o on true
       where ${lastDay} <= coalesce(s.opened_on, o.opened_on)`,
    ),
  );
}

async function setAsideAgreements(tx: Transaction, columns: Columns): Promise<void> {
  const lastDay = afterwards(columns, 'agreements.csv', 'to', 'o.to_day');
  await tx.query(
    setAside(
      'agreements.csv',
      `select s.line, 'to' as column_name, 'exchange.days-backwards' as code,
         jsonb_build_object('from', coalesce(s."from", o.from_day), 'to', ${lastDay}) as params
       from stage_agreements s left join agreement o on o.number = s.agreement
       where ${lastDay} < coalesce(s."from", o.from_day)`,
    ),
  );
}

/** A balance of a day before the one that stands would bring back what it was, and one of a day to come would stay for good. */
async function setAsideBalances(
  tx: Transaction,
  { asOf, newer }: { readonly asOf: Temporal.PlainDate; readonly newer: readonly number[] },
): Promise<void> {
  await tx.query(
    setAside(
      'balances.csv',
      `select s.line, 'as_of' as column_name,
         case when s.as_of > $1::date + 1 then 'exchange.balance-ahead' else 'exchange.balance-older' end as code,
         jsonb_build_object('account', s.account_number, 'day', s.as_of,
           'held', case when s.as_of > $1::date + 1 then $1::date else b.as_of end) as params
       from stage_balances s
       left join lateral (
         select id from account where number = s.account_number order by opened_on desc limit 1
       ) a on true
       left join exchange_balance b on b.account_id = a.id
       where s.as_of > $1::date + 1 or (s.as_of < b.as_of and b.run_id <> all($2::bigint[]))`,
    ),
    [asOf, newer],
  );
}

/** Lines of a bill go in with it: of one that is not sent they stay as they are, and other ones are set aside. */
async function setAsideLinesAlone(tx: Transaction): Promise<void> {
  await tx.query(
    setAside(
      'bill-lines.csv',
      `select l.line, 'bill_number' as column_name, 'exchange.lines-alone' as code,
         jsonb_build_object('bill', l.bill_number) as params
       from stage_bill_lines l
       where l.bill_number in (
         select t.number from bill t
         where t.number in (
           select bill_number from stage_lines_of except select bill_number from stage_bills
         ) and ${linesDiffer}
       )`,
    ),
  );
}

/** What a column of `s` will be: an empty cell empties it, and a file without the column leaves `ours` as it is. */
const afterwards = (columns: Columns, file: PackageFileName, column: string, ours: string): string =>
  columns.get(file)?.includes(column) === true ? `s.${quoted(column)}` : ours;

/**
 * A bill asks for what came forward, what came in since, and its own charges; its charges are the sum of its lines. A bill of
 * which a line is set aside does not add up either, and waits with it.
 */
async function setAsideSums(tx: Transaction, withLines: boolean): Promise<void> {
  await tx.query(
    setAside(
      'bills.csv',
      `select s.line, 'account_number' as column_name, 'exchange.bill-of-another-account' as code,
         jsonb_build_object('bill', s.bill_number, 'account', a.number) as params
       from stage_bills s join bill b on b.number = s.bill_number join account a on a.id = b.account_id
       where b.origin <> 'cis' or s.account_number <> a.number`,
    ),
  );
  await tx.query(
    setAside(
      'bills.csv',
      `select line, 'amount_due' as column_name, 'exchange.bill-adds-up-to' as code,
         jsonb_build_object('bill', bill_number, 'says', ${dollars('amount_due')}, 'sum', ${dollars('sum')}) as params
       from (
         select *, previous_balance + coalesce(payments, 0) + coalesce(adjustments, 0) + coalesce(corrections, 0)
           + new_charges as sum
         from stage_bills
       ) s where sum <> amount_due`,
    ),
  );
  if (!withLines) return;
  await tx.query(
    setAside(
      'bills.csv',
      `select s.line, 'new_charges' as column_name, 'exchange.lines-add-up-to' as code,
         jsonb_build_object('bill', s.bill_number, 'says', ${dollars('s.new_charges')}, 'sum', ${dollars('coalesce(l.sum, 0)')}) as params
       from stage_bills s
       left join stage_lines_of l on l.bill_number = s.bill_number
       where coalesce(l.sum, 0) <> s.new_charges
         and (l.sum is not null or not exists (select from bill b where b.number = s.bill_number))`,
    ),
  );
}
