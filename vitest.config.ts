import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Hashing passwords takes its time; a busy machine is no failure.
    testTimeout: 20_000,
    globalSetup: ['test/support/postgres-for-tests.ts'],
  },
});
