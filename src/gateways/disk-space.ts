import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes that this process may still write where `folder` is, or will be. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && dirname(folder) !== folder) return freeBytes(dirname(folder));
    throw error;
  }
}
