import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { keepProgram } from './kept-program.ts';

const program = (script: string) => () => spawn(process.execPath, ['-e', script], { stdio: 'ignore' });

test('a program that ends before it works is not waited for: what to do is said at once', async () => {
  const kept = keepProgram(program('process.exit(3)'), async () => false);
  await expect(kept.begun()).rejects.toThrow(/ended \(3\) before it worked.*scripts\/build\.ts/);
  await expect(kept.begunAgain()).rejects.toThrow(/ended \(3\)/);
});

test('one that is killed is begun again', async () => {
  let begun = 0;
  const stays = program('setInterval(() => {}, 1000)');
  const kept = keepProgram(
    () => {
      begun += 1;
      return stays();
    },
    async ({ pid }) => pid !== undefined,
  );
  await kept.begun();
  await kept.killed();
  expect(kept.child().signalCode).toBe('SIGKILL');
  await kept.begunAgain();
  expect(begun).toBe(2);
  await kept.killed();
});
