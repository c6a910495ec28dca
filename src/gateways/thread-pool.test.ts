import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { openThreadPool } from './thread-pool.ts';

test('where no thread can begin, what was asked fails, and so does what is asked after', async () => {
  const pool = openThreadPool({ filename: new URL('./no-such-thread.ts', import.meta.url).href, maxThreads: 2 });
  const failed = expect.stringContaining('no-such-thread');
  const answers = await Promise.allSettled([pool.run(1), pool.run(2), pool.run(3)]);
  expect(answers).toEqual(
    answers.map(() => ({ status: 'rejected', reason: expect.objectContaining({ message: failed }) })),
  );
  await expect(pool.run(4)).rejects.toThrow('no-such-thread');
  await pool.destroy();
});

test('every program is built with the files that its threads run', () => {
  const files = globSync('src/gateways/*-thread.ts');
  expect(files.length).toBeGreaterThan(1);
  const built = readFileSync('scripts/bundle.ts', 'utf8');
  for (const file of files) expect(built).toContain(`'${basename(file, '.ts')}': '${file}'`);
});
