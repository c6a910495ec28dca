import type { Area } from '../../area.ts';
import { files } from '../../body/body-rule.ts';
import { requireStaff } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import { paths } from '../../paths.ts';
import { atRiskCsv } from './at-risk/file.ts';
import { atRiskPage } from './at-risk/get.tsx';
import { postOutreach } from './outreach/post.ts';
import { transitionPage } from './progress/get.tsx';
import { postReminder, reminderPage } from './reminder/page.tsx';
import { rosterImportPage, rosterRefusedCsv } from './roster-import/get.tsx';
import { rosterImportsPage } from './roster-imports/get.tsx';
import { postRosterUpload } from './roster-imports/post.tsx';
import { postRosterImport, rosterUploadPage } from './roster-upload/page.tsx';

/** How the move goes, who is at risk, reaching them, and the roster. */
export const transitionArea: Area = (app) => {
  const { console: at } = paths;
  app.post(at.outreach(':account'), requireStaff('outreach.record'), postOutreach);
  app.get(at.reminder(':account'), requireStaff('outreach.record'), reminderPage);
  app.post(at.reminder(':account'), requireStaff('outreach.record'), postReminder);

  app.get(at.transition, requireStaff('transition.view'), transitionPage);
  app.get(at.atRisk, requireStaff('transition.view'), atRiskPage);
  app.get(at.atRiskCsv, requireStaff('transition.view'), atRiskCsv);
  app.get(at.rosterImports, requireStaff('roster.import'), (c) => rosterImportsPage(c));
  app.post(at.rosterImports, requireStaff('roster.import'), takes(files(20)), postRosterUpload);
  app.get(at.rosterImport(':id'), requireStaff('roster.import'), rosterImportPage);
  app.get(at.rosterImportRefused(':id'), requireStaff('roster.import'), rosterRefusedCsv);
  app.get(at.rosterUpload(':id'), requireStaff('roster.import'), (c) => rosterUploadPage(c));
  app.post(at.rosterUpload(':id'), requireStaff('roster.import'), postRosterImport);
};
