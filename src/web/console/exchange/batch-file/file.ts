import { readBatchFile } from '../../../../usecases/exchange/index.ts';
import type { PageContext } from '../../../page.ts';
import { clerkOf, idOf } from '../../request.ts';

/** A batch's file, byte for byte as it went out, or what stands beside it (`?part=totals`); that somebody took it is recorded. */
export async function batchFile(c: PageContext): Promise<Response> {
  const id = idOf(c);
  const part = c.req.query('part') === 'totals' ? 'totals' : 'file';
  const file = id === undefined ? undefined : await readBatchFile(c.var.deps.db, id, { part, by: clerkOf(c) });
  if (file === undefined) return c.var.refuse('not-found');
  return c.body(file.content, 200, {
    'Content-Type': typeOf(file.fileName),
    'Content-Disposition': `attachment; filename="${file.fileName}"`,
  });
}

const typeOf = (fileName: string): string =>
  fileName.endsWith('.csv')
    ? 'text/csv; charset=utf-8'
    : fileName.endsWith('.json')
      ? 'application/json'
      : 'text/plain; charset=utf-8';
