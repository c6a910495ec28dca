/**
 * Tables that grow with the town or with its years. A page goes through none of them whole: what it shows of them is found by an
 * index, or is kept as it changes.
 */
export const growingTables: ReadonlySet<string> = new Set([
  ...[
    'customer',
    'premise',
    'account',
    'account_access',
    'account_note',
    'account_person',
    'agreement',
    'login',
    'login_session',
  ],
  ...[
    'service_point',
    'meter',
    'meter_installation',
    'meter_survey',
    'register_read',
    'interval_channel',
    'meter_day',
    'received_day',
  ],
  ...[
    'ledger_entry',
    'posting',
    'bill',
    'bill_entry',
    'bill_line',
    'bill_read',
    'payment',
    'payment_movement',
    'payment_method',
  ],
  ...[
    'autopay',
    'autopay_draft',
    'ebill',
    'running_forecast',
    'notice',
    'alert',
    'audit_event',
    'roster_entry',
    'outreach',
    'account_figures',
    'alert_day',
    'alert_listed',
    'alert_outreach',
    'alert_resolution',
    'alert_telling',
    'account_at_risk',
  ],
  ...['exchange_batch_row', 'exchange_confirmation', 'exchange_transaction', 'exchange_shadow_bill', 'bill_to_print'],
]);

/** A step of a plan, as `explain (format json)` says it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Steps that hand on each row as it comes, so that a limit above them ends what is below. */
const passesOn: ReadonlySet<string> = new Set([
  ...['Limit', 'Nested Loop', 'Append', 'Merge Append', 'Result', 'Subquery Scan', 'Incremental Sort', 'Memoize'],
]);

/**
 * The tables that a plan reads whole: by a sequential scan, or, where `isFilled` says that PostgreSQL knows what that costs, along a
 * whole index that no limit ends.
 */
export function wholeScans(
  node: PlanNode,
  isFilled: (table: string, index: string) => boolean,
  isLimited = false,
): readonly string[] {
  const type = node['Node Type'];
  const { 'Relation Name': table = '', 'Index Name': index = '' } = node;
  const isAlongAll = /^Index (Only )?Scan$/.test(type) && node['Index Cond'] === undefined && !isLimited;
  const isWhole = type === 'Seq Scan' || (isAlongAll && isFilled(table, index));
  const below = type === 'Limit' || (isLimited && passesOn.has(type));
  return [...(isWhole ? [table] : []), ...(node.Plans ?? []).flatMap((one) => wholeScans(one, isFilled, below))];
}

/** So many statements a page of a customer may say, and one of the console; what is read in one turn is one (src/store/together.ts). */
export const mostStatements = { customer: 4, staff: 4 } as const;

/** Pages that ask more, and how many they reached: a change may make these fewer, never more. */
export const reachedStatements: Readonly<Record<string, number>> = {
  'console account people': 5,
  'console bill': 5,
};

/** Statements of pages that go through a growing table whole, each by words of its own, and why. */
export const wholeTables: readonly { readonly words: string; readonly why: string }[] = [
  {
    words: 'where bill_id = b.id and email_refused) as email_refused',
    why: 'one bill, by its key; only where the table is small PostgreSQL would rather read it once',
  },
  {
    words: 'where r.reverses_id = p.entry_id) as reversed',
    why: 'what of an account was taken back, by an index; only where the books are small PostgreSQL would rather read them once',
  },
];

/** Statements that go through a growing table whole, each in its way, and such as do not: the rule is to tell them apart. */
export const plantedStatements: readonly { readonly text: string; readonly tables: readonly string[] }[] = [
  { text: 'select number from premise where line1 = $1', tables: ['premise'] },
  { text: 'select number from premise where $1::bigint is null or id = $1', tables: ['premise'] },
  { text: 'select count(*) from bill where $1::text is not null', tables: ['bill'] },
  { text: 'select number from account where $1::text is not null order by number', tables: ['account'] },
  { text: 'select max(amount_cents) from posting where id <> $1', tables: ['posting'] },
  { text: 'select number from premise where id = $1', tables: [] },
  { text: 'select number from account where $1::text is not null order by number limit 50', tables: [] },
  { text: 'select p.number from account a join premise p on p.id = a.premise_id where a.customer_id = $1', tables: [] },
];
