import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type HourlyUse, hourQuality, hourSpan } from '../../metering/index.ts';
import { csvColumns, hoursCsv } from '../index.ts';

function useOf(zone: string, firstDay: string, days: number): HourlyUse {
  const span = hourSpan(zone, Temporal.PlainDate.from(firstDay), days);
  const counts = Int32Array.from({ length: span.hours }, (_, hour) => (hour * 7919) % 97);
  return { span, register: { unit: 'gal', multiplier: '0.1' }, counts, quality: new Uint8Array(span.hours) };
}

const linesOf = (use: HourlyUse, unit: Parameters<typeof hoursCsv>[1], serial = 'MW-7') =>
  [...hoursCsv([{ serial, use }], unit)].join('').split('\r\n');

test('the two hours of one o’clock are told apart, and an hour of which nothing is known stands empty', () => {
  const use = useOf('America/Los_Angeles', '2026-11-01', 1);
  use.counts.set([0, 21, -3, 7]);
  use.quality.set([hourQuality.measured, hourQuality.estimated, hourQuality.suspect, hourQuality.missing]);
  const lines = linesOf(use, 'gal');
  expect(lines).toHaveLength(27);
  expect(lines.slice(0, 5)).toEqual([
    'meter,start_local,start_utc,use,unit,quality,meter_use,meter_unit',
    'MW-7,2026-11-01T00:00:00-07:00,2026-11-01T07:00:00Z,0,gal,measured,0,gal',
    'MW-7,2026-11-01T01:00:00-07:00,2026-11-01T08:00:00Z,2.1,gal,estimated,2.1,gal',
    'MW-7,2026-11-01T01:00:00-08:00,2026-11-01T09:00:00Z,-0.3,gal,suspect,-0.3,gal',
    'MW-7,2026-11-01T02:00:00-08:00,2026-11-01T10:00:00Z,,gal,missing,,gal',
  ]);
});

test('in another unit what the meter counted stays beside it', () => {
  const use = useOf('America/Los_Angeles', '2026-06-01', 1);
  use.counts[0] = 100;
  expect(linesOf(use, 'ccf')[1]).toBe(
    'MW-7,2026-06-01T00:00:00-07:00,2026-06-01T07:00:00Z,0.013368056,ccf,measured,10,gal',
  );
  expect(linesOf(use, 'l')[1]).toContain(',37.85411784,l,measured,10,gal');
});

test('a meter’s number is quoted where it must be', () => {
  expect(linesOf(useOf('Asia/Kolkata', '2026-06-01', 1), 'l', '7,"B"')[1]).toMatch(/^"7,""B""",2026/);
});

test('hours of a zone half an hour off begin at the half hour', () => {
  expect(linesOf(useOf('Asia/Kolkata', '2026-06-01', 1), 'l')[2]).toMatch(
    /^MW-7,2026-06-01T00:30:00\+05:30,2026-05-31T19:00:00Z,/,
  );
});

test('every column is described', () => {
  const described = readFileSync('docs/reference/use-downloads.md', 'utf8');
  for (const column of csvColumns) expect(described).toContain(`| \`${column}\` |`);
});
