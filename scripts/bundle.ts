import { rolldown } from 'rolldown';

/** What runs in a thread is a file of its own beside the program. */
const threads = {
  'leak-thread': 'src/gateways/leak-thread.ts',
  'typst-thread': 'src/gateways/typst-thread.ts',
};

/** Bundles a program, and what it runs in threads, for Caudal's own Node; packages stay outside. JSX is as tsconfig.json says. */
export async function bundle(program: Readonly<Record<string, string>>, dir: string): Promise<void> {
  const made = await rolldown({
    input: { ...program, ...threads },
    platform: 'node',
    tsconfig: 'tsconfig.json',
    external: (id) => !/^[./#]/.test(id),
  });
  await made.write({
    dir,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: 'parts/[name]-[hash].mjs',
  });
  await made.close();
}
