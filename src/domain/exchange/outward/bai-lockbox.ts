import { ok, type Result } from '../../kernel/index.ts';
import { checkForm, digits, type OutwardPayment, type OutwardProblem, type OutwardText } from './outward-payment.ts';

export interface BaiLockbox {
  /** The number of the batch; its last three digits stand in the records. */
  readonly batch: number;
  /** The lockbox, at most 7 digits; who it is for and who writes it, at most 10. */
  readonly lockbox: string;
  readonly destination: string;
  readonly origin: string;
  readonly madeOn: Temporal.PlainDate;
}

/** Items are numbered from 1 to 999: one batch in the file for each so many. */
const maxItems = 999;
const maxBatches = 999;

/**
 * A bank's lockbox file (BAI), 80 characters a record: 1 the file, 2 the service, 5 a batch, 6 a payment and 4 its receipt, 7
 * the batch's total, 8 the lockbox's, 9 the end. No bank account is in it: where a check's own would stand, our account does.
 */
export function baiLockbox(
  payments: readonly OutwardPayment[],
  { batch, lockbox, destination, origin, madeOn }: BaiLockbox,
): Result<OutwardText, readonly OutwardProblem[]> {
  const maxRows = maxItems * maxBatches;
  const total = checkForm(payments, {
    account: 10,
    receipt: 40,
    amount: 10,
    total: 10,
    check: 10,
    maxRows,
    isPlain: true,
  });
  if (!total.ok) return total;
  const records: string[] = [];
  const record = (text: string) => records.push(`${text.padEnd(80)}\r\n`);
  const day = (date: Temporal.PlainDate) =>
    `${digits(date.year % 100, 2)}${digits(date.month, 2)}${digits(date.day, 2)}`;
  const box = lockbox.padStart(7, '0').slice(-7);
  const ends = `${destination.padEnd(10).slice(0, 10)}${origin.padEnd(10).slice(0, 10)}`;
  record(`101${ends}${day(madeOn)}0000`);
  record(`2${ends}`);
  const batches = Math.max(1, Math.ceil(payments.length / maxItems));
  for (let nth = 0; nth < batches; nth++) {
    const inBatch = payments.slice(nth * maxItems, (nth + 1) * maxItems);
    const number = digits((batch + nth) % 1000, 3);
    record(`5${number}000${box}${day(madeOn)}${ends}`);
    for (const [index, { account, amount, check, receipt }] of inBatch.entries()) {
      const item = `${number}${digits(index + 1, 3)}`;
      record(`6${item}${digits(amount, 10)}${' '.repeat(8)}${account.padStart(10)}${(check ?? '').padStart(10)}`);
      record(`4${item}6019${receipt.padEnd(40)}${digits(amount, 10)}`);
    }
    const cents = inBatch.reduce((sum, { amount }) => sum + amount, 0);
    record(`7${number}000${box}${day(madeOn)}${digits(inBatch.length, 3)}${digits(cents, 10)}`);
  }
  record(`8${digits(batch % 1000, 3)}000${box}${day(madeOn)}${digits(payments.length, 6)}${digits(total.value, 10)}`);
  record(`9${digits(records.length + 1, 6)}`);
  return ok({ text: records.join(''), rows: payments.length, total: total.value });
}
