import { type Cents, ok, type Result } from '../../kernel/index.ts';
import { checkForm, type OutwardPayment, type OutwardProblem, type OutwardText } from './outward-payment.ts';

const columns = [
  ...['TABLE', 'EXT_SOURCE_ID', 'EXT_TRANSMIT_ID', 'EXT_BATCH_ID', 'EXT_REFERENCE_ID', 'TENDER_AMT', 'TENDER_CNT'],
  ...['ACCOUNTING_DT', 'TENDER_TYPE_CD', 'CUST_ID'],
];

/** Characters of TENDER_TYPE_CD. */
export const ccbTenderWidth = 4;

const tenders = { bank: 'ACH', card: 'CARD', cash: 'CASH', check: 'CHEC' } as const;

/**
 * Rows of the staging tables of CC&B's payment upload: one of the deposit and one of its tender control, with the count and total
 * that must agree with the tenders, then a tender a payment, under its receipt.
 */
export function ccbStaging(
  payments: readonly OutwardPayment[],
  { source, transmission, batch }: { readonly source: string; readonly transmission: string; readonly batch: string },
): Result<OutwardText, readonly OutwardProblem[]> {
  const total = checkForm(payments, { account: 15, receipt: 30, amount: 15, total: 15, tender: ccbTenderWidth });
  if (!total.ok) return total;
  const control = [dollars(total.value), String(payments.length)];
  const rows = [
    columns,
    ['CI_DEP_CTL_ST', source, transmission, '', '', ...control, '', '', ''],
    ['CI_TNDR_CTL_ST', source, transmission, batch, '', ...control, '', '', ''],
    ...payments.map(({ receipt, account, amount, paidOn, tender, tenderCode }) => [
      ...['CI_PAY_TNDR_ST', source, transmission, batch, receipt, dollars(amount), ''],
      ...[String(paidOn), tenderCode ?? tenders[tender], account],
    ]),
  ];
  const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
  return ok({ text, rows: payments.length, total: total.value });
}

const dollars = (amount: Cents): string => {
  const all = String(amount).padStart(3, '0');
  return `${all.slice(0, -2)}.${all.slice(-2)}`;
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
