import { rm } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { folderInProject } from './folder-in-project.ts';

/** A folder of the test's own that is gone after it. */
export async function scratchFolder(): Promise<string> {
  const folder = await folderInProject();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
