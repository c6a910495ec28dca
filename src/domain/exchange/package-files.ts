import {
  type CellOf,
  type Column,
  codes,
  date,
  decimal,
  decimalFrom,
  integer,
  language,
  money,
  number,
  required,
  text,
  yesNo,
} from './column-kinds.ts';

export interface PackageFile {
  readonly columns: Readonly<Record<string, Column>>;
  /** Of two rows with the same values here the first stays. */
  readonly key: readonly string[];
  /** Takes columns `fact:NAME` for what a rate schedule asks of a place. */
  readonly facts?: true;
}

const units = codes('gal', 'kgal', 'ccf', 'cf', 'm3', 'l', 'af');
const services = codes('water', 'irrigation', 'fire', 'reclaimed', 'sewer', 'storm', 'other');
const pipes = codes('lead', 'galvanized', 'copper', 'plastic', 'other', 'unknown');
const line = text(200);
const register = text(16);

/** The files of the package, column by column, in the order in which they are read: each after those it refers to. */
export const packageFiles = {
  'customers.csv': {
    columns: {
      customer_number: required(number),
      name: required(text(200)),
      kind: codes('person', 'business'),
      language,
      mailing_line1: required(line),
      mailing_line2: line,
      mailing_line3: line,
      mailing_line4: line,
      mailing_city: required(text(100)),
      // These two are required for addresses in the US only: `readRow` asks for them.
      mailing_state: text(32),
      mailing_zip: text(16),
      mailing_country: text(64),
      phone: text(64),
      phone_2: text(64),
      email: text(254),
    },
    key: ['customer_number'],
  },
  'premises.csv': {
    columns: {
      premise_number: required(number),
      line1: required(line),
      line2: line,
      city: required(text(100)),
      state: required(text(2)),
      zip: required(text(10)),
      zone: text(64),
      latitude: decimalFrom(-90, 90),
      longitude: decimalFrom(-180, 180),
      service_line_utility: pipes,
      service_line_customer: pipes,
    },
    key: ['premise_number'],
  },
  'service-points.csv': {
    columns: {
      service_point: required(number),
      premise_number: required(number),
      service: services,
      class: required(text(64)),
      cycle: required(text(64)),
      route: text(64),
      walk_order: integer(0, 999_999_999),
    },
    key: ['service_point'],
    facts: true,
  },
  'meters.csv': {
    columns: {
      meter: required(number),
      register,
      serial: number,
      service_point: required(number),
      size: required(text(32)),
      unit: required(units),
      multiplier: decimalFrom(0, 1_000_000),
      resolution: decimalFrom(0, 1_000_000),
      dials: integer(1, 12),
      manufacturer: text(64),
      model: text(64),
      endpoint: number,
      installed_on: required(date),
      installed_read: required(decimal),
      removed_on: date,
      removed_read: decimal,
    },
    key: ['meter', 'register'],
  },
  'accounts.csv': {
    columns: {
      account_number: required(number),
      customer_number: required(number),
      premise_number: required(number),
      opened_on: required(date),
      closed_on: date,
      status: text(32),
      old_number: number,
      balance_of: number,
    },
    key: ['account_number'],
  },
  'agreements.csv': {
    columns: {
      agreement: required(number),
      account_number: required(number),
      service_point: required(number),
      rate_code: text(64),
      from: required(date),
      to: date,
      share: decimalFrom(0, 1),
      sign: codes('+', '-'),
    },
    key: ['agreement'],
  },
  'account-people.csv': {
    columns: {
      account_number: required(number),
      customer_number: required(number),
      role: required(codes('co-owner', 'tenant', 'owner', 'manager', 'contact')),
    },
    key: ['account_number', 'customer_number', 'role'],
  },
  'bills.csv': {
    columns: {
      bill_number: required(number),
      account_number: required(number),
      issued_on: required(date),
      due_on: required(date),
      period_from: date,
      period_to: date,
      kind: codes('regular', 'first', 'final', 'correction'),
      estimated: yesNo,
      previous_balance: money,
      payments: money,
      adjustments: money,
      corrections: money,
      new_charges: required(money),
      amount_due: required(money),
      amount_if_late: money,
      late_after: date,
      message: text(2000),
      pdf: text(200),
      status: codes('posted', 'cancelled'),
      replaces: number,
    },
    key: ['bill_number'],
  },
  'bill-lines.csv': {
    columns: {
      bill_number: required(number),
      line: required(text(64)),
      service: services,
      service_point: number,
      type: codes('charge', 'tax', 'fee', 'credit', 'penalty'),
      rate_code: text(64),
      from: date,
      to: date,
      print: yesNo,
      description_en: required(text(255)),
      description_es: text(255),
      quantity: decimal,
      unit: text(32),
      rate: decimal,
      amount: required(money),
    },
    key: ['bill_number', 'line'],
  },
  'bill-reads.csv': {
    columns: {
      bill_number: required(number),
      service_point: required(number),
      meter: number,
      register,
      previous_on: date,
      previous_read: decimal,
      current_on: date,
      current_read: decimal,
      usage: required(decimal),
      unit: required(units),
      multiplier: decimalFrom(0, 1_000_000),
      kind: codes('actual', 'estimated', 'initial', 'final', 'customer'),
    },
    // Reads of one register within a bill where the rate changed, or where a meter was exchanged, end on different days.
    key: ['bill_number', 'service_point', 'meter', 'register', 'current_on'],
  },
  'transactions.csv': {
    columns: {
      transaction_id: required(number),
      account_number: required(number),
      on: required(date),
      kind: required(
        codes(
          ...(['payment', 'return', 'refund', 'adjustment', 'correction', 'write_off', 'fee'] as const),
          ...(['late_fee', 'deposit', 'transfer'] as const),
        ),
      ),
      bill_number: number,
      reverses: number,
      tender: text(64),
      amount: required(money),
      description: text(255),
      reference: number,
    },
    key: ['transaction_id'],
  },
  'balances.csv': {
    columns: {
      account_number: required(number),
      as_of: required(date),
      balance: required(money),
      past_due: money,
      deposit: money,
      payoff: money,
      last_payment_on: date,
      last_payment_amount: money,
    },
    key: ['account_number'],
  },
  'register-reads.csv': {
    columns: {
      meter: required(number),
      register,
      read_on: required(date),
      read: required(decimal),
      kind: codes('actual', 'estimated', 'initial', 'final', 'customer'),
    },
    key: ['meter', 'register', 'read_on', 'kind'],
  },
  // What the CIS says about our payment batches; each file is called `ack-….csv`.
  'ack.csv': {
    columns: {
      batch: required(number),
      status: required(codes('accepted', 'refused')),
      receipt: number,
      reason: text(255),
    },
    key: ['batch', 'receipt'],
  },
} as const satisfies Readonly<Record<string, PackageFile>>;

