import { type Language, ok, type Problem, type Result, refused } from '../kernel/index.ts';

/** The columns Caudal reads from a legacy roster, in the order the reference documents them. */
export const rosterColumns = [
  'customer_number',
  'account_number',
  'email',
  'language',
  'autopay',
  'next_draft_on',
  'next_draft_amount',
  'ebill',
  'last_login',
] as const;
export type RosterColumn = (typeof rosterColumns)[number];

/** Other names seen on exports; compared after accents, case and punctuation are gone. `account` may hold the pair. */
const aliases: Readonly<Record<RosterColumn, readonly string[]>> = {
  customer_number: ['customer', 'customer_no', 'customer_id', 'cust_no', 'cust_number', 'numero_de_cliente', 'cliente'],
  account_number: [
    'account',
    'account_no',
    'account_id',
    'acct',
    'acct_no',
    'acct_number',
    'numero_de_cuenta',
    'cuenta',
  ],
  email: ['e_mail', 'mail', 'email_address', 'e_mail_address', 'correo', 'correo_electronico'],
  language: ['lang', 'preferred_language', 'idioma'],
  autopay: ['auto_pay', 'autopay_enrolled', 'auto_pay_enrolled', 'has_autopay', 'pago_automatico'],
  next_draft_on: ['next_draft', 'next_draft_date', 'draft_date', 'next_autopay_date', 'scheduled_draft_date'],
  next_draft_amount: ['draft_amount', 'next_autopay_amount', 'scheduled_draft_amount', 'next_draft_amt'],
  ebill: ['e_bill', 'paperless', 'ebill_enrolled', 'e_bill_enrolled', 'has_ebill', 'factura_electronica'],
  last_login: ['last_login_on', 'last_login_date', 'last_sign_in', 'ultimo_acceso'],
};

/**
 * Names of columns that carry passwords, bank or card data. Their values are dropped before anything looks at them:
 * the move imports no password and no payment method.
 */
const secretName =
  /(^|_)(pass(word|wd|code|phrase)?|pwd|contrasena|clave|pin|secret|security_(question|answer)|card|cc|credit|tarjeta|cvv|cvc|exp(iry|iration)?(_date)?|routing|aba|bank|banco|iban|ach|checking|savings|ssn|token)(_|$)/;

const columnByName = new Map<string, RosterColumn>(
  rosterColumns.flatMap((column) => [column, ...aliases[column]].map((name) => [name, column] as const)),
);

/** Where each column of the file goes; positions count from 0. */
export interface RosterHeader {
  /** One for each column of the file: what it is read as, or why it is left alone. */
  readonly columns: readonly (RosterColumn | 'ignored' | 'secret')[];
  /** Names as the file writes them. */
  readonly names: readonly string[];
  /** Those that a line may name. */
  readonly languages?: readonly Language[];
  /** The day of the move, near which a next draft must be. */
  readonly cutOver?: Temporal.PlainDate;
}

export type RosterHeaderProblem = Problem<'transition.columns-missing' | 'transition.column-twice'>;

const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** Finds the roster's columns by their names, in any order. `customer_number` is not needed where `account` holds the pair. */
export function readRosterHeader(names: readonly string[], file: string): Result<RosterHeader, RosterHeaderProblem> {
  const columns = names.map((name) => {
    const plain = plainName(name);
    return columnByName.get(plain) ?? (secretName.test(plain) ? 'secret' : 'ignored');
  });
  const place = { file, line: 1 };
  for (const column of rosterColumns) {
    const first = columns.indexOf(column);
    const again = columns.indexOf(column, first + 1);
    if (again > first) {
      const params = { column, first: names[first] ?? '', second: names[again] ?? '' };
      return refused({
        code: 'transition.column-twice',
        field: column,
        params,
        place: { ...place, column: again + 1 },
      });
    }
  }
  const missing = (['account_number', 'autopay', 'ebill'] as const).filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const params = { missing: missing.join(', '), found: names.join(', ') };
    return refused({ code: 'transition.columns-missing', params, place });
  }
  return ok({ columns, names });
}
