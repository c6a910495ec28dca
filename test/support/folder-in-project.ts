import { mkdir, mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A new folder for what a run or a test writes: in the project, as a shared temporary folder may hold, or forbid, anything. */
export async function folderInProject(): Promise<string> {
  const parent = resolve('.caudal', 'tests');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'run-'));
}
