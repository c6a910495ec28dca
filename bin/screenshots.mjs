// `npm run screenshots`: pictures for the documents, by scripts/screenshots.ts.
import { join } from 'node:path';
import { root, runOwnNode, setUp } from './set-up.mjs';

await setUp();
process.exitCode = await runOwnNode([join(root, 'scripts', 'screenshots.ts'), ...process.argv.slice(2)], { cwd: root });
