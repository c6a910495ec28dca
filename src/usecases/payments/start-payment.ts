import {
  type Cents,
  cents,
  type Language,
  ok,
  type Problem,
  present,
  type Result,
  refused,
} from '../../domain/kernel/index.ts';
import {
  amountToPay,
  type OnlineMethodKind,
  type Payment,
  type PaymentProblemCode,
  wasPaid,
} from '../../domain/payments/index.ts';
import { newPaymentReference } from '../../gateways/secrets.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  findPaymentByKey,
  insertPayment,
  paymentsPaidSince,
  paymentsUnderWay,
  saveHostedPage,
} from '../../store/payments/index.ts';
import { hold, receivableBalance } from '../../store/receivables/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { closePayment } from './reconcile-payment.ts';

/** Who starts a payment: a login in the portal, a guest with the numbers, or staff with the customer on the phone. */
type PaymentStarter =
  | { readonly channel: 'portal'; readonly loginId: string; readonly address?: string }
  /** `own`: the references that this browser started, by its signed cookie. */
  | { readonly channel: 'guest'; readonly own?: readonly string[] }
  | { readonly channel: 'phone'; readonly staffId: string };

export interface PaymentRequest {
  readonly accountId: number;
  readonly amount: Cents;
  readonly method: OnlineMethodKind;
  readonly by: PaymentStarter;
  /** From the form: the same form sent twice is the same payment. */
  readonly formToken: string;
  readonly language: Language;
  /** Where the receipt goes; no receipt is mailed without it. */
  readonly receiptEmail?: string;
  /** What the hosted page shows above the amount: the utility and the account. */
  readonly summary: string;
  /** Where the hosted page sends the customer back to. */
  readonly returnUrl: (reference: string) => string;
  /** The payer was told that somebody else's payment of this account is under way, and pays all the same. */
  readonly besideAnother?: boolean;
  readonly now: Temporal.Instant;
}

export interface StartedPayment {
  readonly payment: Payment;
  /** The processor's page to go to; absent where this form's payment is settled already: show what became of it. */
  readonly hostedPage?: string;
}

export type StartProblem = Problem<PaymentProblemCode>;

/**
 * Starts a payment and answers the hosted page on which it is made. Exactly one payment a form, however often it is
 * sent; and one page open a payer: a payment that this payer left unfinished is closed first, and if that one turns out
 * to be paid, nothing more is started and `payments.already-paid` says so.
 */
export async function startPayment(
  context: PaymentContext,
  request: PaymentRequest,
): Promise<Result<StartedPayment, StartProblem>> {
  for (let round = 0; round < 3; round += 1) {
    const opened = await context.db.transaction((tx) => openPayment(tx, context, request));
    if (!opened.ok) return opened;
    if (opened.value.kind === 'started') return hostedPage(context, request, opened.value.payment);
    for (const unfinished of opened.value.payments) {
      const { state, reference, amount } = await closePayment(context, unfinished, request.now);
      if (state === 'started') return refused({ code: 'payments.processor-unavailable' });
      if (wasPaid(state)) return refused({ code: 'payments.already-paid', params: { reference, amount } });
    }
  }
  return refused({ code: 'payments.processor-unavailable' });
}

type Opened =
  | { readonly kind: 'started'; readonly payment: Payment }
  | { readonly kind: 'unfinished'; readonly payments: readonly Payment[] };

