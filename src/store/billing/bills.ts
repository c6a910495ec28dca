import type {
  BillDocument,
  BillKind,
  BillLineExplanation,
  BillMoveNote,
  BillState,
  ReadQuality,
} from '../../domain/billing/index.ts';
import {
  type Cents,
  cents,
  centsToDollars,
  daysIn,
  exactToDecimal,
  present,
  type VolumeUnit,
} from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type LabelColumns, labelOf } from '../label.ts';

/** Whether this is the number of a bill of the account that was posted, stands and was issued since then. */
export async function isRecentBill(
  db: Database,
  bill: { readonly accountId: number; readonly number: string; readonly since: Temporal.PlainDate },
): Promise<boolean> {
  const rows = await db.query(
    `select from bill where account_id = $1 and number = $2 and state = 'posted' and issued_on >= $3`,
    [bill.accountId, bill.number, bill.since],
  );
  return rows.length === 1;
}

/** A bill without its lines: what lists, drafts of autopay and notices need. */
export interface BillHeader {
  readonly id: number;
  readonly number: string;
  readonly accountId: number;
  readonly runId?: number;
  readonly kind: BillKind;
  readonly state: BillState;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly newCharges: Cents;
  readonly amountDue: Cents;
  readonly lateFee: Cents;
  /** Whole gallons. */
  readonly usageGallons: number;
  readonly estimated: boolean;
  /** Decided when it is posted. */
  readonly delivery?: 'paper' | 'ebill';
  readonly deliveryReason?: string;
  /** The entry that made it owed; none while it is a draft. */
  readonly entryId?: number;
}

interface HeaderRow {
  readonly id: number;
  readonly number: string;
  readonly account_id: number;
  readonly bill_run_id: number | null;
  readonly kind: BillKind;
  readonly state: BillState;
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
  readonly issued_on: Temporal.PlainDate;
  readonly due_on: Temporal.PlainDate;
  readonly new_charges_cents: number;
  readonly amount_due_cents: number;
  readonly late_fee_cents: number;
  readonly usage_gallons: string;
  readonly estimated: boolean;
  readonly delivery: 'paper' | 'ebill' | null;
  readonly delivery_reason: string | null;
  readonly ledger_entry_id: number | null;
}

const headerColumns = `id, number, account_id, bill_run_id, kind, state, period_start, period_end, issued_on, due_on,
  new_charges_cents, amount_due_cents, late_fee_cents, usage_gallons, estimated, delivery, delivery_reason,
  ledger_entry_id`;

/** What the whole bill has besides. */
const documentColumns = `previous_balance_cents, payments_cents, balance_forward_cents, move_note, origin, adjustments_cents,
  corrections_cents, late_after, message`;

const toHeader = (row: HeaderRow): BillHeader => ({
  id: row.id,
  number: row.number,
  accountId: row.account_id,
  ...present({ runId: row.bill_run_id }),
  kind: row.kind,
  state: row.state,
  periodStart: row.period_start,
  periodEnd: row.period_end,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  newCharges: cents(row.new_charges_cents),
  amountDue: cents(row.amount_due_cents),
  lateFee: cents(row.late_fee_cents),
  usageGallons: Number(row.usage_gallons),
  estimated: row.estimated,
  ...present({ delivery: row.delivery, deliveryReason: row.delivery_reason, entryId: row.ledger_entry_id }),
});

export interface BillPage {
  /** Only bills whose period ended before this date: the last one of the page before. */
  readonly before?: Temporal.PlainDate;
  readonly limit: number;
}

/** The account's bills, newest first; drafts are not the customer's yet, cancelled ones are and say so. */
export async function billsOfAccount(db: Database, accountId: number, page: BillPage): Promise<readonly BillHeader[]> {
  const rows = await db.query<HeaderRow>(
    `select ${headerColumns} from bill
     where account_id = $1 and state <> 'draft' and period_end < coalesce($2::date, 'infinity')
     order by period_end desc, id desc
     limit $3`,
    [accountId, page.before ?? null, page.limit],
  );
  return rows.map(toHeader);
}

/** The newest bill that stands. */
export async function lastPostedBill(db: Database, accountId: number): Promise<BillHeader | undefined> {
  const rows = await db.query<HeaderRow>(
    `select ${headerColumns} from bill where account_id = $1 and state = 'posted' order by period_end desc, id desc limit 1`,
    [accountId],
  );
  return rows.map(toHeader)[0];
}

export async function findBill(db: Database, number: string): Promise<BillHeader | undefined> {
  const rows = await db.query<HeaderRow>(`select ${headerColumns} from bill where number = $1`, [number]);
  return rows.map(toHeader)[0];
}

export async function findBillById(db: Database, id: number): Promise<BillHeader | undefined> {
  const rows = await db.query<HeaderRow>(`select ${headerColumns} from bill where id = $1`, [id]);
  return rows.map(toHeader)[0];
}

