import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { filePieces, maxUnpacked as maxUploaded, memoryPieces } from './read-stream.ts';
import { unreadableFile } from './unreadable-file.ts';
import { isZip, UnreadableZip, zipEntries, zipPieces } from './zip-entry.ts';

/** A file of another system, packed with gzip, in a zip archive, or neither. */
export interface FileOfOthers {
  readonly name: string;
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
        .map((path) => ({ name: basename(path), pieces: () => piecesOf(path) })),
    );
  } catch (error) {
    return refused(unreadableFile(error, from));
  }
}

/** Files that were uploaded; an archive is the files in it. */
export async function uploadedFilesOfOthers(
  uploaded: ReadonlyMap<string, Uint8Array>,
): Promise<Result<readonly FileOfOthers[], Problem>> {
  const files: FileOfOthers[] = [];
  for (const [name, bytes] of uploaded) {
    try {
      if (!isZip(bytes)) files.push({ name, pieces: () => memoryPieces(bytes) });
      else {
        for (const entry of await zipEntries(bytes, maxUploaded.upload)) {
          files.push({ name: basename(entry.name), pieces: () => entry.pieces() });
        }
      }
    } catch (error) {
      return refused(whyUnreadable(error, name));
    }
  }
  return ok(files.toSorted((one, other) => (one.name < other.name ? -1 : 1)));
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  const magic = Buffer.alloc(4);
  await handle.read(magic, 0, 4, 0);
  await handle.close();
  yield* isZip(magic) ? zipPieces(path, maxUnpacked) : filePieces(path, maxUnpacked);
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
