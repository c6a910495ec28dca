import {
  isOnOrBefore,
  ok,
  type Problem,
  present,
  type Result,
  refused,
  refusedAndKept,
} from '../../../domain/kernel/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import {
  insertSandboxMethod,
  lockSandboxSession,
  type SandboxMethod,
  type SandboxSession,
  saveSandboxSession,
} from '../../store/sandbox-processor.ts';
import { chargeInBooks } from './charge-in-books.ts';
import type { Sandbox } from './sandbox.ts';
import { recordEvent } from './sandbox-event.ts';
import { type RecognisedMethod, recogniseTestNumber, type SandboxProblem, type TypedMethod } from './test-numbers.ts';

export type SubmitProblem =
  | SandboxProblem
  /** The card was refused; the page stays open for another. */
  | Problem<'sandbox-processor.declined'>
  | Problem<'sandbox-processor.page-closed'>;

/**
 * The customer's «Pay» or «Save» on the hosted page. Answers the session once it is complete, also when it was so
 * before: a double click pays once.
 */
export async function submitHostedPage(
  sandbox: Sandbox,
  submitted: { readonly session: string; readonly typed: TypedMethod; readonly now: Temporal.Instant },
): Promise<Result<SandboxSession, SubmitProblem>> {
  const { now, typed } = submitted;
  return sandbox.db.transaction(async (tx) => {
    const session = await lockSandboxSession(tx, submitted.session);
    if (session === undefined || session.state === 'closed') return refused({ code: 'sandbox-processor.page-closed' });
    if (session.state === 'complete') return ok(session);
    if (isOnOrBefore(session.expiresAt, now)) return refused({ code: 'sandbox-processor.page-closed' });
    const recognised = recogniseTestNumber(typed, now.toZonedDateTimeISO('UTC').toPlainDate());
    if (!recognised.ok) return recognised;
    const declinedWith = declineOnPage(recognised.value, session.purpose);
    if (declinedWith !== undefined) {
      await saveSandboxSession(tx, { ...session, declinedWith });
      return refusedAndKept({ code: 'sandbox-processor.declined', params: { reason: declinedWith } });
    }
    return ok(await complete(tx, session, { sandbox, method: await saveMethod(tx, recognised.value), now }));
  });
}

const declineOnPage = (method: RecognisedMethod, purpose: SandboxSession['purpose']): string | undefined =>
  method.declinesWith ?? (purpose === 'payment' ? method.laterDeclinesWith : undefined);

async function saveMethod(tx: Database, recognised: RecognisedMethod): Promise<SandboxMethod> {
  const { shown, laterDeclinesWith, returnsWith } = recognised;
  const method = {
    token: sandboxId('pm'),
    shown,
    ...present({ declinesWith: laterDeclinesWith, returnsWith }),
  };
  await insertSandboxMethod(tx, method);
  return method;
}

async function complete(
  tx: Database,
  session: SandboxSession,
  by: { readonly sandbox: Sandbox; readonly method: SandboxMethod; readonly now: Temporal.Instant },
): Promise<SandboxSession> {
  const { id, reference, amount, purpose } = session;
  const to = { webhookUrl: by.sandbox.webhookUrl, now: by.now };
  const completed: SandboxSession = { ...session, state: 'complete', methodToken: by.method.token };
  await saveSandboxSession(tx, completed);
  if (purpose === 'payment') {
    await chargeInBooks(tx, { reference, amount, method: by.method, sessionId: id, ...to });
  } else {
    await recordEvent(tx, { type: 'setup.saved', reference }, to);
  }
  return completed;
}
