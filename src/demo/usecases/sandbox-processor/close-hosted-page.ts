import { present } from '../../../domain/kernel/index.ts';
import { lockSandboxSession, type SandboxSession, saveSandboxSession } from '../../store/sandbox-processor.ts';
import type { Sandbox } from './sandbox.ts';
import { recordEvent } from './sandbox-event.ts';

/**
 * Closes a page that is still open: the customer went back, the merchant asked, or its hour is over. Answers the session
 * as it stands then; one that was paid meanwhile stays paid. Undefined where there is no such session.
 */
export async function closeHostedPage(
  sandbox: Sandbox,
  id: string,
  now: Temporal.Instant,
): Promise<SandboxSession | undefined> {
  return sandbox.db.transaction(async (tx) => {
    const session = await lockSandboxSession(tx, id);
    if (session === undefined || session.state !== 'open') return session;
    const closed: SandboxSession = { ...session, state: 'closed' };
    await saveSandboxSession(tx, closed);
    const { declinedWith, reference } = closed;
    const kind = declinedWith === undefined ? 'checkout.closed' : 'checkout.declined';
    await recordEvent(
      tx,
      {
        type: session.purpose === 'setup' ? 'setup.closed' : kind,
        reference,
        ...present({ code: declinedWith }),
      },
      { webhookUrl: sandbox.webhookUrl, now },
    );
    return closed;
  });
}
