import { registrationState } from '../../../../usecases/registration/index.ts';
import type { PageContext } from '../../../page.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';
import { claimedView } from './view.tsx';

export async function claimedPage(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const state = await registrationState(deps.db, registrationToken(c), now);
  if (state?.path !== 'mailed-code') return expiredPage(c);
  const news = c.req.query('news');
  return claimedView(c, { news: news === 'owner-asked' || news === 'code-mailed' ? news : undefined });
}
