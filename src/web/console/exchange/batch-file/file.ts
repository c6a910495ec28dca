import { readBatchFile } from '../../../../usecases/exchange/index.ts';
import type { PageContext } from '../../../page.ts';
import { clerkOf, idOf } from '../../request.ts';

/** A batch's file, byte for byte as it went out; that somebody took it is recorded. */
export async function batchFile(c: PageContext): Promise<Response> {
  const id = idOf(c);
  const file = id === undefined ? undefined : await readBatchFile(c.var.deps.db, id, clerkOf(c));
  if (file === undefined) return c.var.refuse('not-found');
  return c.body(file.content, 200, {
    'Content-Type': file.fileName.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${file.fileName}"`,
  });
}
