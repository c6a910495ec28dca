import { toString as qrPicture } from 'qrcode';
import { setStaffPassword, verifyStaffCode } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { rememberBrowser } from '../../../known-browser.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { enrollingSession } from './get.tsx';
import { beginEnrolView, confirmEnrolView, ownPasswordView } from './view.tsx';

/** Three steps on one page: an own password, the authenticator's secret, its first code. */
export async function submitEnrol(c: PageContext): Promise<Response> {
  const form = readForm(c, ['step', 'present', 'password', 'code']);
  if (form.step === 'password') return ownPassword(c, form);
  if (form.step === 'confirm') return confirm(c, form.code);
  return begin(c, form.password);
}

async function ownPassword(c: PageContext, form: { present: string; password: string }): Promise<Response> {
  const { deps } = c.var;
  const session = await enrollingSession(c);
  if (session === undefined) return c.redirect(paths.console.signIn, 303);
  const set = await setStaffPassword(deps, { session, ...form, language: c.var.t.language }, visitOf(c));
  if (set.ok) return c.redirect(session.enrolled ? paths.console.home : paths.console.enrolSecondFactor, 303);
  return isTooMany(set.problem) ? tooManyPage(c, set.problem) : ownPasswordView(c, [set.problem]);
}

async function begin(c: PageContext, password: string): Promise<Response> {
  const begun = await c.var.deps.staffRealm.enrol(password.normalize('NFKC'), c.req.raw.headers);
  if (begun === undefined || begun.value.method !== 'totp') {
    return beginEnrolView(c, [{ code: 'access.sign-in-wrong', field: 'password' }]);
  }
  const { totpURI, backupCodes } = begun.value;
  return confirmEnrolView(c, {
    picture: await qrPicture(totpURI, { type: 'svg', margin: 1, width: 220 }),
    secret: new URL(totpURI).searchParams.get('secret') ?? '',
    recoveryCodes: backupCodes,
  });
}

async function confirm(c: PageContext, code: string): Promise<Response> {
  const verified = await verifyStaffCode(
    c.var.deps,
    { code, headers: c.req.raw.headers, language: c.var.t.language, enrols: true },
    visitOf(c),
  );
  if (!verified.ok) {
    const { problem } = verified;
    return isTooMany(problem) ? tooManyPage(c, problem) : beginEnrolView(c, [problem]);
  }
  sendCookies(c, verified.value.cookies);
  rememberBrowser(c, 'staff', verified.value.email);
  return c.redirect(paths.console.home, 303);
}
