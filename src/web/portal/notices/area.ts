import type { Area } from '../../area.ts';
import { requireAccount, requireOwner, requireRecentSignIn } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { noticePage, noticesPage } from './notices/get.tsx';
import { postPhone, postPhoneCode, postPhoneRemoval } from './phone/post.ts';
import { requireCarrier } from './phone/require-carrier.ts';
import { phoneCodeView, phoneView } from './phone/view.tsx';

/** What was told, and the telephone that texts and calls go to. */
export const noticesArea: Area = (app) => {
  // Where texts go is a way to reach the person: changed only by one who just signed in.
  app.use(paths.phone, requireCarrier, requireRecentSignIn);
  app.use(`${paths.phone}/*`, requireCarrier, requireRecentSignIn);
  app.get(paths.phone, (c) => phoneView(c)).post(postPhone);
  app.get(paths.phoneCode, (c) => phoneCodeView(c)).post(postPhoneCode);
  app.post(paths.phoneRemoval, postPhoneRemoval);

  app.get(paths.notices(':account'), requireAccount(), requireOwner, noticesPage);
  app.get(paths.notice(':account', ':notice'), requireAccount(), requireOwner, noticePage);
};