/** The bills of a run by number, in pages after `afterNumber`: for notices, print batches and the console. */
export async function billsOfRun(
  db: Database,
  runId: number,
  page: { readonly afterNumber?: string; readonly limit: number },
): Promise<readonly BillHeader[]> {
  const rows = await db.query<HeaderRow>(
    `select ${headerColumns} from bill
     where bill_run_id = $1 and number > coalesce($2, '') order by number limit $3`,
    [runId, page.afterNumber ?? null, page.limit],
  );
  return rows.map(toHeader);
}

interface DocumentRow extends HeaderRow {
  readonly previous_balance_cents: number;
  readonly payments_cents: number;
  readonly balance_forward_cents: number;
  readonly account_number: string;
  readonly customer_name: string;
  readonly mailing: readonly (string | null)[];
  readonly served_at: readonly (string | null)[];
  readonly lines: readonly LineJson[] | null;
  readonly reads: readonly ReadJson[] | null;
  readonly history: readonly UsageJson[];
  readonly move_note: MoveNoteJson | null;
  readonly origin: 'caudal' | 'cis';
  readonly adjustments_cents: number | null;
  readonly corrections_cents: number | null;
  readonly late_after: Temporal.PlainDate | null;
  readonly message: string | null;
  /** Posted to go by email; the mail server refused that for good, and it was printed. */
  readonly email_refused: boolean;
}

interface LineJson extends LabelColumns {
  readonly part: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly unit_price: string | null;
  readonly cents: number;
  readonly explanation: BillLineExplanation | CisExplanation;
}

/** What is kept of a line of the billing system: where it was, and what it said. */
interface CisExplanation {
  readonly line: number;
  readonly cis: NonNullable<BillLineExplanation['cis']>;
}

interface ReadJson {
  readonly serial: string;
  readonly from: { on: string; count: number; quality: ReadQuality };
  readonly to: { on: string; count: number; quality: ReadQuality; hours: number | null; estimated: number | null };
  readonly used: number;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly rolled_over: boolean;
}

interface UsageJson {
  readonly end: string;
  readonly gallons: number;
  readonly days: number;
  readonly estimated: boolean;
}

/**
 * A posted or cancelled bill with its lines, reads and the thirteen periods up to it, in one round trip; a draft only for
 * those who look at a run.
 */
export async function findBillDocument(
  db: Database,
  number: string,
  { drafts = false }: { readonly drafts?: boolean } = {},
): Promise<BillDocument | undefined> {
  const rows = await db.query<DocumentRow>(
    `select b.*, a.number as account_number, c.name as customer_name,
       array[c.mailing_line1, c.mailing_line2, c.mailing_line3, c.mailing_line4,
         concat_ws(' ', concat_ws(', ', c.mailing_city, c.mailing_state), c.mailing_zip), c.mailing_country] as mailing,
       array[p.line1, p.line2, p.city || ', ' || p.state || ' ' || p.zip] as served_at,
       exists (select from bill_to_print where bill_id = b.id and email_refused) as email_refused,
       lines.lines, reads.reads, history.history
     from (select ${headerColumns}, ${documentColumns} from bill) b
     join account a on a.id = b.account_id
     join customer c on c.id = a.customer_id
     join premise p on p.id = a.premise_id
     cross join lateral (
       select json_agg(json_build_object('part', part, 'label_es', label_es, 'label_en', label_en,
         'label_others', label_others, 'quantity', coalesce(l.quantity, own.quantity)::text, 'unit', coalesce(l.unit, own.unit),
         'unit_price', coalesce(l.unit_price, own.unit_price)::text, 'cents', amount_cents,
         'explanation', coalesce(own.explanation, l.explanation)) order by l.position) as lines
       from bill_line l
       -- Another system's bill that our rates give to the cent explains itself as ours do.
       left join exchange_shadow_line own on own.bill_id = l.bill_id and own.position = l.position
       where l.bill_id = b.id
     ) lines
     cross join lateral (
       select json_agg(json_build_object('serial', meter_serial, 'used', used_count, 'unit', unit,
         'multiplier', multiplier::text, 'rolled_over', rolled_over,
         'from', json_build_object('on', from_on, 'count', from_count, 'quality', from_quality),
         'to', json_build_object('on', to_on, 'count', to_count, 'quality', to_quality, 'hours', to_hours,
           'estimated', to_estimated_hours)) order by position) as reads
       from bill_read where bill_id = b.id
     ) reads
     cross join lateral (
       select json_agg(json_build_object('end', period_end, 'gallons', greatest(usage_gallons, 0),
         'days', period_end - period_start, 'estimated', estimated) order by period_end) as history
       from (
         select period_start, period_end, usage_gallons, estimated from bill h
         where h.account_id = b.account_id and h.period_end <= b.period_end
           and (h.id = b.id or (h.state = 'posted' and h.period_end < b.period_end))
         order by period_end desc, id desc limit 13
       ) last_thirteen
     ) history
     where b.number = $1 and (b.state <> 'draft' or $2)`,
    [number, drafts],
  );
  return rows.map(toDocument)[0];
}

