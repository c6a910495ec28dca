import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * 0.4 ms of an import's taking of lines: between two pieces it hears PostgreSQL's answers, and a batch waits for eight of
 * them, one after the other. With pieces of a megabyte it waited up to four times as long for each; the processor has as
 * much to do with either.
 */
const pieceSize = 1 << 18;

const gibibyte = 1024 ** 3;

/**
 * What a packed file may unpack to, on disk and from the console. Gzip packs nothing a thousand times smaller, so a file of a
 * few megabytes can hold this machine for hours. A year of hourly reads of 40,000 meters is about 16 GiB as CSV.
 */
export const maxUnpacked = { file: 32 * gibibyte, upload: 2 * gibibyte } as const;

/** A packed file is not unpacked any further. */
export class UnpacksTooLarge extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`a packed file unpacks to more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/**
 * The bytes of a file in pieces, unpacked where it is gzip; a file that is cut off in the middle throws. A piece lasts
 * until the next is asked for: two buffers are used in turn, since a new one each makes V8 collect its whole heap often.
 */
export async function* filePieces(path: string, max: number = maxUnpacked.file): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  let reading: Promise<{ readonly bytesRead: number }> | undefined;
  try {
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    if (isGzip(magic)) {
      yield* unpacked(createReadStream(path, { highWaterMark: pieceSize }), max);
      return;
    }
    let [filling, other] = [new Uint8Array(pieceSize), new Uint8Array(pieceSize)];
    let at = 0;
    reading = handle.read(filling, 0, pieceSize, at);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const piece = filling.subarray(0, bytesRead);
      at += bytesRead;
      [filling, other] = [other, filling];
      // The next is read while this one is worked on.
      reading = handle.read(filling, 0, pieceSize, at);
      yield piece;
    }
  } finally {
    await reading?.catch(() => undefined);
    await handle.close();
  }
}

/** The same of bytes that are in memory. */
export async function* memoryPieces(bytes: Uint8Array, max: number = maxUnpacked.upload): AsyncGenerator<Uint8Array> {
  if (!isGzip(bytes)) yield bytes;
  else yield* unpacked(Readable.from([bytes]), max);
}

/** The same of pieces that come from elsewhere, such as out of an archive. */
export async function* unpackedPieces(pieces: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  }
  if (isGzip(first.value)) yield* unpacked(Readable.from(all()), max);
  else yield* all();
}

async function* unpacked(packed: Readable, max: number): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: pieceSize });
  // `pipe` hands no errors on.
  packed.on('error', (error) => unpacking.destroy(error));
  let bytes = 0;
  try {
    for await (const piece of packed.pipe(unpacking)) {
      bytes += piece.length;
      if (bytes > max) throw new UnpacksTooLarge(max);
      yield piece;
    }
  } finally {
    packed.destroy();
  }
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

export interface ContentHash {
  update(bytes: Uint8Array): void;
  digest(): string;
}

/** SHA-256, in hexadecimal. */
export function contentHash(): ContentHash {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
}

/** A text file that grows; readable by its owner only. It takes its name when it is whole. */
export interface GrowingFile {
  write(text: string): Promise<void>;
  /** Undefined where nothing was written since: then there is no file. */
  close(): Promise<string | undefined>;
  /** Nothing of it is left. */
  abandon(): Promise<void>;
}

export function growingFile(path: string): GrowingFile {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  const partial = `${path}.partial`;
  return {
    async write(text) {
      handle ??= await open(partial, 'w', 0o600);
      await handle.writeFile(text);
    },
    async close() {
      if (handle === undefined) return undefined;
      await handle.close();
      handle = undefined;
      await rename(partial, path);
      return path;
    },
    async abandon() {
      await handle?.close();
      handle = undefined;
      await rm(partial, { force: true });
    },
  };
}
