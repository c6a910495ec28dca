import type { PageContext } from '../../../page.ts';
import { safeBack } from '../safe-back.ts';
import { isSignInNews, signInView } from './view.tsx';

export function signInPage(c: PageContext): Response | Promise<Response> {
  const { session } = c.var;
  const back = safeBack(c.req.query('back'));
  const again = session !== undefined && c.req.query('again') === 'yes';
  if (session !== undefined && !again) return c.redirect(back, 303);
  const news = c.req.query('news');
  return signInView(c, { email: session?.email ?? '', back, again }, { news: isSignInNews(news) ? news : undefined });
}
