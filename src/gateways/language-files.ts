import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../domain/kernel/index.ts';

/** A language's messages as they are written: the utility's own file before the one that came with Caudal. */
export interface WrittenMessages {
  readonly file: string;
  readonly text: string;
}

/** `locales/<language>.json` of the first folder that has one. */
export async function readMessages(
  folders: readonly string[],
  language: Language,
): Promise<WrittenMessages | undefined> {
  for (const folder of folders) {
    const file = join(folder, 'locales', `${language}.json`);
    const text = await readFile(file, 'utf8').catch(unlessThere);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

/** A language's files of content, as paths below its folder; nothing where there is no such folder. */
export async function contentFiles(utilityFolder: string, language: Language): Promise<readonly string[] | undefined> {
  const folder = join(utilityFolder, 'content', language);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessThere);
  return entries
    ?.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

function unlessThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
