import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the test's own, inside the project, that is gone after it. */
export async function scratchFolder(): Promise<string> {
  const parent = resolve('.caudal', 'tests');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'scratch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
