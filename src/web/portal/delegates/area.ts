import type { Area } from '../../area.ts';
import { requireAccount, requireOpenPortal, requireRecentSignIn } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { answerPage, postAnswer } from './asker/page.tsx';
import { changeDelegatePage, postChangeDelegate } from './change/page.tsx';
import { paperCodePage, postPaperCode } from './code/page.tsx';
import { endDelegatePage, postEndDelegate } from './end/page.tsx';
import { formerPeoplePage } from './former/get.tsx';
import { invitationPage, postInvitation, postInvitationLogin } from './invitation/page.tsx';
import { invitePage, postInvite } from './invite/page.tsx';
import { ownAccessPage, postOwnAccess } from './own-access/page.tsx';
import { peoplePage } from './people/get.tsx';
import { postSentInvitation, sentInvitationPage } from './sent/page.tsx';

/** Inviting others to an account, and their way in and out. */
export const delegatesArea: Area = (app) => {
  for (const path of [paths.invitation]) {
    app.use(path, requireOpenPortal);
    app.use(`${path}/*`, requireOpenPortal);
  }
  // Only the owner decides about people: the use cases ask for the role besides.
  const ofOwner = requireAccount('manage');
  const [account, one] = [':account', ':access'] as const;
  app.get(paths.people(account), ofOwner, peoplePage);
  app.get(paths.formerPeople(account), ofOwner, formerPeoplePage);
  app.get(paths.invitations(account), ofOwner, requireRecentSignIn, invitePage);
  app.post(paths.invitations(account), ofOwner, requireRecentSignIn, postInvite);
  app.get(paths.sentInvitation(account, ':invitation'), ofOwner, requireRecentSignIn, sentInvitationPage);
  app.post(paths.sentInvitation(account, ':invitation'), ofOwner, requireRecentSignIn, postSentInvitation);
  app.get(paths.askerAnswer(account, ':request'), ofOwner, requireRecentSignIn, answerPage);
  app.post(paths.askerAnswer(account, ':request'), ofOwner, requireRecentSignIn, postAnswer);
  app.get(paths.delegateChange(account, one), ofOwner, requireRecentSignIn, changeDelegatePage);
  app.post(paths.delegateChange(account, one), ofOwner, requireRecentSignIn, postChangeDelegate);
  app.get(paths.delegateEnd(account, one), ofOwner, requireRecentSignIn, endDelegatePage);
  app.post(paths.delegateEnd(account, one), ofOwner, requireRecentSignIn, postEndDelegate);
  app.get(paths.ownAccess(account), requireAccount(), ownAccessPage);
  app.post(paths.ownAccess(account), requireAccount(), postOwnAccess);
  app.get(paths.invitationCode, paperCodePage).post(postPaperCode);
  app.get(paths.invitation, invitationPage).post(postInvitation);
  app.post(paths.invitationLogin, postInvitationLogin);
};
