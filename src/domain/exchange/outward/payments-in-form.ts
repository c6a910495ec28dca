import { type Problem, present, type Result } from '../../kernel/index.ts';
import type { BatchForm, BatchName } from '../batches/batch-name.ts';
import type { MoneyMoved, TenderCodes } from '../batches/payment-row.ts';
import { baiLockbox } from './bai-lockbox.ts';
import { ccbStaging } from './ccb-staging.ts';
import { citipakLockbox, lockboxTenderWidth } from './citipak-lockbox.ts';
import type { OutwardPayment, OutwardText } from './outward-payment.ts';

/** What the utility says of each form. */
export interface PaymentForms {
  readonly lockbox: { readonly accountWidth: 6 | 8 };
  readonly bai: { readonly lockbox: string; readonly destination: string; readonly origin: string };
  readonly ccbStaging: { readonly source: string };
}

/** A payment of which it is known how it was paid. */
type FormedPayment = MoneyMoved & { readonly kind: 'payment'; readonly method: OutwardPayment['tender'] };

/** Whether a form of another system has a place for it; what went back, or came again, goes as CSV. */
export const goesInForm = <Row extends MoneyMoved>(row: Row): row is Row & FormedPayment =>
  row.kind === 'payment' && row.method !== undefined;

/** Payments as a form of another system says them, or all that the form has no room for. */
export function paymentsInForm(
  form: Exclude<BatchForm, 'csv'>,
  rows: readonly FormedPayment[],
  asked: Pick<BatchName, 'number'> & {
    readonly madeOn: Temporal.PlainDate;
    readonly forms: PaymentForms;
    readonly tenderCodes: TenderCodes;
  },
): Result<OutwardText, readonly Problem[]> {
  const { number, madeOn, forms, tenderCodes } = asked;
  // A code cut off would be another's: CARD is no CA, which is cash. Where one is too wide, all are the lockbox file's own.
  const fits = form !== 'lockbox' || Object.values(tenderCodes).every((code) => code.length <= lockboxTenderWidth);
  const payments = rows.map(({ receipt, account, amount, paidOn, method }): OutwardPayment => {
    return {
      receipt,
      account,
      amount,
      paidOn,
      tender: method,
      ...present({ tenderCode: fits ? tenderCodes[method] : undefined }),
    };
  });
  switch (form) {
    case 'lockbox':
      return citipakLockbox(payments, forms.lockbox);
    case 'bai':
      return baiLockbox(payments, { ...forms.bai, batch: number, madeOn });
    case 'ccb-staging': {
      const { source } = forms.ccbStaging;
      return ccbStaging(payments, { source, transmission: `${source}-${number}`, batch: String(number) });
    }
  }
}
