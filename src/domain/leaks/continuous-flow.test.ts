import { expect, test } from 'vitest';
import { type HourlyUse, hourQuality, hourSpan } from '../metering/index.ts';
import { findLeaks } from './index.ts';

const zone = 'America/Los_Angeles';

/** Hours from a local midnight on; `?` of the text is a missing hour, a digit its gallons. */
function hours(firstDay: string, text: string): HourlyUse {
  const digits = text.replaceAll(' ', '');
  const span = hourSpan(zone, Temporal.PlainDate.from(firstDay), Math.ceil(digits.length / 24));
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours);
  for (const [hour, digit] of [...digits].entries()) {
    counts[hour] = digit === '?' ? 0 : Number(digit);
    if (digit === '?') quality[hour] = hourQuality.missing;
  }
  return { span, register: { unit: 'gal', multiplier: '1' }, counts, quality };
}

const day = { continuousFlow: [{ hours: 24, gallonsAnHour: 1 }] };

test('24 hours of flow are a finding, 23 are not', () => {
  expect(findLeaks(hours('2026-05-01', `0${'3'.repeat(23)}0`), day)).toEqual([]);
  const [found, ...others] = findLeaks(hours('2026-05-01', `0${'3'.repeat(12)}5${'3'.repeat(11)}00`), day);
  expect(others).toEqual([]);
  expect({ ...found, beganAt: `${found?.beganAt}`, foundAt: `${found?.foundAt}`, seenAt: `${found?.seenAt}` }).toEqual({
    kind: 'continuous-flow',
    beganAt: '2026-05-01T08:00:00Z',
    foundAt: '2026-05-02T08:00:00Z',
    seenAt: '2026-05-02T08:00:00Z',
    gallonsAnHour: 3,
    gallonsLost: 72,
    evidence: { windowHours: 24, thresholdGallonsAnHour: 1, hoursCounted: 24, lowestGallonsAnHour: 3 },
  });
});

test('a missing hour is neither flow nor its absence', () => {
  expect(findLeaks(hours('2026-05-01', `${'3'.repeat(12)}?${'3'.repeat(11)}00`), day)).toEqual([]);
  const [found] = findLeaks(hours('2026-05-01', `${'3'.repeat(12)}????${'3'.repeat(12)}0`), day);
  expect(found?.evidence.hoursCounted).toBe(24);
  expect(found?.gallonsLost).toBe(72);
  expect(findLeaks(hours('2026-05-01', '?'.repeat(72)), day)).toEqual([]);
  const parted = `${'3'.repeat(20)}${'?'.repeat(13)}${'3'.repeat(20)}`;
  expect(findLeaks(hours('2026-05-01', parted), day), 'half a day unknown: perhaps another flow').toEqual([]);
});

test('days of 23 and 25 hours are counted by the hour', () => {
  for (const [firstDay, length] of [
    ['2026-03-08', 23],
    ['2026-11-01', 25],
  ] as const) {
    const use = hours(firstDay, '3'.repeat(24));
    use.counts.fill(3);
    const [found] = findLeaks(use, { continuousFlow: [{ hours: length, gallonsAnHour: 1 }] });
    expect(found?.evidence.hoursCounted).toBe(length);
    expect(findLeaks(use, { continuousFlow: [{ hours: length + 1, gallonsAnHour: 1 }] })).toEqual([]);
  }
});

test('several windows make one finding, found by the first that is met', () => {
  const windows = [
    { hours: 24, gallonsAnHour: 1 },
    { hours: 6, gallonsAnHour: 5 },
  ];
  const found = findLeaks(hours('2026-05-01', `${'1'.repeat(10)}${'7'.repeat(20)}00`), { continuousFlow: windows });
  expect(found.map((one) => [`${one.foundAt}`, one.evidence.windowHours, one.evidence.hoursCounted])).toEqual([
    ['2026-05-01T23:00:00Z', 6, 20],
  ]);
});

test('a full house that never rests draws less in some hours than in most: that is no leak, whatever is steady in between', () => {
  const steady = { continuousFlow: [{ hours: 36, gallonsAnHour: 3, steady: 0.4 }] };
  // Most hours show eight gallons, as a leak would; three show less, which no hour with that leak could.
  const busy = '8898 7839 8978 8998 4889 7898 8988 9598 8899'.repeat(2);
  expect(findLeaks(hours('2026-05-01', busy), steady)).toEqual([]);
  expect(findLeaks(hours('2026-05-01', busy.replaceAll(/[345]/g, '8')), steady)).toHaveLength(1);
});
