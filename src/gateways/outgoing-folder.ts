import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { writeWhole } from './whole-file.ts';

/** A folder from which another system takes files: each is there whole, or not at all. */
export interface OutgoingFolder {
  /** Makes the folder where there is none; refused where nothing can be put there. */
  ready(): Promise<Result<void, Problem>>;
  /** The same file again leaves it as it is. */
  put(name: string, text: string): Promise<Result<void, Problem>>;
}

/** Files hold customers' data: only their owner and the owner's group read them. */
const mode = 0o640;

export function outgoingFolder(folder: string): OutgoingFolder {
  const attempt = async (work: () => Promise<unknown>): Promise<Result<void, Problem>> => {
    try {
      await work();
      return ok(undefined);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return refused({ code: 'files.unwritable', params: { file: folder, reason: String(error.code) } });
    }
  };
  return {
    ready: () => attempt(() => mkdir(folder, { recursive: true })),
    put: (name, text) =>
      attempt(async () => {
        const file = join(folder, name);
        const there = await readFile(file, 'utf8').catch(() => undefined);
        if (there !== text) await writeWhole(file, text, mode);
      }),
  };
}

/** What tells a file from every other. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
