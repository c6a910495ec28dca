// Mutation testing of one module of the domain by its own pure tests: scripts/mutate.mjs MODULE[/FILES] (see bin/mutate.mjs).
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** Killed of all that the tests could notice; a mutant that no test reaches has survived. */
const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

const [wished = ''] = process.argv.slice(2);
const [module, ...folders] = wished.split('/');
const results = await mutants();
const killed = results.filter(({ status }) => noticed.has(status)).length;
const survivors = results.filter(({ status }) => missed.has(status));
for (const { fileName, location, mutatorName, replacement, status } of survivors) {
  const { line, column } = location.start;
  const change = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 90);
  console.error(`${relative(process.cwd(), fileName)}:${line}:${column} ${status} ${mutatorName}: ${change}`);
}
const all = killed + survivors.length;
const value = all === 0 ? 100 : Math.floor((1000 * killed) / all) / 10;
console.log(JSON.stringify({ bench: 'mutate', metric: `score ${wished}`, value, unit: '%', killed, mutants: all }));

/** Every mutant of the module, with what became of it. */
function mutants() {
  const stryker = new Stryker({
    mutate: [
      `src/domain/${module}/${folders.join('/') || '**/*.ts'}`,
      '!src/domain/**/*.test.ts',
      '!src/domain/**/index.ts',
    ],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutate.config.ts' },
    // TypeScript 7 has no interface for programs yet: Stryker must find no settings of it to rewrite.
    tsconfigFile: 'no-tsconfig.json',
    tempDirName: `.caudal/mutate-${module}`,
    inPlace: false,
    ignorePatterns: ['/.caudal', '/dist', '/db', '/bench', '/test/journeys', '/src/web', '/src/demo'],
    coverageAnalysis: 'perTest',
    // Each change of what is calculated as modules load runs every test of the module: a quick look leaves them out.
    ignoreStatic: process.env.CAUDAL_MUTATE_STATIC === 'no',
    reporters: [],
    logLevel: 'error',
    fileLogLevel: 'off',
    allowConsoleColors: false,
    concurrency: Number(process.env.CAUDAL_MUTATE_AT_ONCE ?? availableParallelism()),
    // Endless loops are counted out by Stryker; a time limit only finds that the machine is busy, and would call that noticed.
    timeoutMS: 60_000,
    cleanTempDir: 'always',
  });
  return stryker.runMutationTest();
}
