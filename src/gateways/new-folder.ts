import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';

/** A folder that is made beside its place and moved there whole. */
export interface NewFolder {
  /** Where it is meanwhile. */
  readonly draft: string;
  readonly folder: string;
}

const problemOf = (code: string, folder: string, reason = ''): Problem => ({ code, params: { file: folder, reason } });

async function attempt<Value>(folder: string, work: () => Promise<Value>): Promise<Result<Value, Problem>> {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refused(problemOf('files.unwritable', folder, String(error.code)));
  }
}

const contentsOf = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** Copies these parts of another folder into a new one; refused where something stands in its place already. */
export async function beginFolder(
  place: string,
  from: { readonly folder: string; readonly parts: readonly string[] },
): Promise<Result<NewFolder, Problem>> {
  const folder = resolve(place);
  if ((await contentsOf(folder)).length > 0) return refused(problemOf('files.folder-not-empty', place));
  return attempt(place, async () => {
    await mkdir(dirname(folder), { recursive: true });
    // As readable as any folder that is made here: the services read it as a user of their own.
    const draft = join(dirname(folder), `.${basename(folder)}-${randomUUID()}`);
    await mkdir(draft);
    for (const part of from.parts) await cp(join(from.folder, part), join(draft, part), { recursive: true });
    return { draft, folder };
  });
}

/** Puts a text into the draft. */
export async function putIntoDraft({ draft }: NewFolder, name: string, text: string): Promise<void> {
  await mkdir(dirname(join(draft, name)), { recursive: true });
  await writeFile(join(draft, name), text, { flag: 'wx' });
}

/** Moves the draft to its place; what came to stand there meanwhile stays, and this is refused. */
export const placeFolder = ({ draft, folder }: NewFolder): Promise<Result<void, Problem>> =>
  attempt(folder, async () => {
    // An empty folder gives way; one with something in it cannot be taken away like this.
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
  });

export const dropFolder = ({ draft }: NewFolder): Promise<void> => rm(draft, { recursive: true, force: true });
