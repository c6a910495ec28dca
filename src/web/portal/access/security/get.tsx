import type { PageContext } from '../../../page.ts';
import { isSecurityNews, securityView } from './view.tsx';

export function securityPage(c: PageContext): Promise<Response> {
  const news = c.req.query('news');
  return securityView(c, { news: isSecurityNews(news) ? news : undefined });
}
