import type { Database } from '../../../store/database.ts';
import type { Area } from '../../../web/area.ts';
import { foreignForm } from '../../../web/body/body-rule.ts';
import { sentFields } from '../../../web/body/sent-fields.ts';
import { takes } from '../../../web/middleware/takes.ts';
import type { PageContext } from '../../../web/page.ts';
import { paths } from '../../../web/paths.ts';
import {
  closeHostedPage,
  findHostedPage,
  type Sandbox,
  type SandboxSession,
  submitHostedPage,
  type TypedMethod,
} from '../../usecases/sandbox-processor/index.ts';
import { chargePage, chargesPage, postCharge } from './charges.tsx';
import { finishedPage, hostedPage } from './hosted-page.tsx';

/** The bundled processor's hosted pages; where a real processor is set up, there is no sandbox and no page. */
export const sandboxProcessorArea =
  (sandboxOf: (db: Database) => Sandbox | undefined): Area =>
  (app) => {
    app.get(paths.sandboxCheckout(':session'), async (c) => {
      const session = await sessionOf(c, sandboxOf(c.var.deps.db));
      if (session === undefined) return c.var.refuse('not-found');
      return session.state === 'open' ? hostedPage(c, session) : finishedPage(c, session);
    });
    app.post(paths.sandboxCheckout(':session'), takes(foreignForm), (c) => submit(c, sandboxOf(c.var.deps.db)));
    app.get(paths.sandboxCharges, (c) => chargesPage(c, sandboxOf(c.var.deps.db)));
    app.get(paths.sandboxCharge(':payment'), (c) => chargePage(c, sandboxOf(c.var.deps.db)));
    app.post(paths.sandboxCharge(':payment'), takes(foreignForm), (c) => postCharge(c, sandboxOf(c.var.deps.db)));
  };

async function submit(c: PageContext, sandbox: Sandbox | undefined): Promise<Response> {
  const { now } = c.var;
  const session = await sessionOf(c, sandbox);
  if (session === undefined || sandbox === undefined) return c.var.refuse('not-found');
  const body = sentFields(c);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  if (text('kind') === 'cancel') {
    await closeHostedPage(sandbox, session.id, now);
    return c.redirect(session.returnUrl, 303);
  }
  const typed: TypedMethod =
    text('kind') === 'bank'
      ? { kind: 'bank', routing: text('routing'), account: text('account') }
      : { kind: 'card', number: text('number'), expiry: text('expiry'), code: text('code') };
  const submitted = await submitHostedPage(sandbox, { session: session.id, typed, now });
  if (submitted.ok) return c.redirect(submitted.value.returnUrl, 303);
  if (submitted.problem.code === 'sandbox-processor.page-closed') return finishedPage(c, session);
  return hostedPage(c, session, submitted.problem);
}

const sessionOf = async (c: PageContext, sandbox: Sandbox | undefined): Promise<SandboxSession | undefined> =>
  sandbox === undefined ? undefined : findHostedPage(sandbox.db, c.req.param('session') ?? '');
