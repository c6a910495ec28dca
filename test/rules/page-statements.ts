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
    'account_at_risk',
  ],
  ...['exchange_batch_row', 'exchange_transaction', 'exchange_shadow_bill', 'bill_to_print'],
]);

/** So many statements a page of a customer may say, and one of the console; what is read in one turn is one (src/store/together.ts). */
export const mostStatements = { customer: 4, staff: 4 } as const;

/** Pages that ask more, and how many they reached: a change may make these fewer, never more. */
export const reachedStatements: Readonly<Record<string, number>> = {
  'console account bills': 5,
  'console account messages': 5,
  'console account notes': 5,
  'console account people': 5,
  'console bill': 5,
  'console leaks': 7,
  'console premise': 5,
};

/** Statements of pages that go through a growing table whole, each by words of its own, and why. */
export const wholeTables: readonly { readonly words: string; readonly why: string }[] = [
  {
    words: 'where bill_id = b.id and email_refused) as email_refused',
    why: 'one bill, by its key; only where the table is small PostgreSQL would rather read it once',
  },
];
