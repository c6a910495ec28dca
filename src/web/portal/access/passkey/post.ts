import { askForPasskey, signInWithPasskey } from '../../../../usecases/access/index.ts';
import { passkeyDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { safeBack } from '../safe-back.ts';
import { signInView } from '../sign-in/view.tsx';

/** For the script: what the device is to sign. */
export async function passkeyChallenge(c: PageContext): Promise<Response> {
  const asked = await askForPasskey(passkeyDeps(c), visitOf(c));
  return asked.ok ? c.json(asked.value) : c.json({ code: asked.problem.code }, 429);
}

export async function submitPasskey(c: PageContext): Promise<Response> {
  const form = readForm(c, ['challenge', 'answer', 'back']);
  const back = safeBack(form.back);
  const signedIn = await signInWithPasskey(passkeyDeps(c), { token: form.challenge, answer: form.answer }, visitOf(c));
  if (signedIn.ok) {
    sendCookies(c, await c.var.deps.customers.begin(signedIn.value.loginId, c.req.raw.headers, c.var.address));
    return c.redirect(back, 303);
  }
  if (isTooMany(signedIn.problem)) return tooManyPage(c, signedIn.problem);
  const { session } = c.var;
  return signInView(
    c,
    { email: session?.email ?? '', back, again: session !== undefined },
    { problems: [signedIn.problem] },
  );
}
