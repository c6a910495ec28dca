import type { Cents } from '../../kernel/index.ts';
import { plainCsv } from '../batches/plain-csv.ts';
import { plainMoney } from '../batches/plain-money.ts';

/** A row of a report, as it is filed: what is empty is none. */
export interface ShadowReportRow {
  readonly billNumber: string;
  readonly account: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly outcome: string;
  readonly theirTotal: Cents;
  readonly ourTotal?: Cents;
  readonly reason?: string;
  readonly problem?: { readonly code: string };
  readonly theirLine?: string;
  readonly theirAmount?: Cents;
  readonly ourLine?: string;
  readonly ourAmount?: Cents;
}

const columns = [
  ...['bill_number', 'account_number', 'issued_on', 'outcome', 'their_total', 'our_total', 'reason', 'their_line'],
  ...['their_amount', 'our_line', 'our_amount'],
];

/** The report as CSV begins with this, and goes on with its rows; who signs it signs the sha256 of just this text. */
export const shadowReportHead = plainCsv([columns]);

export const shadowReportRows = (rows: readonly ShadowReportRow[]): string =>
  plainCsv(
    rows.map((row) => [
      row.billNumber,
      row.account,
      `${row.issuedOn}`,
      row.outcome,
      plainMoney(row.theirTotal),
      moneyOrNone(row.ourTotal),
      row.reason ?? row.problem?.code ?? '',
      row.theirLine ?? '',
      moneyOrNone(row.theirAmount),
      row.ourLine ?? '',
      moneyOrNone(row.ourAmount),
    ]),
  );

const moneyOrNone = (amount: Cents | undefined): string => (amount === undefined ? '' : plainMoney(amount));
