import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/support/long-files-first.ts';
import { quickHashes } from './test/support/quick-hashes.ts';

/** `npm run record-statements`. */
const recording = process.env['CAUDAL_RECORD_STATEMENTS'] === undefined ? [] : ['test/support/record-statements.ts'];

export default defineConfig({
  plugins: [quickHashes],
  oxc: { jsx: { runtime: 'automatic', importSource: '#markup' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    environment: 'node',
    // One worker a core: while a test of one waits for the database or the browser, the other's goes on.
    maxWorkers: '100%',
    sequence: { sequencer: LongFilesFirst },
    // A worker loads modules once, not once a file: no test of ours changes one, mocks one, or touches the environment.
    isolate: false,
    // A limit is for what never ends. How fast something is, benchmarks say; a busy machine is no failure.
    testTimeout: 900_000,
    hookTimeout: 300_000,
    setupFiles: [
      'test/support/properties.ts',
      'test/support/temporal-equality.ts',
      'test/support/compiled-by-others.ts',
      ...recording,
    ],
    globalSetup: [
      'test/support/browser-for-tests.ts',
      'test/support/compiled-for-tests.ts',
      'test/support/postgres-for-tests.ts',
    ],
  },
});
