import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detectorSettings } from '../domain/leaks/index.ts';
import { parseUtility } from './utility.ts';

const reference = readFileSync('utility/utility.yaml', 'utf8');

function leaksOf(text: string) {
  const read = parseUtility('utility.yaml', text);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.leaks;
}

test('each class of meters has its own thresholds; a rate class that is named nowhere is the class for the rest', () => {
  const leaks = leaksOf(reference);
  expect(detectorSettings(leaks, 'IRRIGATION').overnightMinimum).toBeUndefined();
  expect(detectorSettings(leaks, 'IRRIGATION').highUse?.gallonsADay).toBe(500);
  expect(detectorSettings(leaks, 'ANYTHING')).toEqual(detectorSettings(leaks, 'RESIDENTIAL_SINGLE'));
  expect(detectorSettings(leaks, 'ANYTHING').overnightMinimum?.fromHour).toBe(1);
});

test('off is off for all', () => {
  expect(detectorSettings(leaksOf(reference.replace('  on: true\n', '  on: false\n')), 'ANYTHING')).toEqual({});
});

test('every error of the thresholds is listed with its line', () => {
  const spoiled = reference
    .replace('{ hours: 36, gallons_an_hour: 4, steady: 0.3, below: 250 }', '{ hours: 0, gallons_an_hour: -1 }')
    .replace('gallons_an_hour: 250, below: 600', 'gallons_an_hour: 250, below: 200')
    .replace('{ high_above_celsius: 28.5, gallons_an_hour: 12 }', '{ gallons_an_hour: 12 }')
    .replace('from_hour: 1\n        to_hour: 5', 'from_hour: 5\n        to_hour: 1')
    .replace('no_flow: { days: 7', 'no_water: { days: 7');
  const read = parseUtility('utility.yaml', spoiled);
  const lineOf = (text: string) => spoiled.slice(0, spoiled.indexOf(text)).split('\n').length;
  expect(read.ok ? [] : read.problem.map((problem) => [problem.code, problem.field, problem.place?.line])).toEqual([
    ['config.value-unexpected', 'leaks.classes.0.continuous_flow.1.hours', lineOf('{ hours: 0')],
    ['config.value-unexpected', 'leaks.classes.0.continuous_flow.1.gallons_an_hour', lineOf('{ hours: 0')],
    [
      'config.value-unexpected',
      'leaks.classes.0.added_flow.appliances.0.high_above_celsius',
      lineOf('{ gallons_an_hour: 12 }'),
    ],
    ['config.value-unexpected', 'leaks.classes.0.overnight_minimum.from_hour', lineOf('from_hour: 5')],
    ['config.value-unexpected', 'leaks.classes.0.open_hose.below', lineOf('open_hose:')],
    ['config.key-unknown', 'leaks.classes.0.no_water', lineOf('name: residential')],
  ]);
});

test('a rate class has one class of meters, and one class is for the rest', () => {
  const spoiled = (from: string, to: string) => {
    const read = parseUtility('utility.yaml', reference.replace(from, to));
    return read.ok ? [] : read.problem.map((problem) => problem.params?.['expected']);
  };
  expect(spoiled('[COMMERCIAL]', '[IRRIGATION]')).toEqual(['each rate class in one class of meters only']);
  expect(spoiled('      rate_classes: [IRRIGATION]\n', '')).toEqual([
    'one class without rate_classes, for every meter that no other names',
  ]);
});
