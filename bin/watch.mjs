// `npm run dev`: builds and restarts whenever a source changes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { builds, ownNode, root, say, sourceStamp } from './set-up.mjs';

const poll = 400;

export async function watch(args) {
  let leaving = false;
  let child = start(args);
  const leave = () => {
    leaving = true;
    child.kill('SIGTERM');
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  let seen = sourceStamp();
  while (!leaving) {
    await new Promise((resolve) => setTimeout(resolve, poll));
    const now = sourceStamp();
    if (now === seen || leaving) continue;
    seen = now;
    say('A source changed; building …');
    child.kill('SIGTERM');
    await child.ended;
    if (builds()) child = start(args);
    else say('The build failed; what is wrong is above. Waiting for the next change …');
  }
  process.exitCode = await child.ended;
}

function start(args) {
  // A group of its own, so that Ctrl-C comes through here once and not twice.
  const child = spawn(ownNode, ['--enable-source-maps', join(root, 'dist', 'caudal.mjs'), ...args], {
    stdio: 'inherit',
    detached: true,
  });
  child.ended = new Promise((resolve) => child.on('close', (code) => resolve(code === null ? 1 : code)));
  return child;
}
