import type { AccessDeps, PasskeyDeps, Visit } from '../usecases/access/index.ts';
import type { PageContext } from './page.ts';
import { paths } from './paths.ts';

/** What registration and access need, with the links that mails carry. */
export function accessDeps(c: PageContext): AccessDeps {
  const { db, utility, tell, publicUrl } = c.var.deps;
  const link = (path: string, token: string) => `${publicUrl}${path}?${new URLSearchParams({ token })}`;
  return {
    db,
    utility,
    tell,
    links: {
      verification: (token) => link(paths.registration.verificationLink, token),
      passwordReset: (token) => link(paths.passwordResetLink, token),
      staffInvitation: (token) => link(paths.console.staffInvitation, token),
      newEmail: (token) => link(paths.emailLink, token),
      emailObjection: (token) => link(paths.emailObjection, token),
      signIn: `${publicUrl}${paths.signIn}`,
      people: (account) => `${publicUrl}${paths.people(account)}`,
      invitation: (token) => link(paths.invitation, token),
      objection: (token) => link(paths.accessObjection, token),
      mailedCode: `${publicUrl}${paths.registration.mailedCode}`,
      letter: `${publicUrl}${paths.registration.letter}`,
      passwordLetter: `${publicUrl}${paths.passwordLetter}`,
    },
  };
}

export const passkeyDeps = (c: PageContext): PasskeyDeps => ({
  db: c.var.deps.db,
  site: { name: c.var.deps.utility.name, publicUrl: c.var.deps.publicUrl },
});

export const visitOf = (c: PageContext): Visit => ({ now: c.var.now, address: c.var.address });
