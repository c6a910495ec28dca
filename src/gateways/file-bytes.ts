import { readFile, writeFile } from 'node:fs/promises';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';

/** A file as it is, or why it cannot be read. */
export async function readBytes(path: string): Promise<Result<Uint8Array, Problem<'files.unreadable'>>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refused({ code: 'files.unreadable', params: { file: path, reason }, place: { file: path, line: 1 } });
  }
}

/** Writes a file readable by its owner only: it may hold customers' data. */
export const writePrivateFile = (path: string, text: string): Promise<void> => writeFile(path, text, { mode: 0o600 });
