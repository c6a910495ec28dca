import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

/** A zip archive, or an entry of one, that cannot be taken. */
export class UnreadableZip extends Error {
  readonly reason: 'damaged' | 'encrypted' | 'not-one-file' | 'too-large';

  constructor(reason: UnreadableZip['reason']) {
    super(`a zip archive is ${reason}`);
    this.reason = reason;
  }
}

/** A file in an archive, by its path in it. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked piece by piece; its check sum is held against what came. */
  pieces(): AsyncGenerator<Uint8Array>;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endLength = 22;
const maxComment = 0xffff;
/** The names of a large utility's bills of a night, as PDFs. */
const maxDirectory = 1 << 24;

/** Bytes of an archive, wherever they are. */
interface Archive {
  readonly size: number;
  at(from: number, to: number): Promise<Buffer>;
  stream(from: number, to: number): Readable;
}

/** The one file in a zip archive; refused where there are several. */
export async function* zipPieces(path: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const entries = await zipEntries(path, maxBytes);
  const [file] = entries;
  if (file === undefined || entries.length > 1) throw new UnreadableZip('not-one-file');
  yield* file.pieces();
}

/** The files in a zip archive of a path or of bytes, each unpacked when it is asked for. Only what zlib does not know is here (APPNOTE 4.3). */
export async function zipEntries(from: string | Uint8Array, maxBytes: number): Promise<readonly ZipEntry[]> {
  if (typeof from !== 'string') return entriesIn(archiveOf(from), maxBytes);
  const handle = await open(from, 'r');
  try {
    const { size } = await handle.stat();
    return await entriesIn({ size, at: (one, other) => bytesAt(handle, one, other), stream: streamOf(from) }, maxBytes);
  } finally {
    await handle.close();
  }
}

/** Whether bytes begin as an archive does; an empty one begins with its end. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6);

const streamOf = (path: string) => (from: number, to: number) =>
  createReadStream(path, { start: from, end: to - 1, highWaterMark: 1 << 18 });

function archiveOf(bytes: Uint8Array): Archive {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: whole.length,
    at: async (from, to) => whole.subarray(from, Math.min(to, whole.length)),
    stream: (from, to) => Readable.from([whole.subarray(from, to)]),
  };
}

async function entriesIn(archive: Archive, maxBytes: number): Promise<readonly ZipEntry[]> {
  const { size } = archive;
  const tail = await archive.at(Math.max(0, size - endLength - maxComment), size);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endLength > tail.length || tail.readUInt32LE(end) !== endMark)
    throw new UnreadableZip('damaged');
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (length > maxDirectory) throw new UnreadableZip('too-large');
  if (start + length > size) throw new UnreadableZip('damaged');
  const found: ZipEntry[] = [];
  const entries = listed(await archive.at(start, start + length));
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > maxBytes) throw new UnreadableZip('too-large');
  for (const entry of entries) {
    const local = await archive.at(entry.header, entry.header + 30);
    if (local.length < 30) throw new UnreadableZip('damaged');
    const from = entry.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (from + entry.packed > size) throw new UnreadableZip('damaged');
    found.push({ name: entry.name, pieces: () => unpacked(archive, { ...entry, from }, maxBytes) });
  }
  return found;
}

interface Listed {
  readonly name: string;
  readonly header: number;
  readonly packed: number;
  /** Unpacked. */
  readonly size: number;
  readonly method: number;
  readonly checksum: number;
}

async function* unpacked(
  archive: Archive,
  { from, packed, method, checksum }: Listed & { readonly from: number },
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  if (packed === 0) return;
  const source = archive.stream(from, from + packed);
  const unpacking = method === 8 ? createInflateRaw({ chunkSize: 1 << 18 }) : undefined;
  if (unpacking !== undefined) source.on('error', (error) => unpacking.destroy(error));
  let [bytes, sum] = [0, 0];
  try {
    for await (const piece of unpacking === undefined ? source : source.pipe(unpacking)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new UnreadableZip('too-large');
      sum = crc32(piece, sum);
      yield piece;
    }
  } finally {
    source.destroy();
  }
  if (sum !== checksum) throw new UnreadableZip('damaged');
}

/** Entries that are files; folders, and what a Mac puts beside them, are none. */
function listed(directory: Buffer): readonly Listed[] {
  const files: Listed[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== entryMark) throw new UnreadableZip('damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      header: directory.readUInt32LE(at + 42),
    };
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (entry.name.endsWith('/') || entry.name.startsWith('__MACOSX/') || /(^|\/)\./.test(entry.name)) continue;
    if (isEncrypted) throw new UnreadableZip('encrypted');
    // Sizes of more than four gigabytes stand elsewhere.
    if (entry.packed === 0xffffffff || entry.header === 0xffffffff) throw new UnreadableZip('too-large');
    if (entry.method !== 0 && entry.method !== 8) throw new UnreadableZip('damaged');
    files.push(entry);
  }
  return files;
}

async function bytesAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
