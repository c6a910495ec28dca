import { expect, test } from 'vitest';
import { detectorSettings } from './settings-of-class.ts';

const homes = { burst: [{ hours: 3, gallonsAnHour: 200 }] };
const shops = { burst: [{ hours: 3, gallonsAnHour: 2000 }] };
const classes = [{ rateClasses: ['COMMERCIAL', 'INDUSTRIAL'], settings: shops }, { settings: homes }];

test.each([
  ['COMMERCIAL', shops],
  ['INDUSTRIAL', shops],
  ['RESIDENTIAL_SINGLE', homes],
])('behind a meter of %s', (rateClass, settings) => {
  expect(detectorSettings({ on: true, classes }, rateClass)).toBe(settings);
});

test('nothing is looked for where the utility has it off, or says nothing of the class', () => {
  expect(detectorSettings({ on: false, classes }, 'COMMERCIAL')).toEqual({});
  expect(detectorSettings({ on: true, classes: classes.slice(0, 1) }, 'RESIDENTIAL_SINGLE')).toEqual({});
});
