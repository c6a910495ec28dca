import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { whyUnreadable } from './foreign-files.ts';
import { filePieces, maxUnpacked, memoryPieces, unpackedPieces } from './read-stream.ts';
import { isZip, type ZipEntry, zipEntries } from './zip-entry.ts';

/** One file of a package that a billing system sent. */
export interface SentFile {
  /** In the package: `bills.csv`, `bills/b1.pdf`; in small letters, without the `.gz` of a packed one. */
  readonly name: string;
  /** Another file has that name too: packed beside it, or in other letters. */
  readonly isTwice?: boolean;
  /** As it lies there, packed with gzip or not. */
  raw(): AsyncIterable<Uint8Array>;
  /** Unpacked. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** The files of a package, by name. */
export type SentFiles = ReadonlyMap<string, SentFile>;

const plainName = (name: string): string => name.replaceAll('\\', '/').replace(/\.gz$/i, '').toLowerCase();

/** The files of a folder and of the folders in it, or of one zip archive; archives are unpacked. */
export async function folderFiles(path: string): Promise<Result<SentFiles, Problem>> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => undefined,
  );
  if (isFolder === undefined) return refused({ code: 'exchange.folder-unreadable', params: { folder: path } });
  if (!isFolder) {
    if (!(await beginsAsZip(path))) return refused({ code: 'exchange.folder-unreadable', params: { folder: path } });
    const inside = await archived(path, { from: path, max: maxUnpacked.file });
    return inside.ok ? ok(byName(inside.value)) : inside;
  }
  const files: SentFile[] = [];
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const name = file.slice(join(path, '/').length);
    if (/\.zip$/i.test(name)) {
      const inside = await archived(name, { from: file, max: maxUnpacked.file });
      if (!inside.ok) return inside;
      files.push(...inside.value);
    } else files.push({ name: plainName(name), raw: () => rawPieces(file), pieces: () => filePieces(file) });
  }
  return ok(byName(files));
}

/** The same of files that were uploaded. */
export async function uploadedFiles(uploaded: ReadonlyMap<string, Uint8Array>): Promise<Result<SentFiles, Problem>> {
  const files: SentFile[] = [];
  for (const [name, bytes] of uploaded) {
    if (isZip(bytes)) {
      const inside = await archived(name, { from: bytes, max: maxUnpacked.upload });
      if (!inside.ok) return inside;
      files.push(...inside.value);
    } else files.push({ name: plainName(name), raw: () => once(bytes), pieces: () => memoryPieces(bytes) });
  }
  return ok(byName(files));
}

/** The files of an archive; a folder that all of them are packed in says nothing, that of PDFs does. */
async function archived(
  name: string,
  { from, max }: { readonly from: string | Uint8Array; readonly max: number },
): Promise<Result<readonly SentFile[], Problem>> {
  try {
    return ok(
      (await zipEntries(from, max)).map((entry: ZipEntry): SentFile => {
        const parts = plainName(entry.name).split('/');
        const file = parts.at(-1) ?? '';
        return {
          name: parts.at(-2) === 'bills' && file.endsWith('.pdf') ? `bills/${file}` : file,
          raw: () => entry.pieces(),
          pieces: () => unpackedPieces(entry.pieces(), max),
        };
      }),
    );
  } catch (error) {
    return refused(whyUnreadable(error, name));
  }
}

function byName(files: readonly SentFile[]): SentFiles {
  const found = new Map<string, SentFile>();
  for (const file of files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    found.set(file.name, found.has(file.name) ? { ...file, isTwice: true } : file);
  }
  return found;
}

async function beginsAsZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  const magic = Buffer.alloc(4);
  await handle.read(magic, 0, 4, 0);
  await handle.close();
  return isZip(magic);
}

async function* rawPieces(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: 1 << 18 });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
