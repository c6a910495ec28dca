import { askForMailedCode, askOwner } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';
import { type ClaimedNews, claimedView } from './view.tsx';

const withNews = (news: ClaimedNews): string => `${paths.registration.alreadyClaimed}?${new URLSearchParams({ news })}`;

export async function submitAskOwner(c: PageContext): Promise<Response> {
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  const { email } = readForm(c, ['email']);
  const asked = await askOwner(accessDeps(c), { token, email, language: c.var.t.language }, visitOf(c));
  if (asked.ok) return c.redirect(withNews('owner-asked'), 303);
  if (isTooMany(asked.problem)) return tooManyPage(c, asked.problem);
  if (asked.problem.code === 'access.registration-expired') return expiredPage(c);
  return claimedView(c, { email }, [asked.problem]);
}

export async function submitMailedCodeLetter(c: PageContext): Promise<Response> {
  const { loginId } = c.var;
  const token = registrationToken(c);
  if (token === undefined || loginId === undefined) return expiredPage(c);
  const mailed = await askForMailedCode(accessDeps(c), { token, loginId }, visitOf(c));
  if (mailed.ok) return c.redirect(withNews('code-mailed'), 303);
  return mailed.problem.code === 'access.registration-expired' ? expiredPage(c) : claimedView(c, {}, [mailed.problem]);
}
