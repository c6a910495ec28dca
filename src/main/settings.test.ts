import { expect, test } from 'vitest';
import { ConfigurationRefused, readSettings } from './settings.ts';

test('what is wrong with the folder that was asked for is told beside what is wrong with the environment', async () => {
  const refused = await readSettings({ CAUDAL_UTILITY: 'examples/second-town', CAUDAL_MODE: 'production' }).catch(
    (error: unknown) => error,
  );
  if (!(refused instanceof ConfigurationRefused)) throw new Error(`not refused: ${refused}`);
  const files = new Set(refused.problems.map(({ place }) => place?.file));
  expect(files).toContain('examples/second-town/utility.yaml');
  expect(files).not.toContain('utility/utility.yaml');
});
