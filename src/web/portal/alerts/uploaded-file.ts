import type { UploadedFile } from '../../../usecases/alerts/index.ts';
import type { PageContext } from '../../page.ts';

/** The file of a form's field; undefined where none was chosen. */
export async function uploadedFile(c: PageContext, field: string): Promise<UploadedFile | undefined> {
  const sent = (await c.req.parseBody())[field];
  if (!(sent instanceof File) || sent.size === 0) return undefined;
  return { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) };
}
