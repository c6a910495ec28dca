import { transitionPolicy, uploadRoster } from '../../../../usecases/transition/index.ts';
import { sentFiles } from '../../../body/sent-fields.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { staffView } from '../../request.ts';
import { rosterImportsPage } from './get.tsx';

/** Takes a file to look at; nothing is imported before it is confirmed. */
export async function postRosterUpload(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const [file] = sentFiles(c, 'file');
  if (!(file instanceof File) || file.size === 0) {
    return rosterImportsPage(c, [{ code: 'console.file-missing', field: 'file' }]);
  }
  const uploaded = await uploadRoster(
    deps.db,
    { name: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) },
    { staffId: staffView(c).staffId, now, policy: transitionPolicy(deps.utility) },
  );
  return uploaded.ok
    ? c.redirect(paths.console.rosterUpload(uploaded.value.uploadId), 303)
    : rosterImportsPage(c, [{ ...uploaded.problem, field: 'file' }]);
}
