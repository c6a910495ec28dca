import { isOwnPath } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { signInView } from './view.tsx';

/** Where to go after signing in: a page of this portal, else my account. */
export const safeBack = (back: string | undefined): string =>
  back !== undefined && isOwnPath(back) && !back.startsWith(paths.signIn) ? back : paths.accounts;

export function signInPage(c: PageContext): Response | Promise<Response> {
  const { session } = c.var;
  const back = safeBack(c.req.query('back'));
  const again = session !== undefined && c.req.query('again') === 'yes';
  if (session !== undefined && !again) return c.redirect(back, 303);
  const news = c.req.query('news');
  return signInView(
    c,
    { email: session?.email ?? '', back, again },
    { news: news === 'signed-out' || news === 'password-changed' ? news : undefined },
  );
}
