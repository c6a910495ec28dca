import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { contentHash } from './read-stream.ts';

/** What a file of an export came to. */
interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** A folder that is written beside its place and gets its name when it is whole. */
export interface ExportFolder {
  /** Writes a file; folders of its name are made. */
  write(name: string, from: (take: (piece: Uint8Array) => Promise<void>) => Promise<unknown>): Promise<WrittenFile>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** A new folder at `path`; refused where anything stands there already. What a run that was killed left behind goes. */
export async function newExportFolder(path: string): Promise<Result<ExportFolder, Problem>> {
  const folder = resolve(path);
  const partial = `${folder}.partial`;
  const place = { file: path, line: 1 };
  try {
    const before = await readdir(folder).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    if (before.length > 0) return refused({ code: 'leave.folder-in-use', params: { folder: path }, place });
    await rm(partial, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    // It holds all that customers told.
    await mkdir(partial, { mode: 0o700 });
  } catch (error) {
    return refused({ code: 'leave.folder-unwritable', params: { folder: path, reason: codeOf(error) }, place });
  }
  const made = new Set<string>();
  return ok({
    async write(name, from) {
      const file = join(partial, name);
      const within = dirname(file);
      if (!made.has(within)) await mkdir(within, { recursive: true, mode: 0o700 });
      made.add(within);
      const handle = await open(file, 'wx', 0o600);
      try {
        return await hashed(handle, from);
      } finally {
        await handle.close();
      }
    },
    async finish() {
      // An empty folder gives way; one with something in it cannot be taken away like this.
      await rmdir(folder).catch(() => undefined);
      await rename(partial, folder);
    },
    abandon: () => rm(partial, { recursive: true, force: true }),
  });
}

/** Rows come in small pieces; a write each would be a system call each. */
const written = 1 << 18;

async function hashed(
  handle: FileHandle,
  from: (take: (piece: Uint8Array) => Promise<void>) => Promise<unknown>,
): Promise<WrittenFile> {
  const hash = contentHash();
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waits = 0;
  const flush = async () => {
    if (waits === 0) return;
    const piece = Buffer.concat(waiting);
    waiting = [];
    waits = 0;
    hash.update(piece);
    await handle.writeFile(piece);
  };
  await from(async (piece) => {
    bytes += piece.length;
    waits += piece.length;
    waiting.push(piece);
    if (waits >= written) await flush();
  });
  await flush();
  await handle.sync();
  return { bytes, sha256: hash.digest() };
}

/** An export that somebody made. */
export interface ReceivedExport {
  /** Of every file but the list of sums itself, by name. */
  readonly sums: ReadonlyMap<string, string>;
  /** A whole file; undefined where it is not there. */
  text(name: string): Promise<string | undefined>;
  bytes(name: string): Promise<Uint8Array>;
  pieces(name: string): AsyncIterable<Uint8Array>;
  /** Undefined where it cannot be read. */
  sha256(name: string, read: (bytes: number) => void): Promise<string | undefined>;
}

/** The list of all files with their SHA-256, as `sha256sum -c` reads it. */
export const sumsFile = 'SHA256SUMS';

export const sumLine = (name: string, sha256: string): string => `${sha256}  ${name}\n`;

export async function openExport(folder: string): Promise<Result<ReceivedExport, Problem>> {
  const place = { file: join(folder, sumsFile), line: 1 };
  const list = await readFile(join(folder, sumsFile), 'utf8').catch(() => undefined);
  if (list === undefined) return refused({ code: 'leave.no-export', params: { folder }, place });
  const sums = new Map<string, string>();
  for (const [at, line] of list.split('\n').entries()) {
    if (line === '') continue;
    const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || !staysWithin(name)) {
      return refused({ code: 'leave.sums-unreadable', place: { ...place, line: at + 1 } });
    }
    sums.set(name, sha256);
  }
  const pieces = (name: string) => createReadStream(join(folder, name), { highWaterMark: written });
  return ok({
    sums,
    text: (name) => readFile(join(folder, name), 'utf8').catch(() => undefined),
    bytes: (name) => readFile(join(folder, name)),
    pieces,
    async sha256(name, read) {
      const hash = contentHash();
      try {
        for await (const piece of pieces(name)) {
          hash.update(piece as Buffer);
          read((piece as Buffer).length);
        }
        return hash.digest();
      } catch {
        return undefined;
      }
    },
  });
}

/** No name leads out of the folder. */
const staysWithin = (name: string): boolean =>
  !name.startsWith('/') && !name.includes('\\') && name.split('/').every((part) => !['', '.', '..'].includes(part));

/** Every file of a folder, by its path in it; none where there is no such folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return found
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .toSorted();
}

const isCode = (error: unknown, code: string): boolean => codeOf(error) === code;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
