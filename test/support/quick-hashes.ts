import type { Plugin } from 'vite';

const quick = '\0quick-hash-cost';

/**
 * Tests hash passwords and codes a thousand times and more, and at the real cost of Argon2id each takes 34 ms of a processor. The cost
 * is replaced as Vitest loads `slow-hash.ts`, and for that file alone: the program has no way to cheaper hashes, so no slip of an
 * installation opens one. Programs that tests start have the real cost, and `slow-hash.test.ts` asks one of them.
 */
export const quickHashes: Plugin = {
  name: 'quick-hashes',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './hash-cost.ts' && importer?.endsWith('/src/gateways/slow-hash.ts') ? quick : undefined,
  load: (id) => (id === quick ? 'export const hashCost = { memory: 8, passes: 1, parallelism: 1 };' : undefined),
};
