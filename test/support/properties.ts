import fc from 'fast-check';

/**
 * Set-up of every test file: which cases properties are tried on. The seed is committed, so that `npm test` tries the same
 * ones every time and everywhere; `npm run test:explore` draws another and asks for a hundred times as many.
 */
const committedSeed = 20_260_510;

export const seed = Number(process.env['CAUDAL_TEST_SEED'] ?? committedSeed);
export const times = Number(process.env['CAUDAL_TEST_TIMES'] ?? 1);

/** `{ numRuns: runs(60) }` where a property's case takes so long, or means so little, that the usual hundred are not right. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * times));

fc.configureGlobal({ seed, numRuns: runs(100) });
