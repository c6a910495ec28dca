import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Worked examples go before properties: a change that a quick example notices is not tried on a hundred cases. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const hasProperties = ({ moduleId }: TestSpecification) =>
      Number(readFileSync(moduleId, 'utf8').includes("from 'fast-check'"));
    return (await super.sort(files)).sort((one, other) => hasProperties(one) - hasProperties(other));
  }
}

/** The pure tests of one module of the domain, without database or browser: what mutation testing runs over and over. */
export default defineConfig({
  test: {
    include: [`src/domain/${process.env['CAUDAL_MUTATE_MODULE'] ?? '*'}/**/*.test.ts`],
    environment: 'node',
    // One worker a change loads the modules once for all test files that reach it; the next change has a worker of its own.
    isolate: false,
    setupFiles: ['test/support/properties.ts', 'test/support/temporal-equality.ts'],
    sequence: { sequencer: ExamplesFirst },
    // Each change runs the tests that reach it: a tenth of a property's cases is enough, and none is cut off while it is slow.
    env: { CAUDAL_TEST_TIMES: '0.1' },
    testTimeout: 60_000,
  },
});
