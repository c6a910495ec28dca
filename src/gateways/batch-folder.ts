import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of files that appears whole or not at all. */
export interface BatchFolder {
  /** True where the folder is there already, whole. */
  readonly finished: boolean;
  has(name: string): Promise<boolean>;
  /** Writes a file whole: a half-written one never bears the name. */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Gives the folder its name. */
  finish(): Promise<void>;
}

/** Files go to `<path>.partial` until all are there; a batch that was cut off goes on with what it has. */
export async function openBatchFolder(path: string): Promise<BatchFolder> {
  const partial = `${path}.partial`;
  const finished = await exists(path);
  if (!finished) await mkdir(partial, { recursive: true });
  return {
    finished,
    has: (name) => exists(join(finished ? path : partial, name)),
    async write(name, content) {
      const temporary = join(partial, `.${name}.tmp`);
      const file = await open(temporary, 'w');
      await file.writeFile(content);
      await file.sync();
      await file.close();
      await rename(temporary, join(partial, name));
    },
    async finish() {
      await rm(path, { recursive: true, force: true });
      await rename(partial, path);
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
