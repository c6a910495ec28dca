import { expect, test } from 'vitest';
import { findingValues } from '../index.ts';

test('the days of a finding are written as the reader writes them; everything else stays', () => {
  const params = { serial: '2026-05-03', from: '2026-04-03', to: '2026-05-03', gallons: 12_000 };
  expect(findingValues({ params }, ({ month, day }) => `${month}/${day}`)).toEqual({
    ...{ serial: '2026-05-03', from: '4/3', to: '5/3', gallons: 12_000 },
  });
});
