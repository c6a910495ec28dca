import { fileBytes } from '../../../usecases/alerts/index.ts';
import type { PageContext } from '../../page.ts';
import { alertOf } from './alert-of.ts';

/** A receipt, back to whoever may see the account. */
export async function alertFile(c: PageContext): Promise<Response> {
  const alert = await alertOf(c);
  const id = c.req.param('file') ?? '';
  const file = alert && /^\d{1,15}$/.test(id) ? await fileBytes(c.var.deps.db, alert.ids, Number(id)) : undefined;
  return file === undefined ? c.var.refuse('not-found') : sendFile(c, { ...file, id });
}

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** Saved and never opened in our pages: what somebody uploaded runs nowhere, and its name stays out of the header. */
export function sendFile(
  c: PageContext,
  file: { readonly id: string; readonly mediaType: keyof typeof endings; readonly bytes: Uint8Array },
): Response {
  return c.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="receipt-${file.id}.${endings[file.mediaType]}"`,
    'X-Content-Type-Options': 'nosniff',
  });
}
