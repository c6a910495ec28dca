import { describe, expect, test } from 'vitest';
import { cmepInterval, cmepUnit } from './cmep-units.ts';
import { unitOfDescription, unitOfWord } from './unit-words.ts';

test.each([
  ['gal', ['gal', 'gals', 'Gallon', 'GALLONS', 'US Gal', 'US gallons']],
  ['kgal', ['kgal', 'kgals', 'TGAL', 'kilogallons', 'Thousand Gallons', '1000 gal']],
  ['cf', ['cf', 'CFT', 'ft3', 'CuFt', 'cu. ft.', 'cubic feet', 'cubic_foot']],
  ['ccf', ['ccf', 'HCF', '100cf', '100 cu. ft.', 'hundred-cubic-feet']],
  ['m3', ['m3', 'm³', 'CM', 'cum', 'cubic meter', 'cubic meters', 'cubic metre', 'cubic metres', 'kl']],
  ['l', ['l', 'Liter', 'liters', 'litre', 'litres', 'litros']],
  [undefined, ['', 'kwh', 'yards', 'gal/h', 'pint']],
])('%s is written so', (unit, written) => {
  expect(written.map(unitOfWord)).toEqual(written.map(() => unit));
});

test.each([
  ['3/4 T10 9D 0.001CuFt', 'cf'],
  ['Meter, 10 Gal.', 'gal'],
  ['water M3 ', 'm3'],
  ['water in m³', 'm3'],
  ['ft3', 'cf'],
  ['9D 0.001', undefined],
  ['CuFt of water', undefined],
  ['', undefined],
])('a meter described as %j counts in %s', (written, unit) => {
  expect(unitOfDescription(written)).toBe(unit);
});

describe('what CMEP says', () => {
  test.each([
    ['GAL', { unit: 'gal', kind: 'interval' }],
    ['GALREG', { unit: 'gal', kind: 'register' }],
    [' ccfreg ', { unit: 'ccf', kind: 'register' }],
    ['CF', { unit: 'cf', kind: 'interval' }],
    ['REG', undefined],
    ['KWH', undefined],
    ['', undefined],
  ])('field 11 %j: %j', (written, unit) => {
    expect(cmepUnit(written)).toEqual(unit);
  });

  test.each([
    ['00000100', 3600],
    ['00000015', 900],
    ['00010000', 86_400],
    ['00010230', 95_400],
    ['01000000', undefined],
    ['00000000', undefined],
    ['60', 3600],
    [' 15 ', 900],
    ['1440', 86_400],
    ['0', undefined],
    ['14400', undefined],
    ['0000100', undefined],
    ['000000100', undefined],
    ['x60', undefined],
    ['60x', undefined],
    ['', undefined],
  ])('field 13 %j: %j seconds', (written, seconds) => {
    expect(cmepInterval(written)).toBe(seconds);
  });
});
