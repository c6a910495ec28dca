import {
  closeHostedPage,
  findHostedPage,
  type SandboxSession,
  submitHostedPage,
  type TypedMethod,
} from '../../usecases/sandbox-processor/index.ts';
import type { App } from '../app.tsx';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import { finishedPage, hostedPage } from './hosted-page.tsx';

/** The bundled processor's hosted pages; where a real processor is set up, there are none. */
export function sandboxProcessorArea(app: App): void {
  app.get(paths.sandboxCheckout(':session'), async (c) => {
    const session = await sessionOf(c);
    if (session === undefined) return c.var.refuse('not-found');
    return session.state === 'open' ? hostedPage(c, session) : finishedPage(c, session);
  });
  app.post(paths.sandboxCheckout(':session'), submit);
}

async function submit(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const session = await sessionOf(c);
  if (session === undefined || deps.sandbox === undefined) return c.var.refuse('not-found');
  const body = await c.req.parseBody();
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  if (text('kind') === 'cancel') {
    await closeHostedPage(deps.sandbox, session.id, now);
    return c.redirect(session.returnUrl, 303);
  }
  const typed: TypedMethod =
    text('kind') === 'bank'
      ? { kind: 'bank', routing: text('routing'), account: text('account') }
      : { kind: 'card', number: text('number'), expiry: text('expiry'), code: text('code') };
  const submitted = await submitHostedPage(deps.sandbox, { session: session.id, typed, now });
  if (submitted.ok) return c.redirect(submitted.value.returnUrl, 303);
  if (submitted.problem.code === 'sandbox-processor.page-closed') return finishedPage(c, session);
  return hostedPage(c, session, submitted.problem);
}

async function sessionOf(c: PageContext): Promise<SandboxSession | undefined> {
  const { sandbox } = c.var.deps;
  return sandbox === undefined ? undefined : findHostedPage(sandbox.db, c.req.param('session') ?? '');
}
