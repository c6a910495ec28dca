import { type BillLine, depositCreditPart, feePart, lateFeePart, transferPart } from '../billing/index.ts';
import { type Cents, cents, centsToDollars, exactToDecimal, type Wording } from '../kernel/index.ts';

/** What the books got since the last bill and the next one prints, so that it explains itself. */
export type PostedCharge =
  | { readonly kind: 'late-fee'; readonly on: Temporal.PlainDate; readonly amount: Cents; readonly sample: boolean }
  | {
      readonly kind: 'fee';
      readonly on: Temporal.PlainDate;
      readonly amount: Cents;
      readonly fee: string;
      readonly label: Wording;
      /** Why a person charged it; none where it follows from a payment that came back. */
      readonly reason?: string;
      readonly sample: boolean;
    }
  | {
      readonly kind: 'deposit-credit';
      readonly on: Temporal.PlainDate;
      /** What was given back; positive. */
      readonly amount: Cents;
      readonly why: 'prompt' | 'final';
      /** Paid in time in a row. */
      readonly bills: number;
      readonly takenOn: Temporal.PlainDate;
    }
  | {
      readonly kind: 'balance-transfer' | 'transferred-charge';
      readonly on: Temporal.PlainDate;
      /** What it adds to what is owed; negative: a credit that came in, or a debt that went out. */
      readonly amount: Cents;
      readonly direction: 'in' | 'out';
      /** The number of the customer's other account. */
      readonly account: string;
    };

/** What it adds to what is owed: a deposit given back takes away. */
export const postedAmount = ({ kind, amount }: Pick<PostedCharge, 'kind' | 'amount'>): Cents =>
  kind === 'deposit-credit' ? cents(-amount) : amount;

/** The line that the next bill has for it. The books have it already, so the bill's own entry leaves it out. */
export function postedLine(posted: PostedCharge): BillLine {
  const amount = postedAmount(posted);
  const { part, label, setting, because, sample } = shown(posted);
  return {
    part,
    label,
    amount,
    explanation: {
      rule: { file: 'utility.yaml', line: 1, rateClass: setting, effectiveOn: posted.on.toString() },
      exactAmount: exactToDecimal(centsToDollars(amount)),
      because,
      ...(sample ? { sample: true } : {}),
    },
  };
}

function shown(posted: PostedCharge) {
  const on = posted.on.toString();
  switch (posted.kind) {
    case 'late-fee':
      return {
        part: lateFeePart,
        label: { es: 'Recargo por pago atrasado', en: 'Late fee' },
        setting: 'billing.late_fee',
        because: [{ name: 'late-fee', values: { date: on } }],
        sample: posted.sample,
      };
    case 'fee':
      return {
        part: feePart(posted.fee),
        label: posted.label,
        setting: `fees.${posted.fee}`,
        because: [
          posted.reason === undefined
            ? { name: 'fee-returned', values: { date: on } }
            : { name: 'fee', values: { date: on, reason: posted.reason } },
        ],
        sample: posted.sample,
      };
    case 'deposit-credit':
      return {
        part: depositCreditPart,
        label: { es: 'Devolución de su depósito', en: 'Your deposit came back' },
        setting: 'deposits',
        because: [
          {
            name: `deposit-${posted.why}`,
            values: { amount: posted.amount, bills: posted.bills, taken: posted.takenOn.toString() },
          },
        ],
        sample: false,
      };
    case 'balance-transfer':
    case 'transferred-charge':
      return {
        part: transferPart,
        label: { es: 'Traslado entre sus cuentas', en: 'Moved between your accounts' },
        setting: 'billing',
        because: [{ name: `transfer-${posted.direction}`, values: { date: on, account: posted.account } }],
        sample: false,
      };
  }
}
