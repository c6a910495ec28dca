import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/**
 * Long text that is made faster than it is read. It lies on the disk meanwhile, in a file without a name: it takes no memory,
 * and no transaction waits for a slow line.
 */
export async function spooledText(
  make: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'caudal-spool-'));
  const handle = await open(join(folder, 'text'), 'wx+', 0o600);
  try {
    await rm(folder, { recursive: true });
    await make((text) => handle.writeFile(text));
  } catch (error) {
    await handle.close();
    throw error;
  }
  // Closed at its end, and when nobody reads on.
  return Readable.toWeb(handle.createReadStream({ start: 0 })) as ReadableStream<Uint8Array>;
}
