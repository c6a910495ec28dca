// `npm run schema`: writes db/schema.sql.
import { join } from 'node:path';
import { root, runOwnNode, setUp } from './set-up.mjs';

await setUp();
process.exitCode = await runOwnNode([join(root, 'scripts', 'schema.ts')], { cwd: root });
