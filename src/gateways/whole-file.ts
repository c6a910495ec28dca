import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A text, or what writes a long one piece by piece. */
type WrittenText = string | ((write: (text: string) => Promise<void>) => Promise<void>);

/** Writes a file that is there whole or not at all, however the process or the machine ends meanwhile. */
export async function writeWhole(file: string, text: WrittenText, mode: number): Promise<void> {
  const made = await written(file, text, mode);
  try {
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
  await syncFolder(file);
}

/** The same, unless the file is there already: of several processes at once, the first one's stands. */
export async function createWhole(file: string, text: string, mode: number): Promise<void> {
  const made = await written(file, text, mode);
  try {
    await link(made, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      // A file system without links.
      return await rename(made, file);
    }
  }
  await rm(made, { force: true });
  await syncFolder(file);
}

async function written(file: string, text: WrittenText, mode: number): Promise<string> {
  const made = `${file}.${randomUUID()}.new`;
  const handle = await open(made, 'w', mode);
  try {
    if (typeof text === 'string') await handle.writeFile(text);
    else await text((piece) => handle.writeFile(piece));
    await handle.sync();
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return made;
}

/** A name is kept by its folder, which has to reach the disk as well; where folders cannot be opened, it does by itself. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
