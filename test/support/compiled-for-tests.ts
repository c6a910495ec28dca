import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { folderInProject } from './folder-in-project.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where processes that tests start keep what they compiled: half of the processor time of loading a worker's modules. */
    compiled: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await folderInProject();
  project.provide('compiled', folder);
  return () => rm(folder, { recursive: true, force: true });
}
