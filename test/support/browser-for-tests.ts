import type { TestProject } from 'vitest/node';
import { type BrowserProgram, findBrowser, noBrowser } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null where none starts on this machine. */
    browser: BrowserProgram | null;
  }
}

/** Found, and unpacked where it was not yet, before the workers begin: they would unpack it over each other. */
export default async function setup(project: TestProject): Promise<void> {
  const browser = await findBrowser();
  if (browser === undefined) process.stderr.write(`\n!! ${noBrowser()} The journeys are left out.\n\n`);
  project.provide('browser', browser ?? null);
}
