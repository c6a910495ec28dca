import { expect } from 'vitest';
import { test as plain } from '../support/database.ts';
import { runs, seed } from '../support/properties.ts';
import { openTrials, whatGoesWrong } from './pairs.ts';
import { verbNames } from './verbs.ts';

const test = plain.extend('trials', { scope: 'file' }, async ({ databases }, { onCleanup }) => {
  const own = await databases.take();
  const trials = await openTrials(own.db);
  onCleanup(async () => {
    await trials.close();
    await databases.giveBack(own);
  });
  return trials;
});

for (const [index, first] of verbNames.entries()) {
  test(`${first}, at once with every other`, async ({ trials }) => {
    for (const second of verbNames.slice(index)) {
      const wrong = await whatGoesWrong(trials, [first, second], { seed, times: runs(1) });
      expect.soft(wrong.join('\n'), `${first} | ${second}`).toBe('');
    }
  });
}
