import {
  addPasskey,
  askForNewPasskey,
  changePassword,
  endOtherSessions,
  endOwnSession,
  removePasskey,
} from '../../../../usecases/access/index.ts';
import { accessDeps, passkeyDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { type SecurityNews, securityView } from './view.tsx';

const withNews = (news: SecurityNews): string => `${paths.security}?${new URLSearchParams({ news })}`;

export async function submitPassword(c: PageContext): Promise<Response> {
  const { loginId = '', session } = c.var;
  const form = readForm(c, ['present', 'password']);
  const changed = await changePassword(accessDeps(c), { loginId, sessionId: session?.id ?? '', ...form }, visitOf(c));
  if (changed.ok) return c.redirect(withNews('password'), 303);
  return isTooMany(changed.problem) ? tooManyPage(c, changed.problem) : securityView(c, {}, [changed.problem]);
}

/** For the script: what the device is to sign to make a passkey. */
export async function newPasskeyChallenge(c: PageContext): Promise<Response> {
  const { loginId = '', now } = c.var;
  return c.json(await askForNewPasskey(passkeyDeps(c), loginId, now));
}

export async function submitNewPasskey(c: PageContext): Promise<Response> {
  const { loginId = '', deps } = c.var;
  const { challenge, answer, name } = readForm(c, ['challenge', 'answer', 'name']);
  const added = await addPasskey(
    { ...passkeyDeps(c), tell: deps.tell },
    { loginId, token: challenge, answer, name },
    visitOf(c),
  );
  return added.ok ? c.redirect(withNews('passkey-added'), 303) : securityView(c, {}, [added.problem]);
}

export async function submitPasskeyRemoval(c: PageContext): Promise<Response> {
  const { loginId = '', deps } = c.var;
  const removed = await removePasskey(deps, { loginId, id: c.req.param('passkey') ?? '' }, visitOf(c));
  return removed.ok ? c.redirect(withNews('passkey-removed'), 303) : securityView(c, {}, [removed.problem]);
}

export async function submitSessionEnd(c: PageContext): Promise<Response> {
  const { loginId = '', deps, session } = c.var;
  const sessionId = c.req.param('session') ?? '';
  if (sessionId === 'others') await endOtherSessions(deps.db, { loginId, sessionId: session?.id ?? '' }, visitOf(c));
  else await endOwnSession(deps.db, { loginId, sessionId }, visitOf(c));
  return c.redirect(withNews('session-ended'), 303);
}