/** The form's payment, new or known; or those that must be closed first. The account is held meanwhile. */
async function openPayment(
  transaction: Transaction,
  context: PaymentContext,
  request: PaymentRequest,
): Promise<Result<Opened, StartProblem>> {
  const { accountId, amount, by, method } = request;
  const tx = await hold(transaction, [accountId]);
  const idempotencyKey = formKey(request);
  const known = await findPaymentByKey(tx, idempotencyKey);
  if (known !== undefined) {
    // The same form with another amount: sent, then changed by way of the browser's «back».
    const isSame = known.accountId === accountId && known.amount === amount;
    return isSame ? ok({ kind: 'started', payment: known }) : refused({ code: 'payments.form-used' });
  }
  const underWay = await paymentsUnderWay(tx, accountId);
  if (underWay.some((payment) => payment.channel === 'autopay')) return refused({ code: 'payments.draft-in-flight' });
  const unfinished = underWay.filter((payment) => isStartedBy(payment, by));
  // A guest's other tab is warned before its page is closed: who is signed in sees what they started.
  const isWarned = by.channel === 'guest' ? underWay.length > 0 : unfinished.length < underWay.length;
  if (isWarned && request.besideAnother !== true) {
    return refused({ code: 'payments.under-way', field: 'beside_another' });
  }
  if (unfinished.length > 0) return ok({ kind: 'unfinished', payments: unfinished });
  const owed = await receivableBalance(tx, accountId);
  const paid = amount > owed ? await paidJustNow(tx, request) : undefined;
  if (paid !== undefined && request.besideAnother !== true) {
    return refused({ code: 'payments.paid-just-now', field: 'beside_another', params: { amount: paid.amount } });
  }
  const toPay = amountToPay({ amount, owed, method }, context.policy);
  if (!toPay.ok) return toPay;
  const payment = await insertPayment(tx, {
    reference: newPaymentReference(),
    accountId,
    amount,
    fee: toPay.value.fee,
    ...payer(by),
    methodKind: method,
    processor: context.processor.name,
    ...present({ receiptEmail: request.receiptEmail }),
    receiptLanguage: request.language,
    idempotencyKey,
    startedAt: request.now,
  });
  if (by.channel === 'portal') {
    await recordAudit(tx, {
      at: request.now,
      actor: { kind: 'customer', id: by.loginId },
      action: 'payment.started',
      accountId,
      detail: { payment: payment.id, amount },
      ...present({ address: by.address }),
    });
  }
  return ok({ kind: 'started', payment });
}

const formKey = ({ by, formToken }: PaymentRequest): string => {
  const who = by.channel === 'portal' ? by.loginId : by.channel === 'phone' ? by.staffId : '';
  return `${by.channel}:${who}:${formToken}`;
};

const payer = (by: PaymentStarter) => {
  if (by.channel === 'portal') return { channel: by.channel, loginId: by.loginId };
  return by.channel === 'guest' ? { channel: by.channel } : by;
};

/** For so long a second payment is asked about: two windows, or the browser's «back». */
const justNow = { minutes: 30 };

/** What this payer has paid on the account a moment ago. */
async function paidJustNow(tx: Database, { accountId, by, now }: PaymentRequest): Promise<Payment | undefined> {
  const recent = await paymentsPaidSince(tx, accountId, now.subtract(justNow));
  return recent.find((payment) => isStartedBy(payment, by));
}

/** A guest is known by the cookie of their browser alone, so nobody closes another guest's page. */
const isStartedBy = (payment: Payment, by: PaymentStarter): boolean =>
  (by.channel === 'guest' && by.own?.includes(payment.reference) === true) ||
  (by.channel === 'portal' && payment.loginId === by.loginId) ||
  (by.channel === 'phone' && payment.staffId === by.staffId);

async function hostedPage(
  context: PaymentContext,
  request: PaymentRequest,
  payment: Payment,
): Promise<Result<StartedPayment, StartProblem>> {
  if (payment.state !== 'started') return ok({ payment });
  if (payment.processorUrl !== undefined) return ok({ payment, hostedPage: payment.processorUrl });
  const { method, language, summary, now } = request;
  const { reference } = payment;
  const total = cents(payment.amount + payment.fee);
  const returnUrl = request.returnUrl(reference);
  const page = await context.processor.createCheckout({ reference, total, method, language, summary, returnUrl, now });
  if (!page.ok) return page;
  const isKept = await saveHostedPage(context.db, payment.id, page.value);
  if (isKept) return ok({ payment, hostedPage: page.value.url });
  // Closed meanwhile, from another window: this page must not stay open.
  await context.processor.closeCheckout(page.value.session, now);
  return refused({ code: 'payments.form-used' });
}
