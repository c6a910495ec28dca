import {
  askForStaffPasskey,
  signInStaff,
  signInStaffWithPasskey,
  verifyStaffCode,
} from '../../../../usecases/access/index.ts';
import { passkeyDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { knownBrowser, rememberBrowser } from '../../../known-browser.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { safeConsoleBack } from './get.tsx';
import { staffCodeView, staffSignInView } from './view.tsx';

export async function submitStaffSignIn(c: PageContext): Promise<Response> {
  const { email, password, back: asked } = readForm(c, ['email', 'password', 'back']);
  const back = safeConsoleBack(asked);
  const signedIn = await signInStaff(
    c.var.deps,
    { email, password, headers: c.req.raw.headers, browser: knownBrowser(c, 'staff', email) },
    visitOf(c),
  );
  if (!signedIn.ok) {
    const { problem } = signedIn;
    return isTooMany(problem) ? tooManyPage(c, problem) : staffSignInView(c, { email, back }, [problem]);
  }
  sendCookies(c, signedIn.value.cookies);
  const next = signedIn.value.next === 'code' ? paths.console.secondFactor : paths.console.enrolSecondFactor;
  return c.redirect(`${next}?${new URLSearchParams({ back })}`, 303);
}

export async function submitStaffCode(c: PageContext): Promise<Response> {
  const { code, back: asked } = readForm(c, ['code', 'back']);
  const back = safeConsoleBack(asked);
  const verified = await verifyStaffCode(
    c.var.deps,
    { code, headers: c.req.raw.headers, language: c.var.t.language },
    visitOf(c),
  );
  if (!verified.ok) {
    const { problem } = verified;
    return isTooMany(problem) ? tooManyPage(c, problem) : staffCodeView(c, back, [problem]);
  }
  sendCookies(c, verified.value.cookies);
  rememberBrowser(c, 'staff', verified.value.email);
  return c.redirect(back, 303);
}

/** For the script: what the device is to sign. */
export async function staffPasskeyChallenge(c: PageContext): Promise<Response> {
  const asked = await askForStaffPasskey(passkeyDeps(c), visitOf(c));
  return asked.ok ? c.json(asked.value) : c.json({ code: asked.problem.code }, 429);
}

/** A passkey is both factors in one: no code is asked for after it. */
export async function submitStaffPasskey(c: PageContext): Promise<Response> {
  const { challenge, answer, back: asked } = readForm(c, ['challenge', 'answer', 'back']);
  const back = safeConsoleBack(asked);
  const { staffRealm } = c.var.deps;
  const signedIn = await signInStaffWithPasskey(
    { ...passkeyDeps(c), staffRealm },
    { token: challenge, answer, headers: c.req.raw.headers },
    visitOf(c),
  );
  if (!signedIn.ok) {
    const { problem } = signedIn;
    return isTooMany(problem) ? tooManyPage(c, problem) : staffSignInView(c, { back }, [problem]);
  }
  sendCookies(c, signedIn.value.cookies);
  rememberBrowser(c, 'staff', signedIn.value.email);
  return c.redirect(back, 303);
}

export async function signOutStaff(c: PageContext): Promise<Response> {
  sendCookies(c, await c.var.deps.staffRealm.signOut(c.req.raw.headers));
  c.header('Clear-Site-Data', '"cache", "storage"');
  return c.redirect(`${paths.console.signIn}?news=signed-out`, 303);
}
