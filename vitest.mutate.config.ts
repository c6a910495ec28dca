import { defineConfig } from 'vitest/config';

/** The pure tests of one module of the domain, without database or browser: what mutation testing runs over and over. */
export default defineConfig({
  test: {
    include: [`src/domain/${process.env['CAUDAL_MUTATE_MODULE'] ?? '*'}/**/*.test.ts`],
    environment: 'node',
    setupFiles: ['test/support/properties.ts'],
  },
});
