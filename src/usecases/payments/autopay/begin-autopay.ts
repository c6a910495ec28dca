import {
  type Cents,
  type Language,
  ok,
  type Problem,
  present,
  type Result,
  refused,
} from '../../../domain/kernel/index.ts';
import {
  type AutopayBeginning,
  type ChangedBeginning,
  changedBeginning,
  firstAutopayBill,
  type PaymentProblemCode,
  type PlannedDraft,
  returnReason,
} from '../../../domain/payments/index.ts';
import { newPaymentReference } from '../../../gateways/secrets.ts';
import {
  type AutopaySetup,
  activeAutopay,
  type Draft,
  findAutopay,
  findAutopaySetup,
  insertAutopaySetup,
  methodsOfLogin,
  openDrafts,
  savePaymentMethod,
  saveSetupMethod,
  saveSetupPage,
  unpaidBill,
} from '../../../store/payments/index.ts';
import { type AuthorisedAccount, needsRight } from '../../access/index.ts';
import type { PaymentContext } from '../payment-context.ts';

/** Which bill autopay would pay first if it were agreed now (T3). */
export async function autopayBeginning(
  { db, autopay: policy }: PaymentContext,
  accountId: number,
  at: { readonly daysBeforeDue: number; readonly now: Temporal.Instant },
): Promise<AutopayBeginning> {
  const bill = await unpaidBill(db, accountId);
  return firstAutopayBill(bill === undefined ? [] : [bill], at.now, { daysBeforeDue: at.daysBeforeDue, policy });
}

export type DraftInPlan = Draft & PlannedDraft;

/** The same where autopay is on and its terms are changed: what is too late for the new ones goes on as planned. */
export async function changedAutopayBeginning(
  context: PaymentContext,
  accountId: number,
  at: { readonly daysBeforeDue: number; readonly now: Temporal.Instant },
): Promise<ChangedBeginning<DraftInPlan>> {
  const planned: DraftInPlan[] = [];
  for (const draft of await openDrafts(context.db, accountId)) {
    if (draft.state !== 'scheduled' && draft.state !== 'submitted') continue;
    const cap = (await findAutopay(context.db, draft.autopayId))?.cap;
    const isOverCap = cap !== undefined && draft.owed > cap;
    planned.push({ ...draft, state: draft.state, dueOn: draft.bill.dueOn, isOverCap });
  }
  return changedBeginning(await autopayBeginning(context, accountId, at), planned);
}

export interface AutopayChoices {
  /** Changes the autopay that is on; absent, it turns autopay on. */
  readonly isChange?: boolean;
  readonly daysBeforeDue: number;
  readonly cap?: Cents;
  /** One of the login's saved methods, or a new one to be saved on the processor's page. */
  readonly methodId: number | 'new';
  readonly formToken: string;
  readonly language: Language;
  readonly summary: string;
  readonly returnUrl: (setup: string) => string;
  readonly now: Temporal.Instant;
}

export interface BegunAutopay {
  readonly setup: AutopaySetup;
  /** The processor's page that saves the method; absent where a saved one was chosen. */
  readonly hostedPage?: string;
}

type BeginProblem = Problem<PaymentProblemCode>;

/**
 * Takes what the customer chose and leads on: to the processor's page for a new method, else to the authorization.
 * Nothing is agreed yet. The account is a proof that the login may act on it: nobody else can set autopay.
 */
export async function beginAutopay(
  context: PaymentContext,
  account: AuthorisedAccount,
  choices: AutopayChoices,
): Promise<Result<BegunAutopay, BeginProblem>> {
  needsRight(account, 'autopay');
  const { db, processor, autopay: policy } = context;
  const { now, daysBeforeDue, cap, methodId } = choices;
  if (!Number.isInteger(daysBeforeDue) || daysBeforeDue < 0 || daysBeforeDue > policy.maxDaysBeforeDue) {
    return refused({ code: 'autopay.day-out-of-range', field: 'days', params: { max: policy.maxDaysBeforeDue } });
  }
  const active = await activeAutopay(db, account.accountId);
  if (choices.isChange === true && active === undefined) return refused({ code: 'autopay.not-on' });
  if (choices.isChange !== true && active !== undefined) return refused({ code: 'autopay.already-on' });
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  const methods = await methodsOfLogin(db, account.loginId, today);
  const saved = methods.find((method) => method.id === methodId);
  if (methodId !== 'new' && saved === undefined) return refused({ code: 'autopay.method-missing', field: 'method' });
  // The bank said that it will never pay from there: agreeing to it again would only cost the next fee.
  const isDead = active?.paused !== undefined && returnReason(active.paused.code).mend === 'new-method';
  if (isDead && methodId === active?.method.id) return refused({ code: 'autopay.method-refused', field: 'method' });
  const setup = await insertAutopaySetup(db, {
    reference: newPaymentReference(),
    accountId: account.accountId,
    loginId: account.loginId,
    daysBeforeDue,
    ...present({ cap, paymentMethodId: saved?.id, replacesId: active?.id }),
    idempotencyKey: `${account.loginId}:${choices.formToken}`,
    now,
  });
  if (setup.method !== undefined) return ok({ setup });
  if (setup.processorUrl !== undefined) return ok({ setup, hostedPage: setup.processorUrl });
  const { language, summary } = choices;
  const { reference } = setup;
  const page = await processor.createSetup({
    ...{ reference, language, summary, now },
    returnUrl: choices.returnUrl(reference),
  });
  if (!page.ok) return page;
  await saveSetupPage(db, setup.id, page.value);
  return ok({ setup, hostedPage: page.value.url });
}

export type SetupState =
  | { readonly kind: 'ready'; readonly setup: AutopaySetup }
  | { readonly kind: 'open'; readonly hostedPage: string }
  | { readonly kind: 'declined'; readonly code: string }
  | { readonly kind: 'abandoned' | 'unknown' };

/** What became of the processor's page: asked of the processor, never read from the address. */
export async function autopaySetupState(
  { db, processor }: PaymentContext,
  { reference, loginId }: { readonly reference: string; readonly loginId: string },
  now: Temporal.Instant,
): Promise<SetupState | undefined> {
  const setup = await findAutopaySetup(db, reference);
  if (setup === undefined || setup.loginId !== loginId) return undefined;
  if (setup.method !== undefined) return { kind: 'ready', setup };
  if (setup.processorSession === undefined) return { kind: 'abandoned' };
  const outcome = await processor.setupOutcome(setup.processorSession);
  if (!outcome.ok) return { kind: 'unknown' };
  if (outcome.value.kind === 'open') return { kind: 'open', hostedPage: setup.processorUrl ?? '' };
  if (outcome.value.kind !== 'saved') return outcome.value;
  const { method } = outcome.value;
  await db.transaction(async (tx) => {
    const id = await savePaymentMethod(tx, { loginId, processor: processor.name, ...method, now });
    await saveSetupMethod(tx, setup.id, id);
  });
  const ready = await findAutopaySetup(db, reference);
  return ready === undefined ? undefined : { kind: 'ready', setup: ready };
}
