import { expect, test } from 'vitest';
import { household, writtenHours } from '../../test/support/written-hours.ts';
import { type DetectorSettings, findLeaks } from '../domain/leaks/index.ts';
import { hourStart } from '../domain/metering/index.ts';
import { openLeakThreads } from './leak-threads.ts';
import type { MetersToLookAt } from './sent-looks.ts';

const settings: DetectorSettings = {
  continuousFlow: [{ hours: 24, gallonsAnHour: 3 }],
  vacationUse: { hours: 3, gallonsAnHour: 1 },
  noFlow: { days: 7, usedDays: 21 },
  addedFlow: {
    usualDays: 28,
    windows: [{ hours: 30, gallonsAnHour: 2.7, evidence: 22 }],
    hoseGallonsAnHour: 250,
    appliances: [{ highAboveCelsius: 28.5, gallonsAnHour: 12 }],
  },
};

/** Homes with a leak that runs through, one that pauses, water while nobody is home, and none for weeks. */
const homes = [
  writtenHours('2026-05-01', 35, (day, clock) => household(clock) + (day >= 30 ? 5 : 0)),
  writtenHours('2026-05-01', 35, (day, clock) => household(clock) + (day >= 20 && clock >= 8 ? 5 : 0)),
  writtenHours('2026-05-01', 35, (day, clock) => (day < 20 ? household(clock) : clock > 9 ? 2 : 0)),
  writtenHours('2026-05-01', 35, () => 0),
];
const [span] = homes.map((home) => home.span);
if (span === undefined) throw new Error('there are homes');
const date = (text: string) => Temporal.PlainDate.from(text);
const contexts: MetersToLookAt['meters'][number]['context'][] = [
  {},
  { leak: { since: hourStart(span, 20 * 24), gallonsAnHour: 5 } },
  { vacations: [{ from: date('2026-05-21'), until: date('2026-06-20'), irrigationGoesOn: false }] },
  { noFlowSince: hourStart(span, 0).subtract({ hours: 100 }) },
];
const shared = {
  lookFrom: hourStart(span, 28 * 24),
  weather: { highCelsius: new Float64Array(35).fill(20), rainMillimetres: new Float64Array(35) },
};
const together = (rules: DetectorSettings): MetersToLookAt => ({
  ...{ span, shared },
  meters: homes.map(({ register }, index) => ({ register, settings: rules, context: contexts[index] ?? {} })),
  counts: Int32Array.from(homes.flatMap(({ counts }) => [...counts])),
  quality: Uint8Array.from(homes.flatMap(({ quality }) => [...quality])),
});

test('what is found in a thread is what is found here, by everything that is known of each meter', async () => {
  const threads = openLeakThreads(1);
  const found = await threads.look(together(settings));
  const here = homes.map((use, index) => findLeaks(use, settings, { ...shared, ...contexts[index] }));
  expect(here.map((ofHome) => ofHome.map(({ kind }) => kind))).toEqual([
    expect.arrayContaining(['continuous-flow']),
    expect.arrayContaining(['added-flow']),
    expect.arrayContaining(['vacation-use']),
    ['no-flow'],
  ]);
  const asText = (findings: unknown): unknown => JSON.parse(JSON.stringify(findings));
  expect(asText(found)).toEqual(asText(here));
  expect(found[0]?.[0]?.beganAt).toBeInstanceOf(Temporal.Instant);
  await threads.close();
});

test('what fails in a thread fails for who asked, and the next is answered', async () => {
  const threads = openLeakThreads(1);
  // A threshold that cannot be: its window has no end.
  const endless = { ...settings, continuousFlow: [{ hours: -1, gallonsAnHour: 3, steady: 0.5 }] };
  await expect(threads.look(together(endless))).rejects.toThrow();
  expect(await threads.look(together(settings))).toHaveLength(homes.length);
  await threads.close();
});
