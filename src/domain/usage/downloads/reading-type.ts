import { exact, exactToDecimal, type VolumeUnit } from '../../kernel/index.ts';
import type { CountUnit, HourQuality } from '../../metering/index.ts';
import { element, espi } from './xml.ts';

/**
 * ESPI's code and power of ten of each unit. There is no CCF or kilogallon: they are 10² cubic feet and 10³ gallons; litres
 * are written as 10⁻³ m³, since the water function block (FB_11) knows gallons, cubic feet and cubic metres.
 */
const units: Readonly<Record<VolumeUnit, { readonly code: number; readonly power: number; readonly times?: number }>> =
  {
    gal: { code: 128, power: 0 },
    kgal: { code: 128, power: 3 },
    cf: { code: 119, power: 0 },
    ccf: { code: 119, power: 2 },
    m3: { code: 42, power: 0 },
    l: { code: 42, power: -3 },
    // Neither are acre-feet: 43,560 cubic feet each.
    af: { code: 119, power: 0, times: 43_560 },
  };

/** How a meter's counts are written: `value` = counts × `factor`, in 10^`power` of ESPI's unit `code`. */
export interface WrittenCounts {
  readonly code: number;
  readonly power: number;
  readonly factor: number;
}

/** An integer value for every count, exactly, whatever decimal the multiplier is. */
export function writtenCounts({ unit, multiplier }: CountUnit): WrittenCounts {
  const decimal = exactToDecimal(exact(multiplier).mul(exact(units[unit].times ?? 1)), 18);
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const plain = digits.replace(/0+$/, '');
  return {
    code: units[unit].code,
    power: units[unit].power + digits.length - plain.length - fraction.length,
    factor: Number(plain),
  };
}

/** ESPI's `QualityOfReading`; a missing hour is left out of the file. */
export const readingQuality: Readonly<Record<Exclude<HourQuality, 'missing'>, number>> = {
  measured: 0,
  edited: 7,
  estimated: 8,
  suspect: 10,
};

/** Hours of drinking water, use of each by itself (FB_04, FB_11). */
export const readingType = (counts: WrittenCounts): string =>
  espi(
    'ReadingType',
    element('accumulationBehaviour', 4),
    element('commodity', 9),
    element('currency', 840),
    element('defaultQuality', readingQuality.measured),
    element('flowDirection', 1),
    element('intervalLength', 3600),
    element('kind', 58),
    element('powerOfTenMultiplier', counts.power),
    element('uom', counts.code),
  );
