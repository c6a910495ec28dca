import { type Exact, exact } from './exact.ts';

/** The units in which registers count and rates bill. `kilolitre` is read as `m3`. */
export type VolumeUnit = 'gal' | 'kgal' | 'cf' | 'ccf' | 'm3' | 'l' | 'af';

/** Cubic inches in one unit, exactly: 1 gal = 231 in³, 1 ft³ = 1728 in³, 1 in = 25.4 mm (NIST Handbook 44, appendix C). */
const cubicInches: Readonly<Record<VolumeUnit, Exact>> = {
  gal: exact(231),
  kgal: exact(231_000),
  cf: exact(1728),
  ccf: exact(172_800),
  m3: exact(1_000_000_000_000n).div(16_387_064),
  l: exact(1_000_000_000).div(16_387_064),
  // An acre-foot: 43,560 ft³.
  af: exact(43_560 * 1728),
};

/** Converts exactly; `convertVolume(exact(748), 'gal', 'ccf')` is 748 × 231/172800. */
export function convertVolume(quantity: Exact, from: VolumeUnit, to: VolumeUnit): Exact {
  return from === to ? quantity : quantity.mul(cubicInches[from]).div(cubicInches[to]);
}
