import type { Area } from '../../area.ts';
import { files } from '../../body/body-rule.ts';
import { requireStaff } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import type { FileImports } from './file-imports.ts';
import { importsPage, postImport } from './list/page.tsx';
import { importPage, reasonsCsv, refusedLines } from './one/get.tsx';

/** The pages of files of one kind: taken in, and what became of each. */
export const fileImportsArea =
  <Report>(imports: FileImports<Report>): Area =>
  (app) => {
    const { at, permission } = imports;
    app.get(at.list, requireStaff(permission), (c) => importsPage(c, imports));
    app.post(at.list, requireStaff(permission), takes(files(20)), (c) => postImport(c, imports));
    app.get(at.one(':id'), requireStaff(permission), (c) => importPage(c, imports));
    app.get(at.reasons(':id'), requireStaff(permission), (c) => reasonsCsv(c, imports));
    app.get(at.refused(':id'), requireStaff(permission), (c) => refusedLines(c, imports));
  };
