import { defineConfig } from 'vitest/config';

/** The pure tests of one module of the domain, without database or browser: what mutation testing runs over and over. */
export default defineConfig({
  test: {
    include: [`src/domain/${process.env['CAUDAL_MUTATE_MODULE'] ?? '*'}/**/*.test.ts`],
    environment: 'node',
    setupFiles: ['test/support/properties.ts'],
    // Each change runs the tests that reach it: a tenth of a property's cases is enough, and none is cut off while it is slow.
    env: { CAUDAL_TEST_TIMES: '0.1' },
    testTimeout: 60_000,
  },
});
