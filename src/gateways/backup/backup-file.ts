import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { type BackupKey, saltBytes } from './backup-key.ts';

/** A file as it was before it was packed. */
export interface Packed {
  readonly path: string;
  readonly size: number;
  /** SHA-256, in hexadecimal digits. */
  readonly sha256: string;
}

/** A file of a backup that is not what was written, or cannot be opened with this key. */
export class BackupDamaged extends Error {}

/** `docs/reference/backup.md` describes the format, so that another program can open it. */
const magic = Buffer.from('caudal-sealed-1\n', 'latin1');
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = magic.length + saltBytes + nonceBytes;

/** The name under which a file lies in a backup. */
export const packedName = (path: string, isSealed: boolean): string => `${path}.zst${isSealed ? '.sealed' : ''}`;

/** Bytes that are read, compressed and sealed at a time: in pieces of the usual 16 KB, their number costs as much as they do. */
const pieceBytes = 2 ** 18;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Where a file of a backup lies, and what seals it. */
interface BackupFilePlace {
  readonly folder: string;
  readonly path: string;
  readonly key: BackupKey | undefined;
}

/** One of several that lie in one file of the backup, one after another. */
export interface Member {
  readonly path: string;
  /** Undefined where it is gone by the time its turn comes. */
  readonly open: () => Promise<Chunks | undefined>;
}

/**
 * Compresses files, one after another, into one file of a backup, and seals it where there is a key. It is on the disk when
 * this answers: a database has two thousand small files, and to wait for the disk after each would take minutes.
 */
export async function packFiles(members: Iterable<Member>, place: BackupFilePlace): Promise<readonly Packed[]> {
  const { folder, path, key } = place;
  const file = `${folder}/${packedName(path, key !== undefined)}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const packed: Packed[] = [];
  async function* inTurn(): AsyncGenerator<Uint8Array> {
    for (const member of members) {
      const chunks = await member.open();
      if (chunks === undefined) continue;
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
      packed.push({ path: member.path, size, sha256: hash.digest('hex') });
    }
  }
  await pipeline(
    inTurn(),
    createZstdCompress({ chunkSize: pieceBytes, params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
    (compressed: Chunks) => sealed(compressed, path, key),
    createWriteStream(file, { mode: 0o600, flush: true }),
  );
  return packed;
}

async function* sealed(chunks: Chunks, path: string, key: BackupKey | undefined): AsyncGenerator<Uint8Array> {
  if (key === undefined) return yield* chunks;
  const nonce = randomBytes(nonceBytes);
  const head = Buffer.concat([magic, key.salt, nonce]);
  const cipher = createCipheriv('aes-256-gcm', key.derived(key.salt), nonce);
  // The name is sealed too: one file of a backup cannot stand in another's place.
  cipher.setAAD(Buffer.concat([head, Buffer.from(path)]));
  yield head;
  for await (const chunk of chunks) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** What `packFiles` took in, in pieces; throws before the end where it is not whole. */
export async function* unpackFile({ folder, path, key }: BackupFilePlace): AsyncGenerator<Uint8Array> {
  const file = `${folder}/${packedName(path, key !== undefined)}`;
  const packed = key === undefined ? createReadStream(file, { highWaterMark: pieceBytes }) : opened(file, path, key);
  const plain = createZstdDecompress({ chunkSize: pieceBytes });
  const ended = pipeline(packed, plain).catch((error: Error) => void plain.destroy(error));
  try {
    yield* plain;
  } catch (error) {
    if (error instanceof BackupDamaged) throw error;
    // What opens to nonsense is noticed by the decompression before the seal is looked at.
    throw key === undefined ? new BackupDamaged(`${file} cannot be read: ${reasonOf(error)}`) : opensNot(file);
  } finally {
    // Also where the reader stops in the middle.
    plain.destroy();
    await ended;
  }
}

async function* opened(file: string, path: string, key: BackupKey): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(headBytes);
    const tag = Buffer.alloc(tagBytes);
    await handle.read(head, 0, headBytes, 0);
    if (size < headBytes + tagBytes || !head.subarray(0, magic.length).equals(magic)) {
      throw new BackupDamaged(`${file} is cut off, or no sealed file of a backup`);
    }
    await handle.read(tag, 0, tagBytes, size - tagBytes);
    const salt = head.subarray(magic.length, magic.length + saltBytes);
    const cipher = createDecipheriv('aes-256-gcm', key.derived(salt), head.subarray(magic.length + saltBytes));
    cipher.setAAD(Buffer.concat([head, Buffer.from(path)])).setAuthTag(tag);
    if (size > headBytes + tagBytes) {
      const stream = handle.createReadStream({
        start: headBytes,
        end: size - tagBytes - 1,
        autoClose: false,
        highWaterMark: pieceBytes,
      });
      for await (const chunk of stream) yield cipher.update(chunk as Uint8Array);
    }
    try {
      yield cipher.final();
    } catch {
      throw opensNot(file);
    }
  } finally {
    await handle.close();
  }
}

const opensNot = (file: string): BackupDamaged =>
  new BackupDamaged(`${file} does not open: it was changed, or sealed with another CAUDAL_BACKUP_KEY`);

/** Reads a file of a backup to its end, compares each member with what was packed, and gives its pieces to `take`. */
export async function checkFiles(
  place: BackupFilePlace,
  members: readonly Packed[],
  take: (member: Packed, chunk: Uint8Array) => Promise<unknown> | undefined = () => undefined,
): Promise<void> {
  const damaged = (path: string) =>
    new BackupDamaged(`${place.folder}/${place.path} holds another ${path} than was packed`);
  const pieces = unpackFile(place);
  try {
    let left: Buffer = Buffer.alloc(0);
    for (const member of members) {
      const hash = createHash('sha256');
      let missing = member.size;
      // Also where it is empty: it has to be made.
      await take(member, Buffer.alloc(0));
      while (missing > 0) {
        if (left.length === 0) {
          const next = await pieces.next();
          if (next.done === true) throw damaged(member.path);
          const { buffer, byteOffset, length } = next.value;
          left = Buffer.from(buffer, byteOffset, length);
        }
        const part = left.subarray(0, missing);
        left = left.subarray(part.length);
        missing -= part.length;
        hash.update(part);
        await take(member, part);
      }
      if (hash.digest('hex') !== member.sha256) throw damaged(member.path);
    }
    if (left.length > 0 || (await pieces.next()).done !== true) throw damaged('length');
  } finally {
    await pieces.return(undefined);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
