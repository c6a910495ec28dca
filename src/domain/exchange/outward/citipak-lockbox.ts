import { ok, type Result } from '../../kernel/index.ts';
import { checkForm, digits, type OutwardPayment, type OutwardProblem, type OutwardText } from './outward-payment.ts';

const tenders = { bank: 'CC', card: 'CC', cash: 'CA', check: 'CH' } as const;
export const lockboxTenderWidth = 2;

/**
 * The lockbox file of 80 characters a record that Citipak reads (from public source of a program that writes it): account 1–6 (8
 * in one form), cents 10, tender 2, check 8, date 10; the last record has the total where payments have their cents.
 */
export function citipakLockbox(
  payments: readonly OutwardPayment[],
  { accountWidth }: { readonly accountWidth: 6 | 8 },
): Result<OutwardText, readonly OutwardProblem[]> {
  const widths = { account: accountWidth, amount: 10, total: 10, check: 8, tender: lockboxTenderWidth };
  const total = checkForm(payments, { ...widths, isPlain: true });
  if (!total.ok) return total;
  const record = (text: string) => `${text.padEnd(80)}\r\n`;
  const lines = payments.map(({ account, amount, tender, tenderCode, check, paidOn }) => {
    const { year, month, day } = paidOn;
    const code = (tenderCode ?? tenders[tender]).padEnd(lockboxTenderWidth);
    const date = `${digits(month, 2)}/${digits(day, 2)}/${digits(year, 4)}`;
    return record(
      `${account.padStart(accountWidth, '0')}${digits(amount, 10)}${code}${(check ?? '').padStart(8)}${date}`,
    );
  });
  const trailer = record(`${' '.repeat(accountWidth)}${digits(total.value, 10)}`);
  return ok({ text: `${lines.join('')}${trailer}`, rows: payments.length, total: total.value });
}