/** A line of the billing system is right as it was given: its rule is the file's line, its exact amount the one it has. */
function toExplanation({ explanation, cents: amount }: LineJson): BillLineExplanation {
  if ('rule' in explanation) return explanation;
  const { line, cis } = explanation;
  return {
    rule: { file: 'bill-lines.csv', line, rateClass: cis.rateCode ?? '', effectiveOn: cis.from ?? '' },
    exactAmount: exactToDecimal(centsToDollars(cents(amount))),
    cis,
  };
}

function toDocument(row: DocumentRow): BillDocument {
  const period = { start: row.period_start, end: row.period_end };
  const isDraft = row.state === 'draft';
  if (!isDraft && (row.delivery === null || row.delivery_reason === null))
    throw new Error(`bill ${row.number} has no delivery`);
  return {
    number: row.number,
    kind: row.kind,
    account: row.account_number,
    customerName: row.customer_name,
    mailing: withoutNulls(row.mailing),
    servedAt: withoutNulls(row.served_at),
    period: { ...period, days: daysIn(period) },
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    summary: {
      previousBalance: cents(row.previous_balance_cents),
      payments: cents(row.payments_cents),
      balanceForward: cents(row.balance_forward_cents),
      newCharges: cents(row.new_charges_cents),
      amountDue: cents(row.amount_due_cents),
      lateFee: cents(row.late_fee_cents),
    },
    lines: (row.lines ?? []).map((line) => ({
      part: line.part,
      label: labelOf(line),
      ...present({ quantity: line.quantity, unit: line.unit, unitPrice: line.unit_price }),
      amount: cents(line.cents),
      explanation: toExplanation(line),
    })),
    reads: (row.reads ?? []).map((read) => ({
      meterSerial: read.serial,
      from: { ...read.from, on: Temporal.PlainDate.from(read.from.on) },
      to: toBillRead(read.to),
      usedCount: read.used,
      unit: read.unit,
      multiplier: read.multiplier,
      rolledOver: read.rolled_over,
    })),
    usageGallons: row.usage_gallons,
    history: row.history.map(({ end, gallons, days, estimated }) => ({
      periodEnd: Temporal.PlainDate.from(end),
      gallons,
      days,
      estimated,
    })),
    estimated: row.estimated,
    // How a draft goes out is decided when it is posted.
    delivery: row.email_refused ? 'paper' : (row.delivery ?? 'paper'),
    deliveryReason: row.email_refused ? 'ebill-refused' : (row.delivery_reason ?? 'draft'),
    cancelled: row.state === 'cancelled',
    ...(row.origin === 'caudal' ? {} : { given: toGiven(row) }),
    ...(row.move_note === null ? {} : { moveNote: toMoveNote(row.move_note) }),
  };
}

const toGiven = (row: DocumentRow): NonNullable<BillDocument['given']> => ({
  adjustments: cents(row.adjustments_cents ?? 0),
  corrections: cents(row.corrections_cents ?? 0),
  ...present({ lateAfter: row.late_after, message: row.message }),
});

/** The PDF that came with a bill of the billing system; its bytes as they came. */
export async function pdfOfBillingSystem(db: Database, number: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await db.query<{ bytes: Uint8Array }>(
    'select p.bytes from exchange_bill_pdf p join bill b on b.id = p.bill_id where b.number = $1',
    [number],
  );
  return row === undefined ? undefined : new Uint8Array(row.bytes);
}

type MoveNoteJson = {
  readonly [Key in keyof BillMoveNote]: BillMoveNote[Key] extends string | boolean ? BillMoveNote[Key] : string;
};

const toMoveNote = ({ until, opensOn, registerBy, lastDraftOn, ...note }: MoveNoteJson): BillMoveNote => ({
  ...note,
  until: Temporal.PlainDate.from(until),
  opensOn: Temporal.PlainDate.from(opensOn),
  registerBy: Temporal.Instant.from(registerBy),
  ...(lastDraftOn === undefined ? {} : { lastDraftOn: Temporal.PlainDate.from(lastDraftOn) }),
});

const toBillRead = ({ on, count, quality, hours, estimated }: ReadJson['to']): BillDocument['reads'][number]['to'] => ({
  ...{ on: Temporal.PlainDate.from(on), count, quality },
  ...(hours === null || estimated === null ? {} : { fromHours: { hours, estimated } }),
});

const withoutNulls = (lines: readonly (string | null)[]): string[] => lines.filter((line) => line !== null);
