import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runTool } from './postgres-tools.ts';

/** Goes on for as long as somebody takes it. */
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield Buffer.alloc(2 ** 18);
    await turn();
  }
}

test('a program that fails in the middle of what it is given says why, and is not waited for', async () => {
  const script = `process.stderr.write('no such extension'); process.exit(3)`;
  const run = async () => {
    for await (const _ of runTool(process.execPath, ['-e', script], { variables: {}, input: endless() })) {
      // It writes nothing.
    }
  };
  await expect(run()).rejects.toThrow('failed: no such extension');
});
