import type { VolumeUnit } from '../../kernel/index.ts';

const words: ReadonlyMap<string, VolumeUnit> = new Map<string, VolumeUnit>([
  ...['gal', 'gals', 'gallon', 'gallons', 'usgal', 'usgallons'].map((word) => [word, 'gal'] as const),
  ...['kgal', 'kgals', 'tgal', 'kilogallons', 'thousandgallons', '1000gal'].map((word) => [word, 'kgal'] as const),
  ...['cf', 'cft', 'ft3', 'cuft', 'cubicfeet', 'cubicfoot'].map((word) => [word, 'cf'] as const),
  ...['ccf', 'hcf', '100cf', '100cuft', 'hundredcubicfeet'].map((word) => [word, 'ccf'] as const),
  ...['m3', 'm³', 'cm', 'cum', 'cubicmeter', 'cubicmeters', 'cubicmetre', 'cubicmetres', 'kl'].map(
    (word) => [word, 'm3'] as const,
  ),
  ...['l', 'liter', 'liters', 'litre', 'litres', 'litros'].map((word) => [word, 'l'] as const),
]);

/** `Gallons`, `CuFt`, `100 cu. ft.` and `HCF` as feeds write them; undefined for what is no volume. */
export const unitOfWord = (written: string): VolumeUnit | undefined =>
  words.get(written.toLowerCase().replaceAll(/[\s._-]/g, ''));

/**
 * The unit that a meter's description ends with, as Aclara writes it: `… 9D 0.001CuFt` counts in cubic feet, and the
 * number before is only how fine the register is.
 */
export function unitOfDescription(written: string): VolumeUnit | undefined {
  const last = /([a-z³]+[23]?)\.?\s*$/i.exec(written)?.[1];
  return last === undefined ? undefined : unitOfWord(last);
}
