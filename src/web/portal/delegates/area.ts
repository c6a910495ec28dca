import type { Area } from '../../area.ts';
import { requireAccount, requireOpenPortal, requireRecentSignIn } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { answerPage, postAnswer } from './asker/page.tsx';
import { endDelegatePage, postEndDelegate } from './end/page.tsx';
import { invitationPage, postInvitation, postInvitationLogin } from './invitation/page.tsx';
import { peoplePage } from './people/get.tsx';

/** Letting others in to an account, and their way in. */
export const delegatesArea: Area = (app) => {
  for (const path of [paths.invitation]) {
    app.use(path, requireOpenPortal);
    app.use(`${path}/*`, requireOpenPortal);
  }
  // Only the owner lets in and ends it: the use cases ask for the role besides.
  const ofOwner = requireAccount('manage');
  app.get(paths.people(':account'), ofOwner, peoplePage);
  app.get(paths.askerAnswer(':account', ':request'), ofOwner, requireRecentSignIn, answerPage);
  app.post(paths.askerAnswer(':account', ':request'), ofOwner, requireRecentSignIn, postAnswer);
  app.get(paths.delegateEnd(':account', ':access'), ofOwner, requireRecentSignIn, endDelegatePage);
  app.post(paths.delegateEnd(':account', ':access'), ofOwner, requireRecentSignIn, postEndDelegate);
  app.get(paths.invitation, invitationPage).post(postInvitation);
  app.post(paths.invitationLogin, postInvitationLogin);
};
