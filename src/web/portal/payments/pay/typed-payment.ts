import {
  type Cents,
  cents,
  type Language,
  ok,
  type Problem,
  type Result,
  refused,
  zeroCents,
} from '../../../../domain/kernel/index.ts';
import {
  amountToPay,
  type OnlineMethodKind,
  type PaymentPolicy,
  type PaymentProblemCode,
  readTypedAmount,
} from '../../../../domain/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import type { PageContext } from '../../../page.ts';
import { keptAlong } from '../typed-along.ts';

/** What the pay pages ask, as text, so that a refused form comes back as it was filled. */
export interface TypedPayment {
  readonly choice: string;
  readonly amount: string;
  readonly method: string;
  readonly email: string;
  /** One a summary that is shown: sent twice, it is one payment. The pages before it have none. */
  readonly form: string;
  /** What was owed when the form was shown, in cents. */
  readonly shown: string;
  /** `yes`: pays although another payment is under way. */
  readonly beside_another: string;
}

const emptyPayment = (owed: Cents): TypedPayment => ({
  choice: owed > 0 ? 'due' : 'other',
  amount: '',
  method: '',
  email: '',
  form: '',
  shown: String(owed),
  beside_another: '',
});

export async function readTypedPayment(c: PageContext): Promise<TypedPayment> {
  return typedIn(sentFields(c));
}

/** The answers so far, from the address of a page, in which nothing says who pays, and what the summary kept. */
export const answersSoFar = (c: PageContext, path: string): TypedPayment => ({
  ...typedIn(c.req.query()),
  email: '',
  beside_another: '',
  ...keptAlong(c, path),
});

/** The answer that somebody goes back to from another one. */
export function changedAnswer(c: PageContext): PaymentStep | undefined {
  const { change } = sentFields(c);
  return change === 'amount' || change === 'method' ? change : undefined;
}

function typedIn(fields: Readonly<Record<string, string | undefined>>): TypedPayment {
  const text = (name: string) => fields[name]?.trim() ?? '';
  return {
    choice: text('choice'),
    amount: text('amount'),
    method: text('method'),
    email: text('email'),
    form: text('form'),
    shown: text('shown'),
    beside_another: text('beside_another'),
  };
}

/** The page of the next question, with the answers so far in its address, so that the browser's way back works. */
export function nextQuestion(
  path: string,
  { choice, amount, method, shown }: TypedPayment,
  change?: PaymentStep,
): string {
  const answers = Object.entries({ choice, amount, method, shown, change: change ?? '' });
  return `${path}?${new URLSearchParams(answers.filter(([, value]) => value !== ''))}`;
}

/** One decision a page: how much, with what, and a last look. */
export type PaymentStep = 'amount' | 'method' | 'check';

export interface AskedStep {
  readonly step: PaymentStep;
  readonly typed: TypedPayment;
  readonly problems: readonly Problem[];
}

/** Which question comes next, or which again. `change` names one to which somebody went back. */
export function stepOf(
  typed: TypedPayment,
  {
    balance,
    policy,
    language,
  }: { readonly balance: Cents; readonly policy: PaymentPolicy; readonly language: Language },
  change?: string,
): AskedStep {
  const owed = balance > 0 ? balance : zeroCents;
  const started = typed.choice !== '' || typed.amount !== '';
  const answers = started ? typed : { ...emptyPayment(owed), method: typed.method };
  if (!started || change === 'amount') return { step: 'amount', typed: answers, problems: [] };
  const amount = readAmount(typed, owed, language);
  if (!amount.ok) return { step: 'amount', typed, problems: [amount.problem] };
  const asked = { amount: amount.value, owed: balance, method: methodOf(typed) ?? 'card' };
  const toPay = amountToPay(asked, policy);
  if (!toPay.ok) return { step: 'amount', typed, problems: [toPay.problem] };
  const unknown = typed.method !== '' && methodOf(typed) === undefined;
  if (unknown) return { step: 'method', typed, problems: [methodMissing] };
  return { step: typed.method === '' || change === 'method' ? 'method' : 'check', typed, problems: [] };
}

/** The question that a refusal is about. */
export const stepAbout = (problems: readonly Problem[]): PaymentStep => {
  const [field] = problems.flatMap((problem) => problem.field ?? []);
  if (field === 'amount' || field === 'choice') return 'amount';
  return field === 'method' ? 'method' : 'check';
};

const methodMissing: PayProblem = { code: 'payments.method-missing', field: 'method' };

export const methodOf = ({ method }: TypedPayment): OnlineMethodKind | undefined =>
  method === 'card' || method === 'bank' ? method : undefined;

export interface ReadPayment {
  readonly amount: Cents;
  readonly method: OnlineMethodKind;
  readonly formToken: string;
  readonly besideAnother: boolean;
}

type PayProblem = Problem<PaymentProblemCode>;

/** Reads what was typed against what is owed now; every problem at once. */
export function readPayment(
  typed: TypedPayment,
  owed: Cents,
  language: Language,
): Result<ReadPayment, readonly PayProblem[]> {
  const problems: PayProblem[] = [];
  const amount = readAmount(typed, owed, language);
  if (!amount.ok) problems.push(amount.problem);
  const method = methodOf(typed);
  if (method === undefined) problems.push(methodMissing);
  const formToken = /^[\w-]{16,64}$/.test(typed.form) ? typed.form : undefined;
  if (formToken === undefined) problems.push({ code: 'payments.form-used' });
  return amount.ok && method !== undefined && formToken !== undefined
    ? ok({ amount: amount.value, method, formToken, besideAnother: typed.beside_another === 'yes' })
    : refused(problems);
}

/** The amount that is meant; `choice` left out where nothing is owed. */
export function readAmount(typed: TypedPayment, owed: Cents, language: Language): Result<Cents, PayProblem> {
  const asked = readTypedAmount(typed.amount, language);
  if (typed.choice !== 'due') return asked;
  // Everything marked, and an amount typed: which of the two is meant is the payer's to say, unless they are the same.
  const isTyped = asked.ok ? asked.value !== owed : asked.problem.code !== 'payments.amount-missing';
  if (isTyped) return refused({ code: 'payments.amount-and-choice', field: 'amount' });
  // A payment or a bill came in since the form was shown: pay nothing that was not seen.
  return typed.shown === String(owed) ? ok(cents(owed)) : refused({ code: 'payments.amount-changed', field: 'choice' });
}
