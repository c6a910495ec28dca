import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/** A zip archive that cannot be taken for the one file in it. */
export class UnreadableZip extends Error {
  readonly reason: 'damaged' | 'encrypted' | 'not-one-file' | 'too-large';

  constructor(reason: UnreadableZip['reason']) {
    super(`a zip archive is ${reason}`);
    this.reason = reason;
  }
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endLength = 22;
const maxComment = 0xffff;
const maxDirectory = 1 << 20;

/**
 * The one file in a zip archive, unpacked piece by piece; its check sum is held against what came. Only what zlib does not know
 * is here: where the file begins (APPNOTE 4.3).
 */
export async function* zipPieces(path: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { from, to, isDeflated, checksum } = await onlyEntry(path);
  const packed = createReadStream(path, { start: from, end: Math.max(from, to - 1), highWaterMark: 1 << 18 });
  if (to === from) return;
  const unpacking = isDeflated ? createInflateRaw({ chunkSize: 1 << 18 }) : undefined;
  if (unpacking !== undefined) packed.on('error', (error) => unpacking.destroy(error));
  let [bytes, sum] = [0, 0];
  try {
    for await (const piece of unpacking === undefined ? packed : packed.pipe(unpacking)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new UnreadableZip('too-large');
      sum = crc32(piece, sum);
      yield piece;
    }
  } finally {
    packed.destroy();
  }
  if (sum !== checksum) throw new UnreadableZip('damaged');
}

interface ZipEntry {
  readonly from: number;
  readonly to: number;
  readonly isDeflated: boolean;
  readonly checksum: number;
}

async function onlyEntry(path: string): Promise<ZipEntry> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, Math.max(0, size - endLength - maxComment), size);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + endLength > tail.length || tail.readUInt32LE(end) !== endMark)
      throw new UnreadableZip('damaged');
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (length > maxDirectory || start + length > size) throw new UnreadableZip('damaged');
    const directory = await bytesAt(handle, start, start + length);
    const files = entriesOf(directory);
    const [file] = files;
    if (file === undefined || files.length > 1) throw new UnreadableZip('not-one-file');
    const local = await bytesAt(handle, file.header, file.header + 30);
    if (local.length < 30) throw new UnreadableZip('damaged');
    const from = file.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (from + file.packed > size) throw new UnreadableZip('damaged');
    return { from, to: from + file.packed, isDeflated: file.method === 8, checksum: file.checksum };
  } finally {
    await handle.close();
  }
}

/** Entries that are files; folders, and what a Mac puts beside them, are none. */
function entriesOf(directory: Buffer) {
  const files: { header: number; packed: number; method: number; checksum: number }[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== entryMark) throw new UnreadableZip('damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const entry = {
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      header: directory.readUInt32LE(at + 42),
    };
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (name.endsWith('/') || name.startsWith('__MACOSX/')) continue;
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
