import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { type ContentHash, contentHash, type GrowingFile, growingFile } from './read-stream.ts';

/** A folder of files that is there whole or not at all. */
export interface PackageFolder {
  file(name: string): PackageFile;
  /** Gives the folder its name; what had it before is gone. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

export interface PackageFile {
  write(text: string): Promise<void>;
  close(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** The same in memory: what staff send by hand is not put on a disk. */
export function packageInMemory(): PackageFolder & { readonly files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    file(name) {
      const pieces: Uint8Array[] = [];
      const hash = contentHash();
      return {
        async write(text) {
          const written = Buffer.from(text);
          hash.update(written);
          pieces.push(written);
        },
        async close() {
          const bytes = Buffer.concat(pieces);
          files.set(name, bytes);
          return { bytes: bytes.length, sha256: hash.digest() };
        },
      };
    },
    finish: async () => undefined,
    abandon: async () => files.clear(),
  };
}

/** Beside a package: the lines that were set aside. */
export const refusedFileOf = (folder: string): string => `${folder}.refused.csv`;

/** A folder for a package at `path`; refused where something else than an earlier package stands there. */
export async function newPackageFolder(
  path: string,
  isOfPackage: (name: string) => boolean,
): Promise<Result<PackageFolder, Problem>> {
  const place = { file: path, line: 1 };
  const partial = `${path}.partial`;
  try {
    const before = await readdir(path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    const strange = before.find((name) => !isOfPackage(name));
    if (strange !== undefined)
      return refused({ code: 'exchange.folder-in-use', params: { folder: path, name: strange }, place });
    await rm(partial, { recursive: true, force: true });
    await rm(refusedFileOf(path), { force: true });
    await mkdir(dirname(path), { recursive: true });
    // It holds customers' data.
    await mkdir(partial, { mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refused({ code: 'exchange.folder-unwritable', params: { folder: path, reason }, place });
  }
  const growing: GrowingFile[] = [];
  return ok({
    file(name) {
      const file = growingFile(join(partial, name));
      growing.push(file);
      return hashedFile(file, contentHash());
    },
    async finish() {
      await rm(path, { recursive: true, force: true });
      await rename(partial, path);
    },
    async abandon() {
      for (const file of growing) await file.abandon();
      await rm(partial, { recursive: true, force: true });
    },
  });
}

function hashedFile(file: GrowingFile, hash: ContentHash): PackageFile {
  const encoder = new TextEncoder();
  let bytes = 0;
  return {
    async write(text) {
      const written = encoder.encode(text);
      bytes += written.length;
      hash.update(written);
      await file.write(text);
    },
    async close() {
      await file.close();
      return { bytes, sha256: hash.digest() };
    },
  };
}
