import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { kioskRevocationPage, kiosksPage, postKiosk, postKioskRevocation } from './kiosks/page.tsx';

/** The computers in the lobby: which there are, who is at which step, and the proof that each visit was wiped. */
export const kioskArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.kiosks, requireStaff('kiosk.view'), (c) => kiosksPage(c));
  app.post(at.kiosks, requireStaff('kiosk.manage'), postKiosk);
  app.get(at.kioskRevocation(':id'), requireStaff('kiosk.manage'), kioskRevocationPage);
  app.post(at.kioskRevocation(':id'), requireStaff('kiosk.manage'), postKioskRevocation);
};
