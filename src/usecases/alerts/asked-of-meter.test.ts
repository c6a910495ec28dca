import { describe, expect, test } from 'vitest';
import { household, writtenHours } from '../../../test/support/written-hours.ts';
import { hourQuality, hourSpan } from '../../domain/metering/index.ts';
import { askedByScan, type Look } from './asked-of-meter.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const hours = (change: (day: number, clock: number) => number | undefined = () => undefined) =>
  writtenHours('2026-05-01', 35, (day, clock) => change(day, clock) ?? household(clock));
const mild = () => ({ highCelsius: new Float64Array(35).fill(20), rainMillimetres: new Float64Array(35) });
const look: Look = {
  ...{ use: hours(), settings: { noFlow: { days: 7, usedDays: 21 } } },
  ...{ context: { vacations: [] }, heard: undefined },
};
const asked = (change: Partial<Look> = {}, { span = look.use.span, weather = mild(), version = '1.0.0' } = {}) =>
  askedByScan({ span, weather, version })({ ...look, ...change });

test('the same is asked of the same hours, in whichever arrays they lie', () => {
  expect(asked({ use: hours() })).toBe(asked());
});

describe('a meter is due for a look when', () => {
  const weather = mild();
  weather.highCelsius[34] = Number.NaN;
  const edited = hours();
  edited.quality[40] = hourQuality.estimated;
  const changes = {
    'an hour says something else': asked({ use: hours((day, clock) => (day === 3 && clock === 4 ? 1 : undefined)) }),
    'an hour is no longer measured': asked({ use: edited }),
    'its register counts in another unit': asked({ use: { ...look.use, register: { unit: 'cf', multiplier: '1' } } }),
    'a threshold changes': asked({ settings: { noFlow: { days: 8, usedDays: 21 } } }),
    'somebody tells of a vacation': asked({
      context: { vacations: [{ from: date('2026-05-03'), until: date('2026-05-09') }] },
    }),
    'a day’s weather comes': asked({}, { weather }),
    'it has an alert': asked({ heard: ' ' }),
    'somebody says something of its alert': asked({ heard: '1 ' }),
    'somebody asks for peace about it': asked({ heard: ' 1' }),
    'a new day begins': asked({}, { span: hourSpan(look.use.span.zone, date('2026-05-02'), 35) }),
    'a new version of the rules comes': asked({}, { version: '1.0.1' }),
  };

  test.each(Object.entries(changes))('%s', (_, change) => expect(change).not.toBe(asked()));

  test('and each change asks something of its own', () => {
    expect(new Set(Object.values(changes)).size).toBe(Object.keys(changes).length);
  });
});
