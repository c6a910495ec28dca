import { type Language, ok, type Problem, type Result } from '../../../domain/kernel/index.ts';
import type { PaymentProcessor } from '../../../gateways/processor/index.ts';
import { newPaymentReference } from '../../../gateways/secrets.ts';
import { loginById } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import {
  findMethodSetup,
  finishMethodSetup,
  insertMethodSetup,
  saveMethodSetupPage,
  savePaymentMethod,
} from '../../../store/payments/index.ts';
import type { Tell } from '../../access/index.ts';

interface Keeper {
  readonly db: Database;
  readonly processor: PaymentProcessor;
}

/** Leads to the processor's page that saves a card or bank account; nothing is charged. The same form is the same page. */
export async function addMethod(
  { db, processor }: Keeper,
  asked: {
    readonly loginId: string;
    readonly formToken: string;
    readonly language: Language;
    readonly summary: string;
    readonly returnUrl: (setup: string) => string;
    readonly now: Temporal.Instant;
  },
): Promise<Result<{ readonly hostedPage: string }, Problem<'payments.processor-unavailable'>>> {
  const { loginId, language, summary, now } = asked;
  const setup = await insertMethodSetup(db, {
    reference: newPaymentReference(),
    loginId,
    idempotencyKey: `${loginId}:${asked.formToken}`,
    now,
  });
  if (setup.processorUrl !== undefined) return ok({ hostedPage: setup.processorUrl });
  const { reference } = setup;
  const page = await processor.createSetup({
    reference,
    language,
    summary,
    now,
    returnUrl: asked.returnUrl(reference),
  });
  if (!page.ok) return page;
  await saveMethodSetupPage(db, setup.id, page.value);
  return ok({ hostedPage: page.value.url });
}

export type AddedMethod =
  | { readonly kind: 'saved' | 'declined' | 'abandoned' | 'unknown' }
  | { readonly kind: 'open'; readonly hostedPage: string };

/** What became of the processor's page: asked of the processor, never read from the address. */
export async function addedMethod(
  { db, processor, tell }: Keeper & { readonly tell: Tell },
  asked: { readonly reference: string; readonly loginId: string; readonly address: string },
  now: Temporal.Instant,
): Promise<AddedMethod | undefined> {
  const { reference, loginId, address } = asked;
  const setup = await findMethodSetup(db, reference);
  if (setup === undefined || setup.loginId !== loginId) return undefined;
  if (setup.methodId !== undefined) return { kind: 'saved' };
  if (setup.processorSession === undefined) return { kind: 'abandoned' };
  const outcome = await processor.setupOutcome(setup.processorSession);
  if (!outcome.ok) return { kind: 'unknown' };
  if (outcome.value.kind === 'open') return { kind: 'open', hostedPage: setup.processorUrl ?? '' };
  if (outcome.value.kind !== 'saved') return { kind: outcome.value.kind };
  const { method } = outcome.value;
  await db.transaction(async (tx) => {
    const id = await savePaymentMethod(tx, { loginId, processor: processor.name, ...method, now });
    await finishMethodSetup(tx, setup.id, id);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'payment-method.saved', detail: { method: id }, address });
    const login = await loginById(tx, loginId);
    if (login === undefined) return;
    const shown = { brand: method.shown.brand, last4: method.shown.last4 };
    const { email: to, language } = login;
    await tell(tx, { event: 'access.method-added', to, language, loginId, method: shown }, now);
  });
  return { kind: 'saved' };
}
