import { expect, test } from 'vitest';
import { convertVolume, exact, exactToDecimal, type VolumeUnit } from './index.ts';

test.each<[string, VolumeUnit, string, VolumeUnit]>([
  ['748', 'gal', '0.9999305556', 'ccf'],
  ['1', 'kgal', '1000', 'gal'],
  ['1', 'ccf', '100', 'cf'],
  ['1', 'cf', '7.4805194805', 'gal'],
  ['1', 'm3', '1000', 'l'],
  ['1', 'm3', '264.1720523581', 'gal'],
  ['1', 'gal', '3.785411784', 'l'],
  ['12.5', 'ccf', '12.5', 'ccf'],
])('%s %s is %s %s', (quantity, from, converted, to) => {
  expect(exactToDecimal(convertVolume(exact(quantity), from, to), 10)).toBe(converted);
});
