import { rolldown } from 'rolldown';

/** Bundles entry points for Caudal's own Node; packages stay outside. JSX is as tsconfig.json says. */
export async function bundle(input: Readonly<Record<string, string>>, dir: string): Promise<void> {
  const made = await rolldown({
    input: { ...input },
    platform: 'node',
    tsconfig: 'tsconfig.json',
    external: (id) => !/^[./]/.test(id),
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
