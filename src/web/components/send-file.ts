import type { FileMediaType } from '../../domain/alerts/index.ts';
import type { PageContext } from '../page.ts';

const endings: Readonly<Record<FileMediaType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** Saved and never opened in our pages: what somebody uploaded runs nowhere, and its name stays out of the header. */
export function sendFile(
  c: PageContext,
  id: string,
  file: { readonly mediaType: FileMediaType; readonly bytes: Uint8Array },
): Response {
  return c.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="receipt-${id}.${endings[file.mediaType]}"`,
    'X-Content-Type-Options': 'nosniff',
  });
}
