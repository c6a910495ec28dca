import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { filePieces, memoryPieces } from './read-stream.ts';

/** One file of a package that a billing system sent. */
export interface SentFile {
  /** In the package: `bills.csv`, `bills/b1.pdf`; in small letters, without the `.gz` of a packed one. */
  readonly name: string;
  /** Another file has that name too: packed beside it, or in other letters. */
  readonly isTwice?: boolean;
  /** As it lies there, packed or not. */
  raw(): AsyncIterable<Uint8Array>;
  /** Unpacked. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** The files of a package, by name. */
export type SentFiles = ReadonlyMap<string, SentFile>;

const plainName = (name: string): string => name.replaceAll('\\', '/').replace(/\.gz$/i, '').toLowerCase();

/** The files of a folder and of the folders in it; undefined where there is no such folder. */
export async function folderFiles(folder: string): Promise<SentFiles | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry): SentFile => {
      const path = join(entry.parentPath, entry.name);
      return {
        name: plainName(path.slice(join(folder, '/').length)),
        raw: () => rawPieces(path),
        pieces: () => filePieces(path),
      };
    });
  return byName(files);
}

/** The same of files that were uploaded. */
export const uploadedFiles = (uploaded: ReadonlyMap<string, Uint8Array>): SentFiles =>
  byName(
    [...uploaded].map(([name, bytes]) => ({
      name: plainName(name),
      raw: () => once(bytes),
      pieces: () => memoryPieces(bytes),
    })),
  );

function byName(files: readonly SentFile[]): SentFiles {
  const found = new Map<string, SentFile>();
  for (const file of files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    found.set(file.name, found.has(file.name) ? { ...file, isTwice: true } : file);
  }
  return found;
}

async function* rawPieces(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: 1 << 18 });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
