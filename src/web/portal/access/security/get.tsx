import type { PageContext } from '../../../page.ts';
import { type SecurityNews, securityView } from './view.tsx';

const allNews: readonly string[] = [
  'password',
  'passkey-added',
  'passkey-removed',
  'session-ended',
] satisfies SecurityNews[];
const isNews = (text: string | undefined): text is SecurityNews => text !== undefined && allNews.includes(text);

export function securityPage(c: PageContext): Promise<Response> {
  const news = c.req.query('news');
  return securityView(c, { news: isNews(news) ? news : undefined });
}
