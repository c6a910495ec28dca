import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { filePieces } from './read-stream.ts';
import { unreadableFile } from './unreadable-file.ts';
import { UnreadableZip, zipPieces } from './zip-entry.ts';

/** A file of another system, packed with gzip, in a zip archive, or neither. */
export interface FileOfOthers {
  readonly name: string;
  readonly path: string;
  pieces(): AsyncGenerator<Uint8Array>;
}

/** A year of a large utility's bills as text is about 3 GiB. */
const maxUnpacked = 32 * 1024 ** 3;

/** The files of a folder by name, or the one file that is named; not those of folders in it, and none that is hidden. */
export async function filesOfOthers(from: string): Promise<Result<readonly FileOfOthers[], Problem>> {
  try {
    const isFolder = (await stat(from)).isDirectory();
    const entries = isFolder ? await readdir(from, { withFileTypes: true }) : [];
    const paths = isFolder ? entries.filter((entry) => entry.isFile()).map(({ name }) => join(from, name)) : [from];
    return ok(
      paths
        .filter((path) => !basename(path).startsWith('.'))
        .toSorted()
        .map((path) => ({ name: basename(path), path, pieces: () => piecesOf(path) })),
    );
  } catch (error) {
    return refused(unreadableFile(error, from));
  }
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  const magic = Buffer.alloc(4);
  await handle.read(magic, 0, 4, 0);
  await handle.close();
  yield* magic.readUInt32LE(0) === 0x04034b50 ? zipPieces(path, maxUnpacked) : filePieces(path, maxUnpacked);
}

const zipProblems = {
  damaged: 'files.zip-damaged',
  encrypted: 'files.zip-encrypted',
  'not-one-file': 'files.zip-not-one-file',
  'too-large': 'files.zip-too-large',
} as const;

/** Why the pieces of a file broke off. */
export const whyUnreadable = (error: unknown, file: string): Problem =>
  error instanceof UnreadableZip
    ? { code: zipProblems[error.reason], params: { file }, place: { file, line: 1 } }
    : unreadableFile(error, file);
