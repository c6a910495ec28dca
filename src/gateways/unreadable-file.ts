import type { Problem } from '../domain/kernel/index.ts';
import { UnpacksTooLarge } from './read-stream.ts';

/** Why the pieces of a file broke off: packed and damaged, packed and too large, or not to be read at all. */
export function unreadableFile(error: unknown, file: string): Problem {
  const place = { file, line: 1 };
  if (error instanceof UnpacksTooLarge) {
    return { code: 'files.unpacks-too-large', params: { file, max: error.maxBytes / 1024 ** 3 }, place };
  }
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const code = /^Z_|^ERR_ZLIB/.test(reason) ? 'metering.file-cut-off' : 'files.unreadable';
  return { code, params: { file, reason }, place };
}
