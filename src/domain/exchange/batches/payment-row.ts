import type { Cents } from '../../kernel/index.ts';
import { plainCsv } from './plain-csv.ts';
import { plainMoney } from './plain-money.ts';

export type MoneyKind = 'payment' | 'return' | 'refund' | 'dispute' | 'reinstated';

/** Money that moved, as a payments batch tells it: a payment is positive, what went back of it is negative. */
export interface MoneyMoved {
  readonly receipt: string;
  readonly account: string;
  readonly kind: MoneyKind;
  readonly amount: Cents;
  /** On top of the amount, and none of the account's. */
  readonly fee: Cents;
  readonly paidOn: Temporal.PlainDate;
  readonly takenAt: Temporal.Instant;
  readonly settledAt?: Temporal.Instant;
  readonly channel: string;
  readonly method?: string;
  /** The bill that was drafted for, where one was. */
  readonly bill?: string;
  readonly processorReference?: string;
  /** The receipt of what it takes back or brings back. */
  readonly reverses?: string;
}

/** How the billing system calls what was paid with: `card`, `bank`, `cash`, `check`. */
export type TenderCodes = Readonly<Record<string, string>>;

const columns = [
  ...['receipt', 'account_number', 'kind', 'amount', 'fee', 'paid_on', 'taken_at', 'channel', 'method', 'tender_code'],
  ...['check_number', 'bill_number', 'processor_reference', 'settled_on', 'reverses'],
];

/** A payments batch as CSV. Moments are the utility's own time with its distance from UTC. */
export function paymentsCsv(
  rows: readonly MoneyMoved[],
  { timeZone, tenderCodes }: { readonly timeZone: string; readonly tenderCodes: TenderCodes },
): string {
  const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone);
  const lines = rows.map((row) => [
    row.receipt,
    row.account,
    row.kind,
    plainMoney(row.amount),
    plainMoney(row.fee),
    `${row.paidOn}`,
    local(row.takenAt).toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    row.channel,
    row.method ?? '',
    row.method === undefined ? '' : (tenderCodes[row.method] ?? ''),
    '',
    row.bill ?? '',
    row.processorReference ?? '',
    row.settledAt === undefined ? '' : `${local(row.settledAt).toPlainDate()}`,
    row.reverses ?? '',
  ]);
  return plainCsv([columns, ...lines]);
}
