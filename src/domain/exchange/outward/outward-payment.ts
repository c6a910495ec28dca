import { type Cents, ok, type Problem, type Result, refused, sumCents } from '../../kernel/index.ts';

/** A payment as the forms of other systems tell it. */
export interface OutwardPayment {
  readonly receipt: string;
  readonly account: string;
  readonly amount: Cents;
  readonly paidOn: Temporal.PlainDate;
  readonly tender: 'bank' | 'card' | 'cash' | 'check';
  /** How the billing system calls the tender, where it has a word of its own. */
  readonly tenderCode?: string;
  readonly check?: string;
}

/** What a form has written; its total and rows stand in it and beside it. */
export interface OutwardText {
  readonly text: string;
  readonly rows: number;
  readonly total: Cents;
}

export type OutwardProblem = Problem<
  | 'exchange.out-account-too-wide'
  | 'exchange.out-not-a-payment'
  | 'exchange.out-not-plain'
  | 'exchange.out-too-large'
  | 'exchange.out-text-too-wide'
>;

/** Characters that a form has for each thing. */
export interface FormWidths {
  readonly account: number;
  readonly receipt?: number;
  /** Digits of cents of a payment, and of them all. */
  readonly amount: number;
  readonly total: number;
  readonly check?: number;
  readonly tender?: number;
  /** Payments of a batch. */
  readonly maxRows?: number;
  /** Places are counted in bytes: a letter that needs two would move all that comes after it. */
  readonly isPlain?: boolean;
}

const maxTold = 20;

/**
 * Everything that a form cannot carry, before anything is written: cut off, an account's number would be another's. Only what
 * was paid goes out in these forms; what went back of it has no place in them.
 */
export function checkForm(
  payments: readonly OutwardPayment[],
  widths: FormWidths,
): Result<Cents, readonly OutwardProblem[]> {
  const problems: OutwardProblem[] = [];
  const { account: maxAccount, receipt: maxReceipt, check: maxCheck, amount: maxAmount, maxRows } = widths;
  for (const { receipt, account, amount, check, tenderCode } of payments) {
    if (account.length > maxAccount) {
      problems.push({ code: 'exchange.out-account-too-wide', params: { account, receipt, max: maxAccount } });
    }
    if (widths.isPlain === true && !/^[ -~]*$/.test(account)) {
      problems.push({ code: 'exchange.out-not-plain', params: { account, receipt } });
    }
    if (amount <= 0) problems.push({ code: 'exchange.out-not-a-payment', params: { receipt } });
    else if (String(amount).length > maxAmount) problems.push({ code: 'exchange.out-too-large', params: { receipt } });
    if (maxReceipt !== undefined && receipt.length > maxReceipt) {
      problems.push({ code: 'exchange.out-text-too-wide', params: { value: receipt, receipt, max: maxReceipt } });
    }
    if (check !== undefined && maxCheck !== undefined && check.length > maxCheck) {
      problems.push({ code: 'exchange.out-text-too-wide', params: { value: check, receipt, max: maxCheck } });
    }
    if (tenderCode !== undefined && widths.tender !== undefined && tenderCode.length > widths.tender) {
      const params = { value: tenderCode, receipt, max: widths.tender };
      problems.push({ code: 'exchange.out-text-too-wide', params });
    }
    if (problems.length >= maxTold) break;
  }
  const total = sumCents(payments.map(({ amount }) => amount));
  if (
    problems.length === 0 &&
    (String(total).length > widths.total || payments.length > (maxRows ?? payments.length))
  ) {
    problems.push({ code: 'exchange.out-too-large', params: { receipt: '' } });
  }
  return problems.length > 0 ? refused(problems) : ok(total);
}

export const digits = (value: number, width: number): string => String(value).padStart(width, '0');
