import { convertVolume, exact, type VolumeUnit } from '../../kernel/index.ts';
import { plainDecimal } from './decimal-text.ts';
import type { Column, ReadSeries } from './read-mapping.ts';

const coarsest = exact(10);

/** Ten US gallons: a register that counts less at a time shows the hours; `Read` in CCF, which counts 748, does not. */
const fineUnits: ReadonlyMap<VolumeUnit, boolean> = new Map(
  (['gal', 'kgal', 'cf', 'ccf', 'm3', 'l', 'af'] as const).map((unit) => [unit, isFine('1', unit)]),
);

/**
 * Whether the register's least count is at most ten gallons. Only what stays the same from line to line decides (its
 * unit, and the resolution where the file has it), so a meter never goes from register to use and back.
 */
export function isFineRegister(
  series: ReadSeries,
  unit: VolumeUnit | object,
  textOf: (column: Column) => string,
): boolean {
  if (series.kind !== 'register' || typeof unit !== 'string') return false;
  const said = series.resolution === undefined ? undefined : plainDecimal(textOf(series.resolution), '.');
  return said === undefined || !/[1-9]/.test(said) ? fineUnits.get(unit) === true : isFine(said, unit);
}

function isFine(count: string, unit: VolumeUnit): boolean {
  return convertVolume(exact(count), unit, 'gal').compare(coarsest) <= 0;
}
