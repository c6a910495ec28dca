import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { signInByProvider } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { cookieName, cookieSafety } from '../../../cookies.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { openText, sealText } from '../../../typed/sealed-text.ts';
import { safeConsoleBack } from '../sign-in/get.tsx';
import { staffSignInView } from '../sign-in/view.tsx';

const begunSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });

const cookie = (c: PageContext): string => cookieName(c, 'caudal-staff-provider');

/** To the utility's provider. What the answer must match is kept by this browser alone, sealed. */
export async function providerPage(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const { sso } = deps;
  if (sso === undefined) return c.var.refuse('not-found');
  const back = safeConsoleBack(c.req.query('back'));
  const begun = await sso.client.begin().catch((error: unknown) => {
    deps.log.warn({ err: error }, 'single sign-on did not begin');
    return undefined;
  });
  if (begun === undefined) return staffSignInView(c, { back }, [{ code: 'access.sso-refused' }]);
  const sealed = sealText(deps.secret, JSON.stringify({ ...begun.begun, back }));
  setCookie(c, cookie(c), sealed, { ...cookieSafety(c), maxAge: 600 });
  return c.redirect(begun.address, 303);
}

/** From the provider, with a code that only the browser that began can use. */
export async function providerReturnPage(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const { sso } = deps;
  if (sso === undefined) return c.var.refuse('not-found');
  const opened = openText(deps.secret, getCookie(c, cookie(c)) ?? '');
  deleteCookie(c, cookie(c), cookieSafety(c));
  const begun = opened === undefined ? undefined : begunSchema.safeParse(JSON.parse(opened)).data;
  const back = safeConsoleBack(begun?.back);
  if (begun === undefined) return staffSignInView(c, { back }, [{ code: 'access.sso-over' }]);
  const signedIn = await signInByProvider(
    { db: deps.db, staffRealm: deps.staffRealm, sso },
    {
      code: c.req.query('code') ?? '',
      state: c.req.query('state') ?? '',
      issuer: c.req.query('iss'),
      begun,
      headers: c.req.raw.headers,
    },
    visitOf(c),
  );
  if (!signedIn.ok) {
    const { problem } = signedIn;
    return isTooMany(problem) ? tooManyPage(c, problem) : staffSignInView(c, { back }, [problem]);
  }
  sendCookies(c, signedIn.value.cookies);
  if (!signedIn.value.needsCode) return c.redirect(back, 303);
  return c.redirect(`${paths.console.secondFactor}?${new URLSearchParams({ back })}`, 303);
}
