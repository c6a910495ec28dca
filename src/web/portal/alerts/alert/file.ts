import { fileBytes } from '../../../../usecases/alerts/index.ts';
import { sendFile } from '../../../components/send-file.ts';
import type { PageContext } from '../../../page.ts';
import { alertOf } from '../alert-of.ts';

/** A receipt, for a person who may see the account. */
export async function alertFile(c: PageContext): Promise<Response> {
  const alert = await alertOf(c);
  const id = c.req.param('file') ?? '';
  const file = alert && /^\d{1,15}$/.test(id) ? await fileBytes(c.var.deps.db, alert.ids, Number(id)) : undefined;
  return file === undefined ? c.var.refuse('not-found') : sendFile(c, id, file);
}