export type PackageFileName = keyof typeof packageFiles;

export const packageFileNames = Object.keys(packageFiles) as readonly PackageFileName[];

/** Which of the package's files a file is by its name; undefined for any other, such as a bill's PDF. */
export function packageFileOf(name: string): PackageFileName | undefined {
  const plain = name.toLowerCase();
  if (plain.startsWith('ack-') && plain.endsWith('.csv')) return 'ack.csv';
  return packageFileNames.find((one) => one === plain && one !== 'ack.csv');
}

type ColumnsOf<Name extends PackageFileName> = (typeof packageFiles)[Name]['columns'];

type KeyOf<Name extends PackageFileName> = Extract<keyof RequiredOf<Name>, (typeof packageFiles)[Name]['key'][number]>;

type RequiredOf<Name extends PackageFileName> = {
  [Key in keyof ColumnsOf<Name> as ColumnsOf<Name>[Key] extends { required: true } ? Key : never]: true;
};

/**
 * A row whose cells are all right: `null` for an empty cell, no key for a column that the file has not. A delta may leave out
 * required columns too, except those of the key.
 */
export type PackageRow<Name extends PackageFileName> = {
  readonly [Key in KeyOf<Name>]: CellOf<ColumnsOf<Name>[Key]>;
} & {
  readonly [Key in Exclude<keyof ColumnsOf<Name>, KeyOf<Name>>]?:
    | CellOf<ColumnsOf<Name>[Key]>
    | (Key extends keyof RequiredOf<Name> ? never : null);
} & ((typeof packageFiles)[Name] extends { facts: true } ? { readonly facts: Facts } : unknown);

/** What rate schedules ask of a place, by the name behind `fact:`. */
type Facts = Readonly<Record<string, string>>;
