import type { UploadedFile } from '../../../usecases/alerts/index.ts';
import { sentFiles } from '../../body/sent-fields.ts';
import type { PageContext } from '../../page.ts';

/** The files of a form's field, as many as were chosen. */
export async function uploadedFiles(c: PageContext, field: string): Promise<readonly UploadedFile[]> {
  return Promise.all(
    sentFiles(c, field).map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

/** The file of a form's field; undefined where none was chosen. */
export async function uploadedFile(c: PageContext, field: string): Promise<UploadedFile | undefined> {
  const [file] = await uploadedFiles(c, field);
  return file;
}
