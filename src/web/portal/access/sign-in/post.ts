import { signInWithPassword } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { knownBrowser, rememberBrowser } from '../../../known-browser.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { safeBack } from '../safe-back.ts';
import { toSecondFactor } from '../second-factor/page.tsx';

import { signInView } from './view.tsx';

export async function submitSignIn(c: PageContext): Promise<Response> {
  const { deps, session } = c.var;
  const form = readForm(c, ['email', 'password', 'back', 'again']);
  const back = safeBack(form.back);
  const signedIn = await signInWithPassword(
    deps,
    {
      name: form.email,
      password: form.password,
      headers: c.req.raw.headers,
      browser: knownBrowser(c, 'login', form.email),
    },
    visitOf(c),
  );
  if (signedIn.ok && signedIn.value.step !== undefined) return toSecondFactor(c, signedIn.value.step, back);
  if (signedIn.ok) {
    sendCookies(c, signedIn.value.cookies);
    rememberBrowser(c, 'login', signedIn.value.name);
    return c.redirect(back, 303);
  }
  if (isTooMany(signedIn.problem)) return tooManyPage(c, signedIn.problem);
  const again = session !== undefined && form.again === 'yes';
  return signInView(c, { email: form.email, back, again }, { problems: [signedIn.problem] });
}
