import { expect, test } from 'vitest';
import { date, policy } from '../../../test/support/the-move.ts';
import { lateFeeHold } from './late-fee-hold.ts';

test('late fees are held for as long after the cut-over as the policy says', () => {
  expect(lateFeeHold(policy)).toEqual({ untilOn: date('2025-06-05'), reason: 'move-autopay-lapsed' });
  expect(lateFeeHold({ ...policy, holdLateFeesDays: 1 })?.untilOn).toEqual(date('2025-05-07'));
});

test('a utility may hold none', () => {
  const { holdLateFeesDays: _none, ...strict } = policy;
  expect(lateFeeHold(strict)).toBeUndefined();
  expect(lateFeeHold({ ...policy, holdLateFeesDays: 0 })).toBeUndefined();
});
