#!/usr/bin/env node
// `npm start` and `npx caudal …`: sets the folder up where needed, then hands over to Caudal's own Node.
import { join } from 'node:path';
import { root, runOwnNode, setUp } from './set-up.mjs';

const args = process.argv.slice(2);
await setUp();
if (args[0] === 'up' && args.includes('--watch')) {
  const { watch } = await import('./watch.mjs');
  await watch(args.filter((arg) => arg !== '--watch'));
} else {
  process.exitCode = await runOwnNode(['--enable-source-maps', join(root, 'dist', 'caudal.mjs'), ...args]);
}
