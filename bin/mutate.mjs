// `npm run mutate [-- MODULE[/FILES] …]`: changes the code of domain modules a little at a time and counts the changes that
// their own pure tests notice; of FILES alone where they are named (`rates/map-key.ts`, `metering/files/*.ts`). Standard output is JSON lines and nothing else; what survives goes to standard error. No part of `npm test`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, runOwnNode, say, setUp } from './set-up.mjs';
import { testEnvironment } from './test-environment.mjs';

/** Those whose mistakes cost people money. */
const judged = ['kernel', 'accounts', 'metering', 'rates', 'billing', 'receivables', 'payments', 'transition', 'leaks'];
const wished = process.argv.slice(2);
const moduleOf = (files) => files.split('/')[0];
const unknown = wished.map(moduleOf).filter((module) => !existsSync(join(root, 'src', 'domain', module, 'index.ts')));
if (unknown.length > 0) fail(`There is no module ${unknown.join(', ')} in src/domain.`);
await setUp();
for (const files of wished.length > 0 ? wished : judged) {
  say(`mutate ${files} …`);
  const code = await runOwnNode([join(root, 'scripts', 'mutate.mjs'), files], {
    cwd: root,
    env: { ...testEnvironment(), CAUDAL_MUTATE_MODULE: moduleOf(files) },
  });
  if (code !== 0) process.exitCode = code;
}
