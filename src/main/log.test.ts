import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** A process that logs, in a shell as set. */
const logging = (log: string, shell = 'exec') =>
  run('bash', [
    '-c',
    `${shell} "$0" --input-type=module -e "$1"`,
    process.execPath,
    `import { startLog } from '${process.cwd()}/src/main/log.ts';
     const log = startLog('info', ${log});
     for (let line = 0; line < 200; line += 1) log.info({ line }, 'a line that is written');
     console.log('goes on');`,
  ]);

test('a log whose disk is full is said once, and ends nothing', async () => {
  const { stdout, stderr } = await logging(`'/dev/full'`);
  expect(stdout.trim()).toBe('goes on');
  expect(stderr.match(/The log cannot be written/g)).toHaveLength(1);
});

test('nor does a terminal or file behind standard error that takes no more', async () => {
  const { stdout } = await logging('undefined', 'exec 2>/dev/full; exec');
  expect(stdout.trim()).toBe('goes on');
});
