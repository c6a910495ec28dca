import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../test/support/scratch-folder.ts';
import { filePieces, memoryPieces, UnpacksTooLarge } from './read-stream.ts';
import { unreadableFile } from './unreadable-file.ts';

const megabyte = 1024 * 1024;
/** 64 MB of nothing, which gzip packs into 64 KB. */
const bomb = gzipSync(Buffer.alloc(64 * megabyte));

async function taken(pieces: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number; readonly error: unknown }> {
  let bytes = 0;
  try {
    for await (const piece of pieces) bytes += piece.length;
    return { bytes, error: undefined };
  } catch (error) {
    return { bytes, error };
  }
}

test('a packed file that unpacks to more than it may is given up there, from disk and from memory', async () => {
  const path = join(await scratchFolder(), 'bomb.csv.gz');
  await writeFile(path, bomb);
  for (const pieces of [filePieces(path, megabyte), memoryPieces(bomb, megabyte)]) {
    const { bytes, error } = await taken(pieces);
    expect(error).toBeInstanceOf(UnpacksTooLarge);
    expect(bytes).toBeLessThanOrEqual(megabyte);
  }
});

test('one that unpacks to just what it may is read whole', async () => {
  expect(await taken(memoryPieces(bomb, 64 * megabyte))).toEqual({ bytes: 64 * megabyte, error: undefined });
});

test('packed files in a packed file are one file of bytes: only the outer one is unpacked', async () => {
  const { bytes } = await taken(memoryPieces(gzipSync(bomb), 64 * megabyte));
  expect(bytes).toBe(bomb.length);
});

test('what is said of it names the file and the limit; of a damaged one, that it is damaged', async () => {
  const { error } = await taken(memoryPieces(bomb, megabyte));
  expect(unreadableFile(error, 'july.csv.gz')).toMatchObject({
    code: 'files.unpacks-too-large',
    params: { file: 'july.csv.gz', max: 1 / 1024 },
  });
  const cutOff = await taken(memoryPieces(bomb.subarray(0, 1000)));
  expect(unreadableFile(cutOff.error, 'july.csv.gz').code).toBe('metering.file-cut-off');
});
