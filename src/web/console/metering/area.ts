import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { fileImportsArea } from '../file-imports/index.ts';
import { readsImports } from './reads-imports.tsx';
import { postAccepted, postRegisterRead, registerReadsPage } from './register-reads/page.tsx';

/** Files of meter reads, and register reads that people bring one by one. */
export const meteringArea: Area = (app) => {
  const { console: at } = paths;
  fileImportsArea(readsImports)(app);
  app.get(at.registerReads, requireStaff('reads.view'), (c) => registerReadsPage(c));
  app.post(at.registerReads, requireStaff('reads.validate'), postRegisterRead);
  app.post(at.registerReadAccepted(':id'), requireStaff('reads.validate'), postAccepted);
};
