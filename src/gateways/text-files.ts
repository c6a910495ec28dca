import { readFile } from 'node:fs/promises';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';

/** The text of a file, or why it cannot be read. */
export async function readTextFile(path: string): Promise<Result<string, Problem<'files.unreadable'>>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refused({ code: 'files.unreadable', params: { file: path, reason }, place: { file: path, line: 1 } });
  }
}
