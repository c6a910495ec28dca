import { isOwnPath } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { staffCodeView, staffSignInView } from './view.tsx';

/** Where to go after: a page of the console. */
export const safeConsoleBack = (back: string | undefined): string =>
  back !== undefined && isOwnPath(back) && /^\/console(?!\/sign-)(?:[/?]|$)/.test(back) ? back : paths.console.home;

export function staffSignInPage(c: PageContext): Response | Promise<Response> {
  const back = safeConsoleBack(c.req.query('back'));
  // Asked once more before something that matters.
  const again = c.req.query('again') === 'yes';
  if (c.var.staff !== undefined && !again) return c.redirect(back, 303);
  return staffSignInView(c, { back, signedOut: c.req.query('news') === 'signed-out' });
}

export const staffCodePage = (c: PageContext): Response | Promise<Response> =>
  staffCodeView(c, safeConsoleBack(c.req.query('back')));
