import type { Area } from '../../app.tsx';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { readsImportPage, readsReasonsCsv, readsRefusedLines } from './import.tsx';
import { postReadsImport, readsImportsPage } from './imports.tsx';

/** Files of meter reads: taken in, and what became of each. */
export const readsImportsArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.readsImports, requireStaff('reads.import'), (c) => readsImportsPage(c));
  app.post(at.readsImports, requireStaff('reads.import'), postReadsImport);
  app.get(at.readsImport(':id'), requireStaff('reads.import'), readsImportPage);
  app.get(at.readsImportReasons(':id'), requireStaff('reads.import'), readsReasonsCsv);
  app.get(at.readsImportRefused(':id'), requireStaff('reads.import'), readsRefusedLines);
};
